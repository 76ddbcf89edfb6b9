/* The one-time link of a notice: to look is harmless (mail scanners do), the button acknowledges.
 */
#include "alerts/deliver.h"
#include "web/present.h"
#include "web/present_alert.h"
#include "web/views.h"

/* The code proves that whoever opens it was sent the notice; anything else is as if it were not
 * there. */
static ErrCode find(const Request *rq, OutboxMessage *ret)
{
    Str rest = rq->rest, digits;
    int64_t id;
    Err why;
    OutboxMessage m;
    if (rq->site->key->ready && str_split(&rest, '-', &digits) &&
        str_int(digits, "", &id, &why) == ERR_OK && outbox_find(rq->op, id, &m) == ERR_OK &&
        secret_same(rq->rest, deliver_link_code(rq->site->key, &m, rq->op->mem))) {
        *ret = m;
        return ERR_OK;
    }
    return err_set(&rq->op->err, ERR_MISSING, "this link is not, or no longer, one of ours");
}

static ErrCode show(const Request *rq, Response *rs, const OutboxMessage *m, bool done)
{
    Arena *mem = rq->op->mem;
    AcknowledgeItems *rows;
    AcknowledgeView v = { .fault = rq->fault,
                          .faulty = rq->fault.n > 0,
                          .token = rq->token,
                          .address = arena_fmt(mem, "/acknowledge/%.*s", STR_ARG(rq->rest)),
                          .who = m->name,
                          .done = done,
                          .used = m->link_used_at != 0,
                          .exercise = m->exercise != 0 };
    NEW(rows, m->n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < m->n; i++) {
        rows[i] =
            (AcknowledgeItems){ m->v[i].headline,
                                present_sentence(mem, str_of(handling_meaning(m->v[i].handling))),
                                m->v[i].revision != m->v[i].newest };
        v.open = v.open || m->v[i].live;
    }
    v.open = v.open && !v.used && !done;
    v.items.n = m->n;
    v.items.v = rows;
    rs->title = done ? STR("Thank you") : STR("Acknowledge an alert");
    render_acknowledge(rs->out, &v);
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    OutboxMessage m;
    TRY(find(rq, &m));
    return show(rq, rs, &m, false);
}

static ErrCode post(Request *rq, Response *rs)
{
    OutboxMessage m;
    TRY(find(rq, &m));
    TRY(outbox_acknowledge(rq->op, m.id));
    TRY(outbox_find(rq->op, m.id, &m));
    return show(rq, rs, &m, true);
}

PAGE(acknowledge) = {
    .address = "/acknowledge/*",
    .get = get,
    .post = post,
};
