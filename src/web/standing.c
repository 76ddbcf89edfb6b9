#include "web/standing.h"

#include <math.h>
#include <stdlib.h>

#include "web/indicator_words.h"
#include "web/tiles.h"

enum { INDICATORS_MAX = 256 };

const Indicator *standing_indicator(const Series *s)
{
    for (const Indicator *const *i = indicator_list; *i; i++)
        if ((*i)->series && str_eq(str_of((*i)->series), s->code)) return *i;
    return NULL;
}

int standing_fifth(const IndicatorValue *v)
{
    if (isnan(v->position)) return 0;
    int fifth = 1 + (int)floor(v->position * STANDING_FIFTHS);
    return fifth > STANDING_FIFTHS ? STANDING_FIFTHS : fifth;
}

static SpineMark mark_of(const Indicator *i, const IndicatorValue *v)
{
    int fifth = standing_fifth(v);
    if (!fifth) return SPINE_PLAIN;
    if (fifth != 1 && fifth != STANDING_FIFTHS) return SPINE_BETWEEN;
    bool high = fifth == STANDING_FIFTHS;
    if (i->polarity == INDICATOR_NO_POLARITY) return high ? SPINE_HIGHER : SPINE_LOWER;
    return high == (i->polarity == INDICATOR_HIGHER_BETTER) ? SPINE_BETTER : SPINE_WORSE;
}

Str standing_mark_words(SpineMark m)
{
    switch (m) {
    case SPINE_BETTER: return STR("in the best fifth");
    case SPINE_WORSE: return STR("in the worst fifth");
    case SPINE_HIGHER: return STR("in the highest fifth");
    case SPINE_LOWER: return STR("in the lowest fifth");
    case SPINE_BETWEEN: return STR("between");
    case SPINE_PLAIN: break;
    }
    return STR("not ranked");
}

Str standing_mark_name(const StandingRow *r)
{
    static const char *const names[] = { "plain", "between", "better", "worse", "higher", "lower" };
    return str_of(r->known ? names[r->mark] : "none");
}

static const Series *series_of(const SeriesList *all, const Indicator *i)
{
    const Series *s = i->series ? series_in(all, str_of(i->series)) : NULL;
    return s && str_eq(s->visibility, STR("public")) ? s : NULL;
}

/* The values of one indicator among those of a place, which stand together in order of period. */
static IndicatorValues part_of(const IndicatorValues *all, const Indicator *i)
{
    size_t from = 0, n = 0;
    while (from < all->n && all->v[from].indicator != i) from++;
    while (from + n < all->n && all->v[from + n].indicator == i) n++;
    return (IndicatorValues){ n, n ? all->v + from : NULL };
}

static const IndicatorValue *in_period(const IndicatorValues *some, int32_t period)
{
    for (size_t k = 0; k < some->n; k++)
        if (some->v[k].period == period) return &some->v[k];
    return NULL;
}

static ErrCode add_recent(const IndicatorValues *some, StandingRow *row, Arena *mem, Err *e)
{
    double *v;
    int32_t last = row->spread->period;
    NEW(v, STANDING_RECENT, mem, e);
    for (int k = 0; k < STANDING_RECENT; k++) {
        const IndicatorValue *one = in_period(some, last - STANDING_RECENT + 1 + k);
        v[k] = one ? one->value : (double)NAN;
    }
    size_t from = 0;
    while (from < STANDING_RECENT && isnan(v[from])) from++;
    row->recent = (F64s){ STANDING_RECENT - from, v + from };
    return ERR_OK;
}

static ErrCode fill_row(const IndicatorValues *own, const IndicatorValues *region, StandingRow *row,
                        Arena *mem, Err *e)
{
    IndicatorValues some = part_of(own, row->indicator), around = part_of(region, row->indicator);
    const IndicatorValue *now = in_period(&some, row->spread->period);
    const IndicatorValue *there = in_period(&around, row->spread->period);
    row->region = there ? there->value : (double)NAN;
    row->known = now != NULL;
    if (now) {
        row->now = *now;
        row->mark = mark_of(row->indicator, now);
    }
    return add_recent(&some, row, mem, e);
}

static int by_domain(const void *a, const void *b)
{
    const StandingRow *x = a, *y = b;
    if (x->indicator->domain != y->indicator->domain)
        return x->indicator->domain < y->indicator->domain ? -1 : 1;
    return strcmp(x->indicator->id, y->indicator->id);
}

static void count(Standings *p)
{
    for (size_t i = 0; i < p->n; i++) {
        const StandingRow *row = &p->v[i];
        bool placed = row->known && !isnan(row->now.position);
        if (!placed || row->indicator->polarity == INDICATOR_NO_POLARITY) continue;
        p->placed++;
        p->kinds[row->indicator->kind].placed++;
        p->kinds[row->indicator->kind].better += row->mark == SPINE_BETTER;
        p->kinds[row->indicator->kind].worse += row->mark == SPINE_WORSE;
    }
}

