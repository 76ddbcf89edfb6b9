/* One proposal: why it was made, computed again from stored facts, and what became of it. */
#include <math.h>

#include "detection/explain.h"
#include "places/scope.h"
#include "web/present.h"
#include "web/views.h"

enum { NUMBERS = 9 };

static ErrCode find(const Request *rq, int64_t *ret_id)
{
    Proposals all;
    Err why;
    if (str_int(rq->rest, "id", ret_id, &why) == ERR_OK) {
        TRY(present_proposals(rq, STR(""), &all));
        for (size_t i = 0; i < all.n; i++)
            if (all.v[i].id == *ret_id) return ERR_OK;
    }
    return err_set(&rq->op->err, ERR_MISSING, "there is no such proposal");
}

static bool in_scope(const Request *rq, const Proposal *p)
{
    const Place *place = place_by_id(rq->book, p->place_id);
    if (!rq->has_session) return false;
    if (role_everywhere(rq->session.account.role)) return true;
    Str area = rq->session.account.area;
    return area.n && place && scope_covers(rq->book, area, place);
}

static void add_numbers(const Explanation *x, Arena *mem, AlertNumbers rows[NUMBERS], AlertView *v)
{
    const Judged *j = &x->judged;
    PeriodUnit unit = x->series.period;
    size_t n = 0;
    rows[n++] = (AlertNumbers){ STR("Recorded"), present_number(mem, j->observed, false) };
    rows[n++] = (AlertNumbers){ STR("Expected"), arena_fmt(mem, "%.1f", j->expected) };
    rows[n++] = (AlertNumbers){ STR("Unusual from"),
                                present_number(mem, judge_unusual(j->upperbound), false) };
    rows[n++] = (AlertNumbers){ STR("p-value"), arena_fmt(mem, "%.2g", j->pvalue) };
    rows[n++] =
        (AlertNumbers){ STR("Compared with"),
                        arena_fmt(mem, "%zu %ss, %s to %s", j->baseline_n, period_unit_name(unit),
                                  period_text(unit, j->baseline_first).text,
                                  period_text(unit, j->baseline_last).text) };
    rows[n++] =
        (AlertNumbers){ STR("Past peaks down-weighted"), arena_fmt(mem, "%zu", j->downweighted_n) };
    if (!isnan(j->phi))
        rows[n++] = (AlertNumbers){ STR("Spread against pure chance"),
                                    arena_fmt(mem, "%.1f times", j->phi) };
    if (j->members > 1)
        rows[n++] = (AlertNumbers){ STR("Councils summed"), arena_fmt(mem, "%zu", j->members) };
    v->numbers.n = n;
    v->numbers.v = rows;
}

static Str role_of(const Judged *j, int32_t period)
{
    if (period == j->period) return STR("judged");
    for (size_t i = 0; i < j->downweighted_n; i++)
        if (j->downweighted[i] == period) return STR("past peak, down-weighted");
    bool compared = period >= j->baseline_first && period <= j->baseline_last;
    return compared ? STR("") : STR("not compared with");
}

static ErrCode add_compared(const Request *rq, const Explanation *x, AlertView *v)
{
    AlertCompared *rows;
    Arena *mem = rq->op->mem;
    NEW(rows, x->periods + 1, mem, &rq->op->err);
    for (size_t k = 0; k < x->periods; k++) {
        int32_t period = x->proposal.window_first + (int32_t)k;
        rows[k] = (AlertCompared){ present_period(mem, x->series.period, period),
                                   present_number(mem, x->v[k], x->series.rate),
                                   role_of(&x->judged, period) };
    }
    v->compared.n = x->periods;
    v->compared.v = rows;
    return ERR_OK;
}

static ErrCode add_chart(const Request *rq, const Explanation *x, AlertView *v)
{
    PresentSeries p;
    Arena *mem = rq->op->mem;
    Err *e = &rq->op->err;
    const Place *place = place_by_id(rq->book, x->proposal.place_id);
    TRY(present_figures(rq, &x->series, place, &p));
    double times = x->judged.expected > 0 ? x->judged.observed / x->judged.expected : (double)NAN;
    v->chart_title = isnan(times) ? STR("More than expected")
                                  : arena_fmt(mem, "%.1f times what was expected", times);
    if (!p.any) return ERR_OK;
    p.chart.title = v->heading;
    p.chart.description = v->sentence;
    TRY(chart_series(&p.chart, CHART_WIDE, "wide", mem, &v->wide, e));
    return chart_series(&p.chart, CHART_NARROW, "narrow", mem, &v->narrow, e);
}

