/* One series in one period on the map, squares or real borders, with the same as a table. */
#include <math.h>

#include "detection/judge.h"
#include "places/outline.h"
#include "web/present.h"
#include "web/tiles.h"
#include "web/views.h"

enum { PERIODS_MAX = 120 };

typedef struct {
    const Request *rq;
    const Series *series;
    int32_t period;
    KeptVerdicts said;   /* of that period */
    const Place *region; /* whose borders are shown; NULL for all */
    Str format;          /* "" for a page */
    MapView *view;
} Map;

static ErrCode choose_series(Map *m)
{
    SeriesList all;
    MapSeries *rows;
    size_t n = 0;
    Str want = request_arg(m->rq, "series");
    TRY(present_series(m->rq, &all));
    NEW(rows, all.n + 1, m->rq->op->mem, &m->rq->op->err);
    if (!want.n) TRY(present_main_series(m->rq, &all, &m->series, &m->said));
    for (size_t i = 0; i < all.n; i++)
        if (want.n && str_eq(want, all.v[i].code)) m->series = &all.v[i];
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].watch || &all.v[i] == m->series)
            rows[n++] = (MapSeries){ all.v[i].code, all.v[i].title, &all.v[i] == m->series };
    m->view->series.n = n;
    m->view->series.v = rows;
    if (want.n && !m->series)
        return err_set(&m->rq->op->err, ERR_MISSING, "there is no series of that name");
    return ERR_OK;
}

/* The newest period that was judged and those before it, to choose from. */
static ErrCode list_periods(Map *m, int32_t newest)
{
    MapPeriods *rows;
    PeriodUnit unit = m->series->period;
    Arena *mem = m->rq->op->mem;
    NEW(rows, PERIODS_MAX + 1, mem, &m->rq->op->err);
    for (int32_t i = 0; i < PERIODS_MAX; i++)
        rows[i] = (MapPeriods){ arena_str(mem, str_of(period_text(unit, newest - i).text)),
                                present_period(mem, unit, newest - i), newest - i == m->period };
    m->view->periods.n = PERIODS_MAX;
    m->view->periods.v = rows;
    return ERR_OK;
}

static ErrCode read_verdicts(Map *m)
{
    KeptVerdicts page;
    KeptVerdict *v;
    Op *op = m->rq->op;
    size_t n = 0;
    VerdictPage want = { .series_id = m->series->id,
                         .after_period = (int64_t)m->period - 1,
                         .after_place = INT64_MAX };
    TRY(verdict_page(op, &want, &page));
    NEW(v, page.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < page.n && page.v[i].period == m->period; i++)
        if (present_sees(m->rq, m->series->visibility,
                         place_by_id(m->rq->book, page.v[i].place_id)))
            v[n++] = page.v[i];
    m->said = (KeptVerdicts){ n, v };
    return ERR_OK;
}

static const KeptVerdict *verdict_of(const Map *m, const Place *p)
{
    for (size_t i = 0; i < m->said.n; i++)
        if (m->said.v[i].place_id == p->id) return &m->said.v[i];
    return NULL;
}

static TileLook look_of(const Map *m, const Place *p, Str *ret_says)
{
    const KeptVerdict *k = verdict_of(m, p);
    *ret_says = present_verdict(k ? k->alarm : -2);
    return !k || k->alarm < 0 ? TILE_NONE : k->alarm ? TILE_STANDS_OUT : TILE_QUIET;
}

/* A drawing that stands alone has no links: they would lead nowhere. */
static Str link_of(const Map *m, const Place *p)
{
    return m->format.n ? (Str){ 0, "" } : present_area(m->rq->op->mem, p->code);
}

static void say_heading(Map *m, size_t out)
{
    Arena *mem = m->rq->op->mem;
    Str when = present_when(mem, m->series->period, m->period);
    Str where = m->region ? arena_fmt(mem, " of %.*s", STR_ARG(m->region->name)) : STR("");
    m->view->heading =
        out == 0 ? arena_fmt(mem, "No council%.*s stood out %.*s", STR_ARG(where), STR_ARG(when))
                 : arena_fmt(mem, "%zu council%s%.*s stood out %.*s", out, out == 1 ? "" : "s",
                             STR_ARG(where), STR_ARG(when));
}

static ErrCode draw_tiles(Map *m)
{
    Op *op = m->rq->op;
    TilePlaces places;
    Tile *tiles;
    size_t out = 0;
    TRY(tiles_layout(m->rq->book, present_today(op), op->mem, &places, &op->err));
    NEW(tiles, places.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < places.n; i++) {
        const TilePlace *t = &places.v[i];
        tiles[i] = (Tile){ .column = t->column,
                           .row = t->row,
                           .name = t->place->name,
                           .address = link_of(m, t->place) };
        tiles[i].look = look_of(m, t->place, &tiles[i].says);
        out += tiles[i].look == TILE_STANDS_OUT;
    }
    say_heading(m, out);
    TileMap map = { .n = places.n,
                    .v = tiles,
                    .title = m->view->heading,
                    .description = STR("One square for each council of England; each leads to "
                                       "its page.") };
    return chart_tiles(&map, op->mem, &m->view->map, &op->err);
}

