/* Where somebody without an account begins to tell of a tension. */
#include "signals/codes.h"
#include "web/page.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    TRY(codes_load(rq->op, &codes));
    rs->title = STR("Tell us of a tension");
    rs->section = STR("/report");
    render_report(rs->out, &(ReportView){ .ready = rq->site->key->ready,
                                          .unlinked = codes_retention(codes, "unlinked"),
                                          .linked = codes_retention(codes, "linked"),
                                          .reply = STR("within two working days") });
    return ERR_OK;
}

PAGE(report) = {
    .address = "/report",
    .menu = "Tell us",
    .menu_order = 8,
    .get = get,
};
