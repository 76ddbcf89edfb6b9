/* One area: its figures against what was to be expected, what was proposed, where it lies. */
#include <math.h>
#include <stdio.h>

#include "observations/grid.h"
#include "web/present.h"
#include "web/views.h"

enum { MAX_CHARTS = 6 };

typedef struct {
    const Request *rq;
    const Place *place;
    Proposals proposals;
    AreaView *view;
} Area;

static void say_facts(Area *a)
{
    Arena *mem = a->rq->op->mem;
    const Place *p = a->place, *to;
    int64_t persons = place_population(a->rq->book, p, 2021);
    Str kind = present_sentence(mem, str_of(place_kind_words(p->kind)));
    a->view->profile_path = arena_fmt(mem, "/profile/%.*s", STR_ARG(a->place->code));
    a->view->facts =
        persons < 0
            ? arena_fmt(mem, "%.*s, code %.*s.", STR_ARG(kind), STR_ARG(p->code))
            : arena_fmt(mem, "%.*s, code %.*s. Population %.*s in 2021.", STR_ARG(kind),
                        STR_ARG(p->code), STR_ARG(present_number(mem, (double)persons, false)));
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

static ErrCode add_chart(Area *a, const Series *s, AreaCharts *row, bool *ret_any)
{
    PresentSeries p;
    Arena *mem = a->rq->op->mem;
    Err *e = &a->rq->op->err;
    TRY(present_figures(a->rq, s, a->place, &p));
    *ret_any = p.any;
    if (!p.any) return ERR_OK;
    row->title = present_stood_out(mem, a->place->name, &p);
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
    PlaceList near;
    AreaNeighbours *rows;
    Op *op = a->rq->op;
    TRY(place_neighbours(a->rq->book, a->place, present_today(op), op->mem, &near, &op->err));
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
