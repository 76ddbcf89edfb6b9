/* One area: its figures against what was to be expected, what was proposed, how it stands among all
 * councils, where it lies. */
#include <math.h>
#include <stdio.h>

#include "observations/grid.h"
#include "web/indicator_words.h"
#include "web/present.h"
#include "web/rug.h"
#include "web/standing.h"
#include "web/views.h"

enum { MAX_CHARTS = 6 };

typedef struct {
    const Request *rq;
    const Place *place;
    Proposals proposals;
    const Series *main; /* of its first chart; NULL when it has none */
    int32_t newest;     /* period of its newest figure */
    PlaceList near;
    AreaView *view;
} Area;

/* "London borough in London, code E09000012. Population 259,956 in 2021, 19 square kilometres." */
static Str facts_of(const Area *a)
{
    AUTO(buf_free) Buf b = BUF_MAX(400);
    Arena *mem = a->rq->op->mem;
    const Place *p = a->place;
    const Place *region = p->region.n ? place_by_code(a->rq->book, p->region) : NULL;
    int64_t persons = place_population(a->rq->book, p, 2021);
    buf_addf(&b, "%.*s", STR_ARG(present_sentence(mem, str_of(place_kind_words(p->kind)))));
    if (region && place_kind_is_council(p->kind)) buf_addf(&b, " in %.*s", STR_ARG(region->name));
    buf_addf(&b, ", code %.*s.", STR_ARG(p->code));
    if (persons >= 0)
        buf_addf(&b, " Population %.*s in 2021.",
                 STR_ARG(present_number(mem, (double)persons, false)));
    if (!isnan(p->area_km2))
        buf_addf(&b, " %.*s square kilometres.",
                 STR_ARG(present_number(mem, round(p->area_km2), false)));
    return arena_str(mem, (Str){ b.n, b.p });
}

static void say_facts(Area *a)
{
    Arena *mem = a->rq->op->mem;
    const Place *p = a->place, *to;
    a->view->profile_path = arena_fmt(mem, "/profile/%.*s", STR_ARG(a->place->code));
    a->view->facts = facts_of(a);
    int32_t today = present_today(a->rq->op);
    if (place_alive(p, today)) return;
    a->view->noticed = true;
    if (p->start_day > today) {
        a->view->notice =
            arena_fmt(mem, "It begins on %.*s.", STR_ARG(present_day(mem, p->start_day)));
        return;
    }
    PlaceCarry carry = place_carry(a->rq->book, p, today, &to);
    if (to)
        a->view->notice = arena_fmt(mem, "It ended on %.*s. Its figures go on in %.*s.",
                                    STR_ARG(present_day(mem, p->end_day)), STR_ARG(to->name));
    else
        a->view->notice =
            arena_fmt(mem, "It ended on %.*s. Its figures go on nowhere: %s.",
                      STR_ARG(present_day(mem, p->end_day)), place_carry_words(carry));
}

/* The first chart is of the series that matters most here: its newest figure goes on a card. */
static void say_newest(Area *a, const Series *s, const PresentSeries *p)
{
    Arena *mem = a->rq->op->mem;
    const SeriesChart *c = &p->chart;
    size_t k = c->n;
    while (k > 1 && isnan(c->observed[k - 1])) k--;
    k--;
    a->main = s;
    a->newest = c->first + (int32_t)k;
    a->view->newest = present_number(mem, c->observed[k], s->rate);
    Str when = present_when(mem, s->period, c->first + (int32_t)k);
    a->view->newest_note =
        isnan(c->expected[k])
            ? arena_fmt(mem, "%.*s %.*s", STR_ARG(s->unit), STR_ARG(when))
            : arena_fmt(mem, "%.*s %.*s; %.*s expected", STR_ARG(s->unit), STR_ARG(when),
                        STR_ARG(present_expected(mem, c->expected[k])));
    a->view->stood = arena_fmt(mem, "%zu", p->alarms);
    a->view->stood_note =
        arena_fmt(mem, "of %zu %ss that were judged", p->judged, period_unit_name(s->period));
    a->view->counted = p->judged > 0;
}

