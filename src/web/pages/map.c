/* One series in one period on the map of squares, with the same as a table. */
#include <math.h>

#include "detection/judge.h"
#include "web/present.h"
#include "web/tiles.h"
#include "web/views.h"

enum { PERIODS_MAX = 120 };

typedef struct {
    const Request *rq;
    const Series *series;
    int32_t period;
    KeptVerdicts said; /* of that period */
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

static ErrCode draw(Map *m)
{
    Op *op = m->rq->op;
    TilePlaces places;
    Tile *tiles;
    size_t out = 0;
    TRY(tiles_layout(m->rq->book, present_today(op), op->mem, &places, &op->err));
    NEW(tiles, places.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < places.n; i++) {
        const TilePlace *t = &places.v[i];
        const KeptVerdict *k = verdict_of(m, t->place);
        TileLook look = !k || k->alarm < 0 ? TILE_NONE : k->alarm ? TILE_STANDS_OUT : TILE_QUIET;
        tiles[i] = (Tile){ .column = t->column,
                           .row = t->row,
                           .name = t->place->name,
                           .address = present_area(op->mem, t->place->code),
                           .look = look,
                           .says = present_verdict(k ? k->alarm : -2) };
        out += look == TILE_STANDS_OUT;
    }
    Str when = present_when(op->mem, m->series->period, m->period);
    m->view->heading = out == 0 ? arena_fmt(op->mem, "No council stood out %.*s", STR_ARG(when))
                                : arena_fmt(op->mem, "%zu council%s stood out %.*s", out,
                                            out == 1 ? "" : "s", STR_ARG(when));
    TileMap map = { .n = places.n,
                    .v = tiles,
                    .title = m->view->heading,
                    .description = STR("One square for each council of England; each leads to "
                                       "its page.") };
    return chart_tiles(&map, op->mem, &m->view->map, &op->err);
}

static ErrCode list_rows(Map *m)
{
    MapRows *rows;
    Arena *mem = m->rq->op->mem;
    size_t n = 0;
    NEW(rows, m->said.n + 1, mem, &m->rq->op->err);
    for (int alarm = 1; alarm >= -1; alarm--)
        for (size_t i = 0; i < m->said.n; i++) {
            const KeptVerdict *k = &m->said.v[i];
            const Place *p = place_by_id(m->rq->book, k->place_id);
            if (k->alarm != alarm || !p) continue;
            bool judged = !isnan(k->upperbound);
            rows[n++] = (MapRows){
                .place = p->name,
                .address = present_area(mem, p->code),
                .says = present_sentence(mem, present_verdict(k->alarm)),
                .observed = present_number(mem, k->observed, m->series->rate),
                .expected = judged ? arena_fmt(mem, "%.1f", k->expected) : STR("not judged"),
                .unusual =
                    judged ? present_number(mem, judge_unusual(k->upperbound), false) : STR("")
            };
        }
    m->view->rows.n = n;
    m->view->rows.v = rows;
    m->view->lead = arena_fmt(mem, "%zu areas were judged.", n);
    return ERR_OK;
}

static ErrCode fill(Map *m)
{
    KeptVerdicts newest;
    Str want = request_arg(m->rq, "period");
    TRY(present_newest(m->rq, m->series, &newest));
    if (!newest.n) return ERR_OK;
    m->view->none = false;
    m->period = newest.v[0].period;
    /* Another series may have other periods: then the newest is shown. */
    Err other;
    int32_t period;
    if (want.n && period_parse(m->series->period, want, "period", &period, &other) == ERR_OK)
        m->period = period;
    TRY(list_periods(m, newest.v[0].period));
    TRY(read_verdicts(m));
    TRY(draw(m));
    m->view->series_title = m->series->title;
    m->view->series_path = present_series_path(m->rq->op->mem, m->series->code);
    return list_rows(m);
}

static ErrCode get(const Request *rq, Response *rs)
{
    MapView v = { .heading = STR("Map"), .lead = { 0, "" }, .none = true };
    Map m = { .rq = rq, .view = &v };
    TRY(choose_series(&m));
    if (m.series) TRY(fill(&m));
    rs->title = v.heading;
    render_map(rs->out, &v);
    return ERR_OK;
}

static const char *const args[] = { "series", "period", NULL };

PAGE(map) = {
    .address = "/map",
    .menu = "Map",
    .menu_order = 3,
    .args = args,
    .get = get,
};
