/* Public notices as an Atom feed. */
#include "alerts/public_notice.h"
#include "web/page.h"

static ErrCode get(const Request *rq, Response *rs)
{
    PublicNotices all;
    TRY(public_notice_list(rq->op, 0, true, &all));
    public_notice_atom(&all, str_of(rq->site->public_site), rq->op->now, rs->out);
    rs->type = "application/atom+xml; charset=utf-8";
    return ERR_OK;
}

PAGE(notices_atom) = {
    .address = "/notices.atom",
    .get = get,
};
