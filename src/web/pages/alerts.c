/* Every proposal of a public series, newest first. */
#include <math.h>

#include "detection/judge.h"
#include "web/present.h"
#include "web/views.h"

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
    render_alerts(rs->out, &(AlertsView){ .heading = heading, .rows = { all.n, rows } });
    return ERR_OK;
}

PAGE(alerts) = {
    .address = "/alerts",
    .menu = "Alerts",
    .menu_order = 6,
    .get = get,
};