/* What is shown, in the units of the paths, with a little room around it. */
static void frame(const Outlines *all, const Place *region, int unit, BorderMap *map)
{
    int32_t west = INT32_MAX, south = INT32_MAX, east = INT32_MIN, north = INT32_MIN;
    for (size_t i = 0; i < all->n; i++) {
        const Outline *o = &all->v[i];
        if (region && !str_eq(o->place->region, region->code)) continue;
        if (o->west < west) west = o->west;
        if (o->south < south) south = o->south;
        if (o->east > east) east = o->east;
        if (o->north > north) north = o->north;
    }
    if (west > east) west = south = 0, east = north = unit;
    int room = (east - west) / unit / 60 + 1;
    map->left = west / unit - room;
    map->top = -(north / unit) - room;
    map->width = (east - west) / unit + 2 * room;
    map->height = (north - south) / unit + 2 * room;
}

/* The outlines of one council follow each other. */
static ErrCode add_areas(Map *m, const Outlines *all, int unit, BorderedArea *areas, size_t *ret)
{
    Arena *mem = m->rq->op->mem;
    const Place *last = NULL;
    Str *paths;
    size_t n = 0;
    NEW(paths, all->n + 1, mem, &m->rq->op->err);
    for (size_t i = 0; i < all->n; i++) {
        const Outline *o = &all->v[i];
        if (m->region && !str_eq(o->place->region, m->region->code)) continue;
        paths[i] = o->path;
        if (o->place == last) {
            areas[n - 1].n++;
            continue;
        }
        last = o->place;
        areas[n] = (BorderedArea){ .name = o->place->name,
                                   .address = link_of(m, o->place),
                                   .n = 1,
                                   .paths = &paths[i],
                                   .mark_x = o->mark.east / unit,
                                   .mark_y = -(o->mark.north / unit) };
        areas[n].look = look_of(m, o->place, &areas[n].says);
        n++;
    }
    *ret = n;
    return ERR_OK;
}

static ErrCode draw_borders(Map *m)
{
    Op *op = m->rq->op;
    Outlines all;
    BorderedArea *areas;
    OutlineScale scale = m->region ? OUTLINE_REGION : OUTLINE_COUNTRY;
    BorderMap map = { .description = STR("The borders of each council; each leads to its page.") };
    size_t out = 0;
    TRY(outline_councils(op, m->rq->book, scale, present_today(op), &all));
    NEW(areas, all.n + 1, op->mem, &op->err);
    frame(&all, m->region, outline_unit(scale), &map);
    TRY(add_areas(m, &all, outline_unit(scale), areas, &map.n));
    for (size_t i = 0; i < map.n; i++) out += areas[i].look == TILE_STANDS_OUT;
    say_heading(m, out);
    map.v = areas;
    map.title = m->view->heading;
    m->view->borders_source =
        arena_fmt(op->mem, "Borders as of %.*s: %.*s.", STR_ARG(present_day(op->mem, all.day)),
                  STR_ARG(all.source));
    return chart_borders(&map, op->mem, &m->view->map, &op->err);
}

/* Where all the figures are, when that is one region. */
static const Place *only_region(const Map *m)
{
    const Place *found = NULL;
    for (size_t i = 0; i < m->said.n; i++) {
        const Place *p = place_by_id(m->rq->book, m->said.v[i].place_id);
        if (!p || !place_kind_is_council(p->kind)) continue;
        const Place *in = place_by_code(m->rq->book, p->region);
        if (!in || (found && in != found)) return NULL;
        found = in;
    }
    return found;
}

/* How it can be drawn: real borders are offered where the operator brought some. */
static ErrCode choose_drawing(Map *m)
{
    Outlines found;
    MapRegions *rows;
    Op *op = m->rq->op;
    PlaceList all = place_all(m->rq->book);
    size_t n = 0;
    TRY(outline_source(op, &m->view->choice, &found));
    if (!m->view->choice) return ERR_OK;
    Str want = request_arg(m->rq, "region");
    const Place *region = want.n ? place_by_code(m->rq->book, want) : only_region(m);
    m->view->borders = str_eq(request_arg(m->rq, "draw"), STR("borders"));
    m->region = m->view->borders && region && region->kind == PLACE_REGION ? region : NULL;
    NEW(rows, all.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i]->kind == PLACE_REGION && place_alive(all.v[i], present_today(op)))
            rows[n++] = (MapRegions){ all.v[i]->code, all.v[i]->name, all.v[i] == m->region };
    m->view->regions.n = n;
    m->view->regions.v = rows;
    return ERR_OK;
}

static bool is_shown(const Map *m, const Place *p)
{
    return p && (!m->region || str_eq(p->region, m->region->code));
}