static ErrCode add_chart(Area *a, const Series *s, AreaCharts *row, bool *ret_any)
{
    PresentSeries p;
    Arena *mem = a->rq->op->mem;
    Err *e = &a->rq->op->err;
    TRY(present_figures(a->rq, s, a->place, &p));
    *ret_any = p.any;
    if (!p.any) return ERR_OK;
    if (!a->main) say_newest(a, s, &p);
    row->title = present_course(mem, a->place->name, &p);
    row->drawing_path = present_drawing_path(mem, a->place->code, s->code);
    row->series = s->title;
    row->series_path = present_series_path(mem, s->code);
    row->figures_path = present_figures_path(mem, a->place->code, s->code);
    row->note = s->watch ? STR("The band begins where there is enough history to compare with.")
                         : STR("This series is not watched.");
    p.chart.title = row->title;
    p.chart.description = s->title;
    char id[24];
    (void)snprintf(id, sizeof id, "w%lld", (long long)s->id);
    TRY(chart_series(&p.chart, CHART_WIDE, id, mem, &row->wide, e));
    id[0] = 'n';
    return chart_series(&p.chart, CHART_NARROW, id, mem, &row->narrow, e);
}

static size_t proposed(const Area *a, const Series *s)
{
    size_t n = 0;
    for (size_t i = 0; i < a->proposals.n; i++) n += a->proposals.v[i].series_id == s->id;
    return n;
}

/* Series of which something was proposed come first; those beyond MAX_CHARTS are linked. */
static ErrCode add_series(Area *a, const Series *s, AreaCharts *charts, AreaOthers *others)
{
    AreaView *v = a->view;
    bool any;
    if (!present_sees(a->rq, s->visibility, a->place)) return ERR_OK;
    /* What nobody watches stands among the indicators, when it is one. */
    if (!s->watch && proposed(a, s) == 0 && standing_indicator(s)) return ERR_OK;
    if (v->charts.n < MAX_CHARTS) {
        TRY(add_chart(a, s, &charts[v->charts.n], &any));
        v->charts.n += any;
        return ERR_OK;
    }
    GridRequest want = { .known_day = INT32_MAX,
                         .geography_day = present_today(a->rq->op),
                         .only = a->place };
    TRY(grid_span(a->rq->op, s, a->rq->book, &want, &any));
    if (any)
        others[v->others.n++] =
            (AreaOthers){ s->title, present_figures_path(a->rq->op->mem, a->place->code, s->code) };
    return ERR_OK;
}

static ErrCode add_charts(Area *a)
{
    SeriesList all;
    AreaCharts *charts;
    AreaOthers *others;
    Op *op = a->rq->op;
    TRY(present_series(a->rq, &all));
    NEW(charts, MAX_CHARTS, op->mem, &op->err);
    NEW(others, all.n + 1, op->mem, &op->err);
    a->view->charts.v = charts;
    a->view->others.v = others;
    for (int first = 1; first >= 0; first--)
        for (size_t i = 0; i < all.n; i++)
            if ((proposed(a, &all.v[i]) > 0) == (first == 1))
                TRY(add_series(a, &all.v[i], charts, others));
    return ERR_OK;
}

/* The newest proposal that waits stands at the top. */
static void say_waiting(Area *a)
{
    Arena *mem = a->rq->op->mem;
    size_t n = 0;
    for (size_t i = 0; i < a->proposals.n; i++) {
        const Proposal *p = &a->proposals.v[i];
        if (!str_eq(p->state, STR("proposed"))) continue;
        if (n++) continue;
        a->view->waits = true;
        a->view->waits_long = a->main && a->main->id == p->series_id &&
                              a->newest - p->period > period_frequency(p->unit);
        a->view->waits_path = present_alert(mem, p->id);
        a->view->waits_title = arena_fmt(mem, "%.*s stood out %.*s", STR_ARG(a->place->name),
                                         STR_ARG(present_when(mem, p->unit, p->period)));
        a->view->waits_text = arena_fmt(mem, "%.*s.", STR_ARG(p->reason));
    }
    a->view->carded = n > 0 || a->main;
    a->view->waiting = arena_fmt(mem, "%zu", n);
    a->view->waiting_note = n == 0   ? STR("nothing waits for a decision")
                            : n == 1 ? STR("a person has to approve or dismiss it")
                                     : STR("a person has to approve or dismiss them");
}

