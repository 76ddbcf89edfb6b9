#include "detection/explain.h"

#include <math.h>

static ErrCode find_row(Op *op, const Grid *g, const Proposal *p, size_t *ret_row)
{
    for (size_t i = 0; i < g->n; i++)
        if (g->rows[i].place->id == p->place_id) {
            *ret_row = i;
            return ERR_OK;
        }
    return err_set(&op->err, ERR_CONFLICT,
                   "proposal %lld: %.*s has no figures of this series any more; the register has "
                   "changed since it was made",
                   (long long)p->id, STR_ARG(p->place_name));
}

static ErrCode load_window(Op *op, const PlaceBook *book, const Series *s, const Proposal *p,
                           Grid *ret)
{
    GridRequest rq = { .first = p->window_first,
                       .last = p->period,
                       .known_day = INT32_MAX,
                       .max_vintage = p->vintage_id,
                       .geography_day = (int32_t)(p->created_at / 86400),
                       .areas = true };
    return grid_load(op, s, book, &rq, ret);
}

static bool equals_stored(const Judged *j, const Proposal *p)
{
    return j->observed == p->observed && j->expected == p->expected &&
           j->upperbound == p->upperbound && j->pvalue == p->pvalue;
}

ErrCode explain_proposal(Op *op, const PlaceBook *book, int64_t id, Explanation *ret)
{
    Explanation x = { .same = false };
    PlanChoice choice;
    Grid g;
    size_t row;
    TRY(proposal_find(op, id, &x.proposal));
    TRY(series_find(op, x.proposal.series, &x.series));
    TRY(load_window(op, book, &x.series, &x.proposal, &g));
    TRY(find_row(op, &g, &x.proposal, &row));
    const Method *m = method_find(x.proposal.method);
    if (!m)
        return err_set(&op->err, ERR_CONFLICT, "proposal %lld: this program has no method %.*s",
                       (long long)id, STR_ARG(x.proposal.method));
    TRY(plan_choice(m, x.proposal.settings, op->mem, &choice, &op->err));
    JudgeCase c = {
        .series = &x.series, .method = m, .choice = &choice, .grid = &g, .keep_downweighted = true
    };
    TRY(judge_row(&c, row, op->mem, &x.judged, &op->err));
    x.v = g.rows[row].v;
    x.periods = g.periods;
    x.same = equals_stored(&x.judged, &x.proposal);
    *ret = x;
    ret->judged.series = &ret->series;
    ret->sentence = judge_sentence(&ret->judged, op->mem);
    return ERR_OK;
}
