#include "web/rug.h"

#include <math.h>

typedef struct {
    const Request *rq;
    const RugOf *of;
    KeptVerdicts said[RUG_AREAS];
    RugChart chart;
} Work;

static ErrCode read(Work *w, bool *ret_any)
{
    int32_t last = INT32_MIN, first = INT32_MAX;
    *ret_any = false;
    for (size_t i = 0; i < w->of->n; i++) {
        KeptVerdicts *said = &w->said[i];
        const Place *p = w->of->places[i];
        *said = (KeptVerdicts){ 0, NULL };
        if (!present_sees(w->rq, w->of->series->visibility, p)) continue;
        TRY(verdict_history(w->rq->op, w->of->series->id, p->id, said));
        if (!said->n) continue;
        *ret_any = true;
        if (said->v[said->n - 1].period > last) last = said->v[said->n - 1].period;
        if (said->v[0].period < first) first = said->v[0].period;
    }
    if (!*ret_any) return ERR_OK;
    w->chart.first = last - RUG_PERIODS + 1 > first ? last - RUG_PERIODS + 1 : first;
    w->chart.periods = (size_t)(last - w->chart.first) + 1;
    return ERR_OK;
}

static const KeptVerdict *in_period(const KeptVerdicts *said, int32_t period)
{
    for (size_t i = said->n; i > 0; i--)
        if (said->v[i - 1].period == period) return &said->v[i - 1];
    return NULL;
}

static RugCell cell_of(const Work *w, const KeptVerdict *k, int32_t period)
{
    Arena *mem = w->rq->op->mem;
    Str when = present_period(mem, w->of->series->period, period);
    if (!k || k->alarm < 0)
        return (RugCell){ RUG_NONE, arena_fmt(mem, "%.*s: not judged", STR_ARG(when)) };
    RugLook look = k->alarm == 1 ? RUG_OUT : k->observed > k->expected ? RUG_HIGH : RUG_USUAL;
    static const char *const words[] = { "", "as expected or fewer", "more than expected",
                                         "stood out" };
    return (RugCell){ look, arena_fmt(mem, "%.*s: %.*s, %.*s expected, %s", STR_ARG(when),
                                      STR_ARG(present_number(mem, k->observed, false)),
                                      STR_ARG(present_expected(mem, k->expected)), words[look]) };
}

static ErrCode fill(Work *w, Rug *ret)
{
    RugRow *rows;
    Op *op = w->rq->op;
    NEW(rows, w->of->n + 1, op->mem, &op->err);
    for (size_t i = 0; i < w->of->n; i++) {
        RugCell *cells;
        const Place *p = w->of->places[i];
        bool out = false, own = p == w->of->own;
        NEW(cells, w->chart.periods, op->mem, &op->err);
        for (size_t k = 0; k < w->chart.periods; k++) {
            int32_t period = w->chart.first + (int32_t)k;
            cells[k] = cell_of(w, in_period(&w->said[i], period), period);
            out = out || cells[k].look == RUG_OUT;
        }
        if (!own) ret->judged += w->said[i].n > 0;
        if (!own) ret->stood_out += out;
        rows[i] = (RugRow){ .name = p->name, .own = own, .cells = cells };
        rows[i].address = w->of->alone || own ? (Str){ 0, "" } : present_area(op->mem, p->code);
    }
    w->chart.n = w->of->n;
    w->chart.rows = rows;
    return ERR_OK;
}

static void say_title(const Work *w, Rug *ret)
{
    Arena *mem = w->rq->op->mem;
    const char *who = w->of->own ? "neighbours" : "areas";
    ret->times = arena_fmt(mem, "the last %zu %ss", w->chart.periods,
                           period_unit_name(w->of->series->period));
    if (ret->stood_out == 0)
        ret->title = arena_fmt(mem, "None of the %zu %s stood out in %.*s", ret->judged, who,
                               STR_ARG(ret->times));
    else
        ret->title = arena_fmt(mem, "%zu of %zu %s stood out in %.*s", ret->stood_out, ret->judged,
                               who, STR_ARG(ret->times));
}

ErrCode rug_of(const Request *rq, const RugOf *of, Rug *ret)
{
    Work w = { .rq = rq, .of = of, .chart = { .unit = of->series->period } };
    Rug out = { .any = false };
    Arena *mem = rq->op->mem;
    *ret = out;
    TRY(read(&w, &out.any));
    if (!out.any) return ERR_OK;
    TRY(fill(&w, &out));
    say_title(&w, &out);
    w.chart.title = out.title;
    w.chart.description = STR("A row for each area, a cell for each period: a triangle where it "
                              "stood out, a dot where there was more than expected.");
    TRY(chart_rug(&w.chart, CHART_WIDE, "rug", mem, &out.wide, &rq->op->err));
    TRY(chart_rug(&w.chart, CHART_NARROW, "rug-narrow", mem, &out.narrow, &rq->op->err));
    *ret = out;
    return ERR_OK;
}