static ErrCode add_proposals(Area *a)
{
    const Proposals all = a->proposals;
    AreaProposals *rows;
    Arena *mem = a->rq->op->mem;
    NEW(rows, all.n + 1, mem, &a->rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Proposal *p = &all.v[i];
        rows[i] = (AreaProposals){ .period = present_period(mem, p->unit, p->period),
                                   .series = p->series_title,
                                   .observed = present_number(mem, p->observed, false),
                                   .expected = present_number(mem, round(p->expected), false),
                                   .state = present_state(p->state),
                                   .address = present_alert(mem, p->id) };
    }
    a->view->proposals.n = all.n;
    a->view->proposals.v = rows;
    say_waiting(a);
    return ERR_OK;
}

/* The area and its neighbours in the series of its first chart. */
static ErrCode add_rug(Area *a)
{
    const Place *places[RUG_AREAS] = { a->place };
    RugOf of = { .series = a->main, .places = places, .n = 1, .own = a->place };
    Rug rug;
    for (size_t i = 0; i < a->near.n && of.n < RUG_AREAS; i++) places[of.n++] = a->near.v[i];
    if (!a->main || !a->near.n) return ERR_OK;
    TRY(rug_of(a->rq, &of, &rug));
    if (!rug.any || !rug.judged) return ERR_OK;
    a->view->rug = true;
    a->view->rug_title = rug.title;
    a->view->rug_wide = rug.wide;
    a->view->rug_narrow = rug.narrow;
    a->view->rug_series = a->main->title;
    return ERR_OK;
}

static size_t known_in(F64s values)
{
    size_t n = 0;
    for (size_t i = 0; i < values.n; i++) n += !isnan(values.v[i]);
    return n;
}

/* An indicator's page, with this area among all. */
static Str indicator_at(Arena *mem, const Indicator *i, const Place *p)
{
    return arena_fmt(mem, "%.*s?area=%.*s", STR_ARG(indicator_path(mem, i)), STR_ARG(p->code));
}

static ErrCode add_spine_row(Area *a, const StandingRow *r, size_t i, AreaSpine *row)
{
    Op *op = a->rq->op;
    Arena *mem = op->mem;
    const IndicatorSpread *s = r->spread;
    bool all = a->place->kind == PLACE_COUNTRY; /* it is the spine itself */
    double own = r->known && !all ? r->now.value : (double)NAN,
           middle = isnan(s->england) ? s->median : s->england;
    SpineChart chart = { .least = s->low,
                         .quarter = s->quarter,
                         .three_quarters = s->three_quarters,
                         .most = s->high,
                         .middle = middle,
                         .region = r->region,
                         .own = own,
                         .low = r->known ? r->now.lower : (double)NAN,
                         .high = r->known ? r->now.upper : (double)NAN,
                         .flipped = r->indicator->polarity == INDICATOR_LOWER_BETTER,
                         .mark = r->mark };
    row->says = r->known ? standing_mark_words(r->mark) : STR("not known");
    chart.title = arena_fmt(mem, "%s: %.*s", r->indicator->name, STR_ARG(row->says));
    chart.description = arena_fmt(
        mem, "%zd councils from %.*s to %.*s, half of them from %.*s to %.*s", (ssize_t)s->councils,
        STR_ARG(indicator_number(mem, s->low)), STR_ARG(indicator_number(mem, s->high)),
        STR_ARG(indicator_number(mem, s->quarter)),
        STR_ARG(indicator_number(mem, s->three_quarters)));
    TRY(chart_spine(&chart, arena_fmt(mem, "s%zu", i).p, mem, &row->spine, &op->err));
    row->trend = known_in(r->recent) > 2;
    if (!row->trend) return ERR_OK;
    Str recent = arena_fmt(mem, "From %.*s to %.*s", STR_ARG(indicator_number(mem, r->recent.v[0])),
                           STR_ARG(indicator_number(mem, r->recent.v[r->recent.n - 1])));
    return chart_spark(r->recent, arena_fmt(mem, "p%zu", i).p, recent, mem, &row->spark, &op->err);
}

/* "%, 2024": the unit, where it is known, and the period. */
static Str unit_and_period(Arena *mem, const StandingRow *r)
{
    Str unit = indicator_unit(r->indicator);
    return arena_fmt(mem, "%.*s%s%s", STR_ARG(unit), unit.n ? ", " : "",
                     period_text(r->series->period, r->spread->period).text);
}

