/* One indicator: what it is, its spread over time, and every council's newest figure. */
#include <math.h>
#include <stdlib.h>

#include "indicators/figures.h"
#include "web/indicator_words.h"
#include "web/present.h"
#include "web/standing.h"
#include "web/views.h"

enum { FACTS = 12 };

typedef struct {
    const Request *rq;
    const Indicator *indicator;
    const Place *place; /* to be looked at among the others; NULL for none */
    PeriodUnit unit;
    IndicatorSpreads spreads;
    IndicatorValues of_place, newest;
    const IndicatorSpread *last;
    IndicatorView *view;
} One;

static void add_fact(One *o, IndicatorFacts facts[FACTS], const char *what, const char *text)
{
    if (*text)
        facts[o->view->facts.n++] =
            (IndicatorFacts){ str_of(what), present_sentence(o->rq->op->mem, str_of(text)) };
}

static void add_facts(One *o, IndicatorFacts facts[FACTS])
{
    const Indicator *i = o->indicator;
    Arena *mem = o->rq->op->mem;
    add_fact(o, facts, "Numerator", i->numerator);
    add_fact(o, facts, "Denominator", i->denominator);
    add_fact(o, facts, "Unit", i->unit);
    add_fact(o, facts, "Source", i->source);
    add_fact(o, facts, "Geography", i->geography);
    add_fact(o, facts, "How often", i->frequency);
    add_fact(
        o, facts, "Domain",
        arena_fmt(mem, "%s (%s)", indicator_domain_words(i->domain), indicator_kind_words(i->kind))
            .p);
    add_fact(o, facts, "How to read a rise", i->reading);
    add_fact(o, facts, "Caution", i->caveat);
    add_fact(o, facts, "Breaks", i->breaks);
    o->view->facts.v = facts;
    o->view->scored =
        i->polarity == INDICATOR_NO_POLARITY
            ? STR("It is context: it has no better end and is never part of a score.")
            : arena_fmt(mem, "For this indicator %s.", indicator_polarity_words(i->polarity));
}

static double value_of_place(const One *o, int32_t period)
{
    for (size_t k = 0; k < o->of_place.n; k++)
        if (o->of_place.v[k].indicator == o->indicator && o->of_place.v[k].period == period)
            return o->of_place.v[k].value;
    return (double)NAN;
}

static ErrCode add_history(One *o)
{
    IndicatorHistory *rows;
    Arena *mem = o->rq->op->mem;
    size_t n = 0;
    NEW(rows, o->spreads.n + 1, mem, &o->rq->op->err);
    for (size_t k = o->spreads.n; k-- > 0;) {
        const IndicatorSpread *s = &o->spreads.v[k];
        if (s->indicator != o->indicator) continue;
        rows[n++] = (IndicatorHistory){
            .period = present_period(mem, o->unit, s->period),
            .councils = arena_fmt(mem, "%lld", (long long)s->councils),
            .low = indicator_number(mem, s->low),
            .quarter = indicator_number(mem, s->quarter),
            .median = indicator_number(mem, s->median),
            .high_quarter = indicator_number(mem, s->three_quarters),
            .high = indicator_number(mem, s->high),
            .england = indicator_number(mem, s->england),
            .place = o->place ? indicator_number(mem, value_of_place(o, s->period)) : STR("")
        };
    }
    o->view->history.n = n;
    o->view->history.v = rows;
    return ERR_OK;
}

static int by_name(const void *a, const void *b)
{
    return str_compare(((const IndicatorRows *)a)->name, ((const IndicatorRows *)b)->name);
}

static ErrCode add_councils(One *o)
{
    IndicatorRows *rows;
    Arena *mem = o->rq->op->mem;
    size_t n = 0;
    NEW(rows, o->newest.n + 1, mem, &o->rq->op->err);
    for (size_t k = 0; k < o->newest.n; k++) {
        const IndicatorValue *v = &o->newest.v[k];
        const Place *p = place_by_id(o->rq->book, v->place_id);
        if (!p || !place_kind_is_council(p->kind)) continue;
        rows[n++] =
            (IndicatorRows){ .name = p->name,
                             .address = arena_fmt(mem, "/profile/%.*s", STR_ARG(p->code)),
                             .value = indicator_number(mem, v->value),
                             .stands = indicator_stands(mem, v->position, o->last->councils),
                             .estimated = v->estimated };
    }
    qsort(rows, n, sizeof *rows, by_name);
    o->view->rows.n = n;
    o->view->rows.v = rows;
    return ERR_OK;
}

static ErrCode add_place(One *o)
{
    Op *op = o->rq->op;
    IndicatorView *v = o->view;
    v->place = o->place->name;
    v->place_path = arena_fmt(op->mem, "/profile/%.*s", STR_ARG(o->place->code));
    v->placed = true;
    v->place_says = STR("no figure in the newest period");
    for (size_t k = 0; k < o->newest.n; k++) {
        const IndicatorValue *x = &o->newest.v[k];
        if (x->place_id != o->place->id) continue;
        v->place_says =
            arena_fmt(op->mem, "%.*s %.*s. %.*s.", STR_ARG(indicator_number(op->mem, x->value)),
                      STR_ARG(indicator_unit(o->indicator)),
                      STR_ARG(isnan(x->position) ? STR("It is a larger area")
                                                 : indicator_higher(op->mem, x->position)));
        if (isnan(x->position)) continue;
        TRY(chart_position(x->position, indicator_higher(op->mem, x->position), op->mem, &v->spine,
                           &op->err));
    }
    return ERR_OK;
}

