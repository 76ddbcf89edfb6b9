/* The national picture: what stands out, where, and since when. */
#include <math.h>
#include <stdlib.h>

#include "detection/judge.h"
#include "web/present.h"
#include "web/tiles.h"
#include "web/views.h"

enum { LATEST = 8, MOMENTS = 12 };

typedef struct {
    const Request *rq;
    SeriesList series;
    Proposals proposals;
    const Series *main; /* the series with the newest verdicts */
    int32_t newest;     /* period of those */
    KeptVerdicts now;
    HomeView *view;
} Home;

static bool is_current(const Home *h, const Proposal *p)
{
    return h->main && p->series_id == h->main->id && p->period == h->newest &&
           !str_eq(p->state, STR("dismissed"));
}

static void say_finding(Home *h)
{
    Arena *mem = h->rq->op->mem;
    size_t n = 0;
    const Proposal *first = NULL, *last = h->proposals.n ? &h->proposals.v[0] : NULL;
    for (size_t i = 0; i < h->proposals.n; i++)
        if (is_current(h, &h->proposals.v[i])) {
            if (!first) first = &h->proposals.v[i];
            n++;
        }
    if (!h->main) {
        h->view->finding = STR("No figures are watched yet");
        h->view->none = true;
        return;
    }
    Str when = present_when(mem, h->main->period, h->newest);
    if (n == 1)
        h->view->finding =
            arena_fmt(mem, "%.*s stood out %.*s", STR_ARG(first->place_name), STR_ARG(when));
    else if (n > 1)
        h->view->finding = arena_fmt(mem, "%zu places stood out %.*s", n, STR_ARG(when));
    else
        h->view->finding = arena_fmt(mem, "No place stood out %.*s", STR_ARG(when));
    if (first || last)
        h->view->lead = arena_fmt(mem, "%s%.*s.", first ? "" : "The last time: ",
                                  STR_ARG(first ? first->reason : last->reason));
}

static void say_cards(Home *h)
{
    Arena *mem = h->rq->op->mem;
    size_t waiting = 0, wide = 0, councils = 0;
    for (size_t i = 0; i < h->proposals.n; i++) {
        const Place *p = place_by_id(h->rq->book, h->proposals.v[i].place_id);
        bool waits = str_eq(h->proposals.v[i].state, STR("proposed"));
        waiting += waits;
        wide += waits && p && !place_kind_is_council(p->kind);
    }
    for (size_t i = 0; i < h->now.n; i++) {
        const Place *p = place_by_id(h->rq->book, h->now.v[i].place_id);
        councils += p && place_kind_is_council(p->kind);
    }
    h->view->watched = arena_fmt(mem, "%zu", councils);
    h->view->watched_note = STR("judged in the newest figures");
    h->view->waiting = arena_fmt(mem, "%zu", waiting);
    h->view->waiting_note =
        arena_fmt(mem, "%zu of councils, %zu of larger areas", waiting - wide, wide);
    h->view->newest = h->main ? present_period(mem, h->main->period, h->newest) : STR("none");
    h->view->newest_note = h->main ? h->main->title : STR("");
}

typedef struct {
    Vintage vintage;
    const Series *series;
} NewVintage;

static int newest_first(const void *a, const void *b)
{
    const NewVintage *x = a, *y = b;
    if (x->vintage.published_day != y->vintage.published_day)
        return x->vintage.published_day > y->vintage.published_day ? -1 : 1;
    return (x->vintage.id < y->vintage.id) - (x->vintage.id > y->vintage.id);
}

/* What was published last, of each series the newest. */
static ErrCode list_changes(Home *h)
{
    enum { CHANGES = 5 };
    NewVintage *all;
    HomeChanges *rows;
    Op *op = h->rq->op;
    size_t n = 0;
    NEW(all, h->series.n + 1, op->mem, &op->err);
    NEW(rows, CHANGES, op->mem, &op->err);
    for (size_t i = 0; i < h->series.n; i++) {
        Vintages v;
        TRY(series_vintages(op, &h->series.v[i], &v));
        if (v.n) all[n++] = (NewVintage){ v.v[v.n - 1], &h->series.v[i] };
    }
    qsort(all, n, sizeof *all, newest_first);
    for (size_t i = 0; i < n && i < CHANGES; i++) {
        const Vintage *v = &all[i].vintage;
        rows[i] = (HomeChanges){
            .when = present_day(op->mem, v->published_day),
            .title = all[i].series->title,
            .address = present_series_path(op->mem, all[i].series->code),
            .what = arena_fmt(op->mem, "%.*s figures new, %.*s revised",
                              STR_ARG(present_number(op->mem, (double)v->cells_added, false)),
                              STR_ARG(present_number(op->mem, (double)v->cells_changed, false)))
        };
        h->view->changes.n = i + 1;
    }
    h->view->changes.v = rows;
    return ERR_OK;
}

static void list_latest(Home *h, HomeLatest *rows)
{
    Arena *mem = h->rq->op->mem;
    size_t n = 0;
    for (size_t i = 0; i < h->proposals.n && n < LATEST; i++) {
        const Proposal *p = &h->proposals.v[i];
        rows[n++] =
            (HomeLatest){ .period = present_period(mem, p->unit, p->period),
                          .place = p->place_name,
                          .place_path = present_area(mem, p->place),
                          .observed = present_number(mem, p->observed, false),
                          .expected = present_number(mem, round(p->expected), false),
                          .unusual = present_number(mem, judge_unusual(p->upperbound), false),
                          .state = present_state(p->state),
                          .address = present_alert(mem, p->id) };
    }
    h->view->latest.n = n;
    h->view->latest.v = rows;
}

