/* Public notices: what two people agreed to publish. */
#include "alerts/public_notice.h"
#include "web/present.h"
#include "web/present_alert.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    PublicNotices all;
    NoticesRows *rows;
    TRY(public_notice_list(rq->op, 0, true, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const PublicNotice *n = &all.v[i];
        rows[i] = (NoticesRows){ n->title, n->place_name, present_area(rq->op->mem, n->place),
                                 present_local(rq->op->mem, n->published_at),
                                 n->withdrawn_at ? STR("This notice was withdrawn.") : n->body };
    }
    rs->title = STR("Public notices");
    rs->section = STR("/alerts");
    render_notices(rs->out, &(NoticesView){ .rows = { all.n, rows } });
    return ERR_OK;
}

PAGE(notices) = {
    .address = "/notices",
    .get = get,
};