static ErrCode add_spine(Area *a, const Standings *p)
{
    AreaSpine *rows;
    Arena *mem = a->rq->op->mem;
    size_t known = 0;
    for (size_t i = 0; i < p->n; i++) known += p->v[i].known;
    if (!known) return ERR_OK;
    NEW(rows, p->n + 1, mem, &a->rq->op->err);
    for (size_t i = 0; i < p->n; i++) {
        const StandingRow *r = &p->v[i];
        const Indicator *in = r->indicator;
        rows[i] = (AreaSpine){
            .first = i == 0 || p->v[i - 1].indicator->domain != in->domain,
            .domain = str_of(indicator_domain_words(in->domain)),
            .name = str_of(in->name),
            .address = indicator_at(mem, r->indicator, a->place),
            .unit = unit_and_period(mem, r),
            .value = indicator_number(mem, r->known ? r->now.value : (double)NAN),
            .middle = indicator_number(mem, isnan(r->spread->england) ? r->spread->median
                                                                      : r->spread->england),
            .england = !isnan(r->spread->england),
            .look = arena_fmt(mem, "is-%.*s", STR_ARG(standing_mark_name(r))),
        };
        TRY(add_spine_row(a, r, i, &rows[i]));
    }
    a->view->spine.n = p->n;
    a->view->spine.v = rows;
    a->view->placed = p->placed > 0;
    a->view->carded = a->view->carded || a->view->placed;
    a->view->beside = a->place->kind != PLACE_COUNTRY;
    a->view->spine_title =
        p->placed
            ? arena_fmt(mem,
                        "In the worst fifth of councils for %zu of %zu outcomes and %zu of %zu "
                        "conditions",
                        p->kinds[INDICATOR_OUTCOME].worse, p->kinds[INDICATOR_OUTCOME].placed,
                        p->kinds[INDICATOR_CONDITION].worse, p->kinds[INDICATOR_CONDITION].placed)
            : STR("Indicators");
    a->view->worse = arena_fmt(mem, "%zu", p->kinds[INDICATOR_OUTCOME].worse);
    a->view->worse_note =
        arena_fmt(mem, "of %zu; and %zu of %zu conditions", p->kinds[INDICATOR_OUTCOME].placed,
                  p->kinds[INDICATOR_CONDITION].worse, p->kinds[INDICATOR_CONDITION].placed);
    return ERR_OK;
}

/* On the map: what stands farthest towards the worse end. */
static const StandingRow *most_telling(const Standings *p)
{
    const StandingRow *best = NULL;
    double far = 0;
    for (size_t i = 0; i < p->n; i++) {
        const StandingRow *r = &p->v[i];
        if (!r->known || isnan(r->now.position) || r->indicator->polarity == INDICATOR_NO_POLARITY)
            continue;
        double away = r->indicator->polarity == INDICATOR_LOWER_BETTER ? r->now.position
                                                                       : 1 - r->now.position;
        if (!best || away > far) {
            best = r;
            far = away;
        }
    }
    return best;
}

static ErrCode add_map(Area *a, const Standings *p)
{
    const StandingRow *r = most_telling(p);
    StandingMap map;
    AreaFifths *rows;
    Arena *mem = a->rq->op->mem;
    if (!r) return ERR_OK;
    NEW(rows, STANDING_FIFTHS, mem, &a->rq->op->err);
    TRY(standing_map(a->rq,
                     &(StandingMapOf){ .indicator = r->indicator,
                                       .spread = r->spread,
                                       .unit = r->series->period,
                                       .at = a->place },
                     &map));
    a->view->map = true;
    a->view->map_title = map.title;
    a->view->map_svg = map.map;
    a->view->map_what =
        arena_fmt(mem, "%s, %.*s", r->indicator->name, STR_ARG(unit_and_period(mem, r)));
    a->view->map_path = indicator_at(mem, r->indicator, a->place);
    for (int f = 0; f < STANDING_FIFTHS; f++)
        rows[f] =
            (AreaFifths){ arena_fmt(mem, "k-t-%d", f + 1), standing_fifth_words(mem, &map, f + 1) };
    a->view->fifths.n = STANDING_FIFTHS;
    a->view->fifths.v = rows;
    a->view->map_missing = arena_fmt(mem, "not known (%zu)", map.missing);
    a->view->map_gaps = map.missing > 0;
    return ERR_OK;
}