/* Larger areas tell of more than one council: the moments that everybody remembers. */
static const Place *list_moments(Home *h, HomeMoments *rows)
{
    Arena *mem = h->rq->op->mem;
    const Place *widest = NULL;
    size_t n = 0;
    for (size_t i = 0; i < h->proposals.n && n < MOMENTS; i++) {
        const Proposal *p = &h->proposals.v[i];
        const Place *place = place_by_id(h->rq->book, p->place_id);
        if (!place || place_kind_is_council(place->kind)) continue;
        if (!widest) widest = place;
        rows[n++] = (HomeMoments){ .period = present_period(mem, p->unit, p->period),
                                   .place = p->place_name,
                                   .observed = present_number(mem, p->observed, false),
                                   .expected = present_number(mem, round(p->expected), false),
                                   .address = present_alert(mem, p->id) };
    }
    h->view->moments.n = n;
    h->view->moments.v = rows;
    return widest;
}

static ErrCode draw_picture(Home *h, const Place *widest)
{
    PresentSeries p;
    Arena *mem = h->rq->op->mem;
    Err *e = &h->rq->op->err;
    if (!h->main || !widest) return ERR_OK;
    TRY(present_figures(h->rq, h->main, widest, &p));
    if (!p.any) return ERR_OK;
    h->view->picture = true;
    h->view->picture_title =
        arena_fmt(mem, "%.*s stood out %zu times", STR_ARG(widest->name), h->view->moments.n);
    h->view->series_title = h->main->title;
    h->view->series_path = present_series_path(mem, h->main->code);
    h->view->figures_path = present_figures_path(mem, widest->code, h->main->code);
    h->view->place_name = widest->name;
    h->view->place_path = present_area(mem, widest->code);
    p.chart.title = h->view->picture_title;
    p.chart.description = STR("Recorded figures over time, with what was expected and the range "
                              "that is usual.  The table below names the periods that stood out.");
    TRY(chart_series(&p.chart, CHART_WIDE, "wide", mem, &h->view->wide, e));
    return chart_series(&p.chart, CHART_NARROW, "narrow", mem, &h->view->narrow, e);
}

static TileLook look_of(const Home *h, const Place *p, Str *ret_says)
{
    for (size_t i = 0; i < h->proposals.n; i++)
        if (h->proposals.v[i].place_id == p->id && is_current(h, &h->proposals.v[i])) {
            *ret_says = STR("stands out");
            return TILE_STANDS_OUT;
        }
    for (size_t i = 0; i < h->now.n; i++)
        if (h->now.v[i].place_id == p->id) {
            *ret_says = STR("watched, nothing unusual");
            return TILE_QUIET;
        }
    *ret_says = STR("no figures");
    return TILE_NONE;
}

static ErrCode draw_map(Home *h)
{
    Op *op = h->rq->op;
    TilePlaces places;
    Tile *tiles;
    size_t out = 0;
    TRY(tiles_layout(h->rq->book, present_today(op), op->mem, &places, &op->err));
    NEW(tiles, places.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < places.n; i++) {
        const TilePlace *t = &places.v[i];
        tiles[i] = (Tile){ .column = t->column,
                           .row = t->row,
                           .name = t->place->name,
                           .address = present_area(op->mem, t->place->code) };
        tiles[i].look = look_of(h, t->place, &tiles[i].says);
        out += tiles[i].look == TILE_STANDS_OUT;
    }
    h->view->map_title =
        out == 0   ? STR("No council stands out in the newest figures")
        : out == 1 ? STR("One council stands out in the newest figures")
                   : arena_fmt(op->mem, "%zu councils stand out in the newest figures", out);
    TileMap map = { .n = places.n,
                    .v = tiles,
                    .title = h->view->map_title,
                    .description = STR("One square for each council of England; each leads to "
                                       "its page.") };
    return chart_tiles(&map, op->mem, &h->view->map, &op->err);
}

static ErrCode get(const Request *rq, Response *rs)
{
    HomeView view = { .finding = { 0, "" }, .lead = { 0, "" } };
    Home h = { .rq = rq, .view = &view };
    HomeLatest latest[LATEST];
    HomeMoments moments[MOMENTS];
    TRY(present_series(rq, &h.series));
    TRY(present_proposals(rq, STR(""), &h.proposals));
    TRY(present_main_series(rq, &h.series, &h.main, &h.now));
    h.newest = h.now.n ? h.now.v[0].period : 0;
    say_finding(&h);
    say_cards(&h);
    list_latest(&h, latest);
    const Place *widest = list_moments(&h, moments);
    TRY(draw_picture(&h, widest));
    TRY(draw_map(&h));
    TRY(list_changes(&h));
    rs->title = view.finding;
    render_home(rs->out, &view);
    return ERR_OK;
}

PAGE(home) = {
    .address = "/",
    .menu = "Home",
    .menu_order = 1,
    .get = get,
};
