#include "web/tiles.h"

#include <math.h>
#include <stdlib.h>

enum { COLUMNS = 24, ROWS = 28 };

/* The most crowded part of England, which is laid out first and keeps its shape. */
#define CROWD_EASTING  530000.0
#define CROWD_NORTHING 180000.0

typedef struct {
    const Place *place;
    double x, y, from_crowd; /* wished square; metres */
    size_t at;               /* in order of code */
} Wish;

static int by_easting(const void *a, const void *b)
{
    const Wish *p = a, *q = b;
    double d = p->place->easting - q->place->easting;
    return d < 0 ? -1 : d > 0 ? 1 : (p->at > q->at) - (p->at < q->at);
}

static int by_northing(const void *a, const void *b)
{
    const Wish *p = a, *q = b;
    double d = q->place->northing - p->place->northing;
    return d < 0 ? -1 : d > 0 ? 1 : (p->at > q->at) - (p->at < q->at);
}

static int by_crowd(const void *a, const void *b)
{
    const Wish *p = a, *q = b;
    double d = p->from_crowd - q->from_crowd;
    return d < 0 ? -1 : d > 0 ? 1 : (p->at > q->at) - (p->at < q->at);
}

/* Half by where it lies, half by how many councils lie before it: that stretches the cities. */
static void wish(Wish *v, size_t n)
{
    qsort(v, n, sizeof *v, by_easting);
    double west = v[0].place->easting, east = v[n - 1].place->easting;
    for (size_t i = 0; i < n; i++)
        v[i].x = (COLUMNS - 1) * (0.55 * (v[i].place->easting - west) / (east - west) +
                                  0.45 * (double)i / (double)(n - 1));
    qsort(v, n, sizeof *v, by_northing);
    double north = v[0].place->northing, south = v[n - 1].place->northing;
    for (size_t i = 0; i < n; i++)
        v[i].y = (ROWS - 1) * (0.55 * (north - v[i].place->northing) / (north - south) +
                               0.45 * (double)i / (double)(n - 1));
}

static void take_nearest(const Wish *w, bool taken[ROWS][COLUMNS], TilePlace *ret)
{
    double best = (double)INFINITY;
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            double dx = column - w->x, dy = row - w->y, d = dx * dx + dy * dy;
            if (taken[row][column] || d >= best) continue;
            best = d;
            *ret = (TilePlace){ w->place, column, row };
        }
    taken[ret->row][ret->column] = true;
}

ErrCode tiles_layout(const PlaceBook *book, int32_t day, Arena *mem, TilePlaces *ret, Err *e)
{
    PlaceList all = place_all(book);
    bool taken[ROWS][COLUMNS] = { { false } };
    Wish *wishes;
    TilePlace *tiles;
    size_t n = 0;
    NEW(wishes, all.n + 1, mem, e);
    NEW(tiles, all.n + 1, mem, e);
    for (size_t i = 0; i < all.n && n < (size_t)ROWS * COLUMNS; i++) {
        const Place *p = all.v[i];
        if (!place_kind_is_council(p->kind) || !place_alive(p, day) || isnan(p->easting)) continue;
        double away = hypot(p->easting - CROWD_EASTING, p->northing - CROWD_NORTHING);
        wishes[n] = (Wish){ .place = p, .from_crowd = away, .at = n };
        n++;
    }
    if (n > 1) wish(wishes, n);
    qsort(wishes, n, sizeof *wishes, by_crowd);
    for (size_t i = 0; i < n; i++) take_nearest(&wishes[i], taken, &tiles[wishes[i].at]);
    *ret = (TilePlaces){ n, tiles };
    return ERR_OK;
}
