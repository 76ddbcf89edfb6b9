/* Every proposal of a public series, newest first. */
#include <math.h>

#include "detection/judge.h"
#include "web/present.h"
#include "web/present_alert.h"
#include "web/views.h"

/* Those in force, for whoever may see them: a live level is never public. */
static ErrCode add_live(const Request *rq, AlertsView *v)
{
    Alerts all;
    AlertsLive *rows;
    size_t n = 0;
    v->inside = request_may(rq, MAY_NOTE);
    if (!v->inside) return ERR_OK;
    TRY(alert_list(rq->op, true, 0, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Alert *a = &all.v[i];
        if (!present_alert_sees(rq, a)) continue;
        rows[n++] = (AlertsLive){ .address = present_warning(rq->op->mem, a->id),
                                  .what = arena_fmt(rq->op->mem, "%.*s: %.*s",
                                                    STR_ARG(a->place_name), STR_ARG(a->subject)),
                                  .level = present_level(rq, a->state.level),
                                  .state = present_sentence(
                                      rq->op->mem, str_of(handling_meaning(a->state.handling))),
                                  .exercise = a->exercise != 0 };
    }
    v->live.n = n;
    v->live.v = rows;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    Proposals all;
    AlertsRows *rows;
    Arena *mem = rq->op->mem;
    size_t waiting = 0;
    TRY(present_proposals(rq, STR(""), &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Proposal *p = &all.v[i];
        waiting += str_eq(p->state, STR("proposed"));
        rows[i] = (AlertsRows){ .place = p->place_name,
                                .place_path = present_area(mem, p->place),
                                .period = present_period(mem, p->unit, p->period),
                                .series = p->series_title,
                                .observed = present_number(mem, p->observed, false),
                                .expected = present_number(mem, round(p->expected), false),
                                .unusual = present_number(mem, judge_unusual(p->upperbound), false),
                                .state = present_state(p->state),
                                .address = present_alert(mem, p->id) };
    }
    Str heading = waiting == 1 ? STR("1 proposal waits for a decision")
                               : arena_fmt(mem, "%zu proposals wait for a decision", waiting);
    rs->title = heading;
    AlertsView v = { .heading = heading, .rows = { all.n, rows } };
    TRY(add_live(rq, &v));
    render_alerts(rs->out, &v);
    return ERR_OK;
}

PAGE(alerts) = {
    .address = "/alerts",
    .menu = "Alerts",
    .menu_order = 6,
    .get = get,
};