ErrCode standings_of(const Request *rq, const Place *p, Standings *ret)
{
    Op *op = rq->op;
    SeriesList *series;
    IndicatorSpreads *spreads;
    IndicatorValues own, around = { 0, NULL };
    StandingRow *rows;
    Standings out = { .region = p->region.n ? place_by_code(rq->book, p->region) : NULL };
    NEW(series, 1, op->mem, &op->err);
    NEW(spreads, 1, op->mem, &op->err);
    NEW(rows, INDICATORS_MAX, op->mem, &op->err);
    TRY(present_series(rq, series));
    TRY(indicator_spreads(op, spreads));
    TRY(indicator_of_place(op, p, &own));
    if (out.region) TRY(indicator_of_place(op, out.region, &around));
    for (const Indicator *const *i = indicator_list; *i && out.n < INDICATORS_MAX; i++) {
        StandingRow row = { .indicator = *i, .series = series_of(series, *i) };
        if (row.series) row.spread = indicator_newest(spreads, *i);
        if (!row.spread) continue;
        TRY(fill_row(&own, &around, &row, op->mem, &op->err));
        rows[out.n++] = row;
    }
    qsort(rows, out.n, sizeof *rows, by_domain);
    out.v = rows;
    count(&out);
    *ret = out;
    return ERR_OK;
}

ErrCode standing_newest(const Request *rq, const Indicator *i, const IndicatorSpread **ret)
{
    IndicatorSpreads *spreads;
    NEW(spreads, 1, rq->op->mem, &rq->op->err);
    TRY(indicator_spreads(rq->op, spreads));
    *ret = indicator_newest(spreads, i);
    return ERR_OK;
}

static const IndicatorValue *value_at(const IndicatorValues *all, const Place *p)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].place_id == p->id) return &all->v[i];
    return NULL;
}

static Tile tile_of(const Request *rq, const StandingMapOf *of, const TilePlace *t,
                    StandingMap *map)
{
    Arena *mem = rq->op->mem;
    const IndicatorValue *v = value_at(&map->values, t->place);
    int fifth = v ? standing_fifth(v) : 0;
    Tile tile = { .column = t->column,
                  .row = t->row,
                  .name = t->place->name,
                  .says = v ? indicator_number(mem, v->value) : STR("not known"),
                  .address = of->alone ? (Str){ 0, "" } : present_area(mem, t->place->code),
                  .look = fifth ? (TileLook)(TILE_FIFTH_1 + fifth - 1) : TILE_NONE,
                  .pointed_at = t->place == of->at };
    map->missing += fifth == 0;
    if (!fifth) return tile;
    map->known++;
    map->least[fifth] = fmin(map->least[fifth], v->value);
    map->most[fifth] = fmax(map->most[fifth], v->value);
    return tile;
}

static const char *const fifths[] = { "",       "lowest",         "second lowest",
                                      "middle", "second highest", "highest" };

Str standing_fifth_words(Arena *mem, const StandingMap *map, int fifth)
{
    if (isnan(map->least[fifth])) return arena_fmt(mem, "%s fifth: none", fifths[fifth]);
    return arena_fmt(mem, "%s fifth, %.*s to %.*s", fifths[fifth],
                     STR_ARG(indicator_number(mem, map->least[fifth])),
                     STR_ARG(indicator_number(mem, map->most[fifth])));
}

static Str finding(const Request *rq, const StandingMapOf *of, const IndicatorValues *values)
{
    Arena *mem = rq->op->mem;
    Str when = present_when(mem, of->unit, of->spread->period);
    const IndicatorValue *v = of->at ? value_at(values, of->at) : NULL;
    int fifth = v ? standing_fifth(v) : 0;
    if (fifth)
        return arena_fmt(mem, "%.*s is in the %s fifth of councils", STR_ARG(of->at->name),
                         fifths[fifth]);
    return arena_fmt(mem, "From %.*s to %.*s %.*s", STR_ARG(indicator_number(mem, of->spread->low)),
                     STR_ARG(indicator_number(mem, of->spread->high)), STR_ARG(when));
}

ErrCode standing_map(const Request *rq, const StandingMapOf *of, StandingMap *ret)
{
    Op *op = rq->op;
    TilePlaces places;
    Tile *tiles;
    StandingMap map = { .known = 0 };
    for (int i = 0; i <= STANDING_FIFTHS; i++) map.least[i] = map.most[i] = (double)NAN;
    TRY(indicator_of_period(op, of->indicator, of->spread->period, &map.values));
    TRY(tiles_layout(rq->book, present_today(op), op->mem, &places, &op->err));
    NEW(tiles, places.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < places.n; i++) tiles[i] = tile_of(rq, of, &places.v[i], &map);
    map.title = finding(rq, of, &map.values);
    TileMap drawing = { .n = places.n,
                        .v = tiles,
                        .title =
                            arena_fmt(op->mem, "%s: %.*s", of->indicator->name, STR_ARG(map.title)),
                        .description = STR("One square for each council of England, darker the "
                                           "higher its value; each leads to its page.") };
    TRY(chart_tiles(&drawing, op->mem, &map.map, &op->err));
    *ret = map;
    return ERR_OK;
}