/* Every council as a square, darker the higher its value. */
static ErrCode add_map(One *o, bool alone, StandingMap *ret)
{
    IndicatorFifths *rows;
    Arena *mem = o->rq->op->mem;
    IndicatorView *v = o->view;
    NEW(rows, STANDING_FIFTHS, mem, &o->rq->op->err);
    TRY(standing_map(o->rq,
                     &(StandingMapOf){ .indicator = o->indicator,
                                       .spread = o->last,
                                       .unit = o->unit,
                                       .at = o->place,
                                       .alone = alone },
                     ret));
    for (int f = 0; f < STANDING_FIFTHS; f++)
        rows[f] = (IndicatorFifths){ arena_fmt(mem, "k-t-%d", f + 1),
                                     standing_fifth_words(mem, ret, f + 1) };
    v->fifths.n = STANDING_FIFTHS;
    v->fifths.v = rows;
    v->map = ret->map;
    v->map_title = ret->title;
    v->map_missing = arena_fmt(mem, "not known (%zu)", ret->missing);
    v->map_gaps = ret->missing > 0;
    v->svg_path = arena_fmt(mem, "/indicators/%s?format=svg", o->indicator->id);
    return ERR_OK;
}

static ErrCode fill(One *o)
{
    StandingMap map;
    Op *op = o->rq->op;
    IndicatorView *v = o->view;
    const IndicatorSpread *s = o->last;
    v->any = true;
    v->when = present_period(op->mem, o->unit, s->period);
    v->finding = arena_fmt(op->mem, "Half of councils lie between %.*s and %.*s %.*s",
                           STR_ARG(indicator_number(op->mem, s->quarter)),
                           STR_ARG(indicator_number(op->mem, s->three_quarters)),
                           STR_ARG(indicator_unit(o->indicator)));
    TRY(indicator_of_period(op, o->indicator, s->period, &o->newest));
    if (o->place) TRY(indicator_of_place(op, o->place, &o->of_place));
    if (o->place) TRY(add_place(o));
    TRY(add_map(o, str_eq(request_arg(o->rq, "format"), STR("svg")), &map));
    TRY(add_history(o));
    return add_councils(o);
}

static void write_csv(const One *o, Buf *out)
{
    buf_add(out, STR("place,place_name,period,value,lower,upper,position,estimated\n"));
    for (size_t k = 0; k < o->newest.n; k++) {
        const IndicatorValue *v = &o->newest.v[k];
        const Place *p = place_by_id(o->rq->book, v->place_id);
        if (!p) continue;
        buf_addf(out, "%.*s,", STR_ARG(p->code));
        buf_add_csv(out, p->name);
        buf_addf(out, ",%s", period_text(o->unit, v->period).text);
        const double numbers[] = { v->value, v->lower, v->upper, v->position };
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
            buf_add(out, STR(","));
            buf_add_f64(out, numbers[i]);
        }
        buf_addf(out, ",%d\n", v->estimated);
    }
}

static ErrCode find(const Request *rq, One *o)
{
    Str area = request_arg(rq, "area");
    Err *e = &rq->op->err;
    o->indicator = indicator_find(rq->rest);
    if (!o->indicator) return err_set(e, ERR_MISSING, "there is no indicator of that name");
    o->place = area.n ? place_by_code(rq->book, area) : NULL;
    if (area.n && !o->place) return err_set(e, ERR_MISSING, "there is no area with that code");
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    Op *op = rq->op;
    SeriesList seen;
    IndicatorFacts facts[FACTS];
    IndicatorView v = { .spine = { { 0, "" } } };
    One o = { .rq = rq, .view = &v };
    TRY(find(rq, &o));
    TRY(present_series(rq, &seen));
    TRY(indicator_spreads(op, &o.spreads));
    if (indicator_shown(&seen, o.indicator, &o.unit))
        o.last = indicator_newest(&o.spreads, o.indicator);
    if (o.last) TRY(fill(&o));
    rs->title = str_of(o.indicator->name);
    if (str_eq(request_arg(rq, "format"), STR("csv"))) {
        rs->type = "text/csv";
        rs->file_name = "indicator.csv";
        write_csv(&o, rs->out);
        return ERR_OK;
    }
    if (o.last && str_eq(request_arg(rq, "format"), STR("svg"))) {
        rs->type = "image/svg+xml";
        rs->file_name = "map.svg";
        chart_alone(v.map, rs->out);
        return ERR_OK;
    }
    v.name = rs->title;
    v.id = str_of(o.indicator->id);
    v.definition = str_of(o.indicator->definition);
    v.csv_path = arena_fmt(op->mem, "/indicators/%s?format=csv", o.indicator->id);
    add_facts(&o, facts);
    render_indicator(rs->out, &v);
    return ERR_OK;
}

static const char *const args[] = { "area", "format", NULL };

PAGE(indicator) = {
    .address = "/indicators/*",
    .args = args,
    .get = get,
};