/* Visitors are told what was decided and when; who did it, why, and what was noted is for those who
 * work with it. */
static ErrCode add_events(const Request *rq, const Proposal *p, AlertView *v)
{
    ProposalEvents all;
    AlertEvents *rows;
    Arena *mem = rq->op->mem;
    size_t n = 0;
    bool inside = request_may(rq, MAY_NOTE) && in_scope(rq, p);
    TRY(proposal_events(rq->op, p->id, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const ProposalEvent *e = &all.v[i];
        bool machine = str_eq(e->action, STR("proposed"));
        bool remark = str_eq(e->action, STR("noted")) || str_eq(e->action, STR("acknowledged"));
        if (remark && !inside) continue;
        rows[n++] = (AlertEvents){
            .when = inside ? present_time(mem, e->at) : present_day(mem, (int32_t)(e->at / 86400)),
            .what = machine ? STR("Proposed by the watch")
                    : !inside
                        ? present_sentence(mem, e->action)
                        : arena_fmt(mem, "%.*s by %.*s", STR_ARG(present_sentence(mem, e->action)),
                                    STR_ARG(e->actor ? e->actor_name : STR("Belfry itself"))),
            .reason = machine || !inside ? STR("") : e->reason
        };
    }
    v->events.n = n;
    v->events.v = rows;
    return ERR_OK;
}

/* What the visitor may do with it. */
static void add_actions(const Request *rq, const Proposal *p, AlertView *v)
{
    bool open = str_eq(p->state, STR("proposed")), mine = in_scope(rq, p);
    v->token = rq->token;
    v->fault = rq->fault;
    v->faulty = rq->fault.n > 0;
    v->decides = open && mine && request_may(rq, MAY_DECIDE);
    v->notes = mine && request_may(rq, MAY_NOTE);
    v->elsewhere = !mine && request_may(rq, MAY_NOTE);
    v->address = present_alert(rq->op->mem, p->id);
    v->typed = request_field(rq, "reason");
    v->waits = open;
}

static ErrCode get(const Request *rq, Response *rs)
{
    int64_t id;
    Explanation *x;
    AlertNumbers numbers[NUMBERS];
    Arena *mem = rq->op->mem;
    TRY(find(rq, &id));
    NEW(x, 1, mem, &rq->op->err);
    TRY(explain_proposal(rq->op, rq->book, id, x));
    const Proposal *p = &x->proposal;
    AlertView v = { .heading = arena_fmt(mem, "%.*s stood out %s", STR_ARG(p->place_name),
                                         period_when(p->unit, p->period).text),
                    .sentence = x->sentence,
                    .state = present_state(p->state),
                    .method = str_of(x->judged.method->title),
                    .settings = p->settings,
                    .same = x->same ? STR("Computed again from the stored figures just now: the "
                                          "same to the last digit.")
                                    : STR("Computed again from the stored figures just now: not "
                                          "the same as when it was made."),
                    .caveat = x->series.caveat,
                    .has_caveat = x->series.caveat.n > 0,
                    .place = p->place_name,
                    .place_path = present_area(mem, p->place),
                    .series = x->series.title,
                    .figures_path = present_figures_path(mem, p->place, p->series),
                    .series_path = present_series_path(mem, x->series.code) };
    add_numbers(x, mem, numbers, &v);
    TRY(add_compared(rq, x, &v));
    TRY(add_chart(rq, x, &v));
    TRY(add_events(rq, p, &v));
    add_actions(rq, p, &v);
    rs->title = v.heading;
    render_alert(rs->out, &v);
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    int64_t id;
    Op *op = rq->op;
    Str what = request_field(rq, "do"), reason = request_field(rq, "reason");
    /* As if it were not there, for those who may not know of it. */
    TRY(find(rq, &id));
    rs->redirect = present_alert(op->mem, id);
    if (str_eq(what, STR("approve"))) return proposal_decide(op, id, PROPOSAL_APPROVE, reason);
    if (str_eq(what, STR("dismiss"))) return proposal_decide(op, id, PROPOSAL_DISMISS, reason);
    if (str_eq(what, STR("note"))) return proposal_note(op, id, PROPOSAL_NOTE, reason);
    if (str_eq(what, STR("acknowledge")))
        return proposal_note(op, id, PROPOSAL_ACKNOWLEDGE, reason);
    return err_set(&op->err, ERR_INPUT, "choose what to do");
}

PAGE(alert) = {
    .address = "/alerts/*",
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_NOTE,
    .post = post,
};