static MapRows row_of(const Map *m, const KeptVerdict *k, const Place *p)
{
    Arena *mem = m->rq->op->mem;
    bool judged = !isnan(k->upperbound);
    return (MapRows){ .place = p->name,
                      .address = present_area(mem, p->code),
                      .says = present_sentence(mem, present_verdict(k->alarm)),
                      .observed = present_number(mem, k->observed, m->series->rate),
                      .expected = present_expected(mem, judged ? k->expected : (double)NAN),
                      .unusual = judged ? present_number(mem, judge_unusual(k->upperbound), false)
                                        : STR("") };
}

/* Those that stood out first, which the page shows beside the map as well. */
static ErrCode list_rows(Map *m)
{
    MapRows *rows;
    MapOuts *outs;
    Arena *mem = m->rq->op->mem;
    size_t n = 0;
    NEW(rows, m->said.n + 1, mem, &m->rq->op->err);
    NEW(outs, m->said.n + 1, mem, &m->rq->op->err);
    m->view->outs.v = outs;
    for (int alarm = 1; alarm >= -1; alarm--)
        for (size_t i = 0; i < m->said.n; i++) {
            const KeptVerdict *k = &m->said.v[i];
            const Place *p = place_by_id(m->rq->book, k->place_id);
            if (k->alarm != alarm || !is_shown(m, p)) continue;
            rows[n] = row_of(m, k, p);
            if (alarm == 1)
                outs[m->view->outs.n++] =
                    (MapOuts){ rows[n].place, rows[n].address, rows[n].observed, rows[n].expected };
            n++;
        }
    m->view->rows.n = n;
    m->view->rows.v = rows;
    m->view->lead = arena_fmt(mem, "%zu areas were judged.", n);
    return ERR_OK;
}

/* Another series may have other periods: then the newest is shown. */
static void choose_period(Map *m, int32_t newest)
{
    Err other;
    int32_t period;
    Str want = request_arg(m->rq, "period");
    m->period = newest;
    if (want.n && period_parse(m->series->period, want, "period", &period, &other) == ERR_OK)
        m->period = period;
}

/* This map again, as a file. */
static Str file_path(const Map *m, const char *format)
{
    return arena_fmt(m->rq->op->mem, "/map?series=%.*s&period=%s&draw=%s&region=%.*s&format=%s",
                     STR_ARG(m->series->code), period_text(m->series->period, m->period).text,
                     m->view->borders ? "borders" : "squares",
                     STR_ARG(m->region ? m->region->code : STR("all")), format);
}

static ErrCode fill(Map *m)
{
    KeptVerdicts newest;
    Arena *mem = m->rq->op->mem;
    TRY(present_newest(m->rq, m->series, &newest));
    if (!newest.n) return ERR_OK;
    m->view->none = false;
    choose_period(m, newest.v[0].period);
    TRY(list_periods(m, newest.v[0].period));
    TRY(read_verdicts(m));
    TRY(choose_drawing(m));
    TRY(m->view->borders ? draw_borders(m) : draw_tiles(m));
    m->view->series_title = m->series->title;
    m->view->series_path = present_series_path(mem, m->series->code);
    m->view->csv_path = file_path(m, "csv");
    m->view->svg_path = file_path(m, "svg");
    return list_rows(m);
}

static void write_csv(const Map *m, Buf *out)
{
    buf_add(out, STR("place,place_name,period,verdict,recorded,expected,upperbound\n"));
    for (size_t i = 0; i < m->said.n; i++) {
        const KeptVerdict *k = &m->said.v[i];
        const Place *p = place_by_id(m->rq->book, k->place_id);
        if (!is_shown(m, p)) continue;
        buf_addf(out, "%.*s,", STR_ARG(p->code));
        buf_add_csv(out, p->name);
        buf_addf(out, ",%s,%.*s,", period_text(m->series->period, m->period).text,
                 STR_ARG(present_verdict(k->alarm)));
        buf_add_f64(out, k->observed);
        buf_add(out, STR(","));
        buf_add_f64(out, k->expected);
        buf_add(out, STR(","));
        buf_add_f64(out, k->upperbound);
        buf_add(out, STR("\n"));
    }
}

static void answer(const Map *m, Response *rs)
{
    if (str_eq(m->format, STR("csv"))) {
        rs->type = "text/csv; charset=utf-8";
        rs->file_name = "map.csv";
        write_csv(m, rs->out);
    } else if (str_eq(m->format, STR("svg"))) {
        rs->type = "image/svg+xml";
        rs->file_name = "map.svg";
        chart_alone(m->view->map, rs->out);
    } else {
        rs->title = m->view->heading;
        render_map(rs->out, m->view);
    }
}

static ErrCode get(const Request *rq, Response *rs)
{
    MapView v = { .heading = STR("Map"), .lead = { 0, "" }, .none = true };
    Map m = { .rq = rq, .view = &v, .format = request_arg(rq, "format") };
    TRY(choose_series(&m));
    if (m.series) TRY(fill(&m));
    if (v.none) m.format = (Str){ 0, "" };
    answer(&m, rs);
    return ERR_OK;
}

static const char *const args[] = { "series", "period", "draw", "region", "format", NULL };

PAGE(map) = {
    .address = "/map",
    .menu = "Map",
    .menu_order = 3,
    .args = args,
    .get = get,
};