/* The area and its neighbours, as many as can be compared. */
static Str compare_path(const Area *a, const PlaceList *near)
{
    AUTO(buf_free) Buf b = BUF_MAX(400);
    buf_addf(&b, "/compare?areas=%.*s", STR_ARG(a->place->code));
    for (size_t i = 0; i < near->n && i < 9; i++) buf_addf(&b, ",%.*s", STR_ARG(near->v[i]->code));
    return arena_str(a->rq->op->mem, (Str){ b.n, b.p });
}

static ErrCode add_neighbours(Area *a)
{
    AreaNeighbours *rows;
    Op *op = a->rq->op;
    TRY(place_neighbours(a->rq->book, a->place, present_today(op), op->mem, &a->near, &op->err));
    PlaceList near = a->near;
    NEW(rows, near.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < near.n; i++)
        rows[i] = (AreaNeighbours){ near.v[i]->name, present_area(op->mem, near.v[i]->code) };
    a->view->compare_path = compare_path(a, &near);
    a->view->compares = near.n > 0;
    a->view->neighbours.n = near.n;
    a->view->neighbours.v = rows;
    return ERR_OK;
}

static ErrCode add_history(Area *a)
{
    AreaHistory *rows;
    Arena *mem = a->rq->op->mem;
    PlaceList before = place_predecessors(a->rq->book, a->place);
    PlaceList after = place_successors(a->rq->book, a->place);
    size_t n = 0;
    NEW(rows, before.n + after.n + 1, mem, &a->rq->op->err);
    for (size_t i = 0; i < before.n; i++)
        rows[n++] = (AreaHistory){ arena_fmt(mem, "Replaced %.*s (%.*s) on %.*s",
                                             STR_ARG(before.v[i]->name), STR_ARG(before.v[i]->code),
                                             STR_ARG(present_day(mem, before.v[i]->end_day))),
                                   present_area(mem, before.v[i]->code) };
    for (size_t i = 0; i < after.n; i++)
        rows[n++] = (AreaHistory){ arena_fmt(mem, "Became %.*s (%.*s) on %.*s",
                                             STR_ARG(after.v[i]->name), STR_ARG(after.v[i]->code),
                                             STR_ARG(present_day(mem, after.v[i]->start_day))),
                                   present_area(mem, after.v[i]->code) };
    a->view->history.n = n;
    a->view->history.v = rows;
    return ERR_OK;
}

static ErrCode add_inside(Area *a)
{
    AreaInside *rows;
    const Place *p = a->place;
    const struct {
        const char *what;
        Str code;
    } areas[] = { { "County", p->county }, { "Region", p->region }, { "Police force", p->force } };
    size_t n = 0;
    NEW(rows, 3, a->rq->op->mem, &a->rq->op->err);
    for (size_t i = 0; i < 3; i++) {
        const Place *area = areas[i].code.n ? place_by_code(a->rq->book, areas[i].code) : NULL;
        if (area)
            rows[n++] = (AreaInside){ str_of(areas[i].what), area->name,
                                      present_area(a->rq->op->mem, area->code) };
    }
    a->view->inside.n = n;
    a->view->inside.v = rows;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    AreaView v = { .notice = { 0, "" } };
    Standings profile;
    Area a = { .rq = rq, .view = &v, .place = place_by_code(rq->book, rq->rest) };
    if (!a.place)
        return err_set(&rq->op->err, ERR_MISSING, "there is no area with the code '%.*s'",
                       rq->rest.n > 20 ? 20 : (int)rq->rest.n, rq->rest.p);
    v.name = a.place->name;
    say_facts(&a);
    TRY(present_proposals(rq, a.place->code, &a.proposals));
    TRY(add_charts(&a));
    TRY(add_proposals(&a));
    TRY(add_neighbours(&a));
    TRY(add_rug(&a));
    TRY(standings_of(rq, a.place, &profile));
    TRY(add_spine(&a, &profile));
    TRY(add_map(&a, &profile));
    TRY(add_history(&a));
    TRY(add_inside(&a));
    rs->title = v.name;
    render_area(rs->out, &v);
    return ERR_OK;
}

PAGE(area) = {
    .address = "/areas/*",
    .get = get,
};
