#include "stats/scan_zone.h"

#include <Rmath.h>
#include <math.h>
#include <stdlib.h>

#include "base/parallel.h"

typedef struct {
    double key; /* squared distance */
    uint32_t place, steps;
} Near;

typedef struct {
    const ScanCircles *c;
    const ScanGraph *graph; /* NULL: circles */
    uint32_t most_steps;
    double most_size;
    size_t stride;
    uint32_t *length, *member;
    size_t *first;
} Finding;

ScanPoint stat_scan_globe(double latitude, double longitude)
{
    double lat = latitude * (M_PI / 180.0), lon = longitude * (M_PI / 180.0);
    const double r = SCAN_EARTH_RADIUS;
    return (ScanPoint){ { r * cos(lat) * cos(lon), r * cos(lat) * sin(lon), r * sin(lat) } };
}

static bool nearer(const Near *a, const Near *b)
{
    if (a->steps != b->steps) return a->steps < b->steps;
    if (a->key < b->key || a->key > b->key) return a->key < b->key;
    return a->place < b->place;
}

static int compare(const void *a, const void *b)
{
    return nearer(a, b) ? -1 : nearer(b, a);
}

static void swap(Near *a, Near *b)
{
    Near t = *a;
    *a = *b;
    *b = t;
}

/* Hoare's selection: afterwards the first k of n are the nearest k, in no order. */
static void select_nearest(Near *v, size_t n, size_t k)
{
    ptrdiff_t low = 0, high = (ptrdiff_t)n - 1, want = (ptrdiff_t)k;
    while (high - low > 16) {
        Near pivot = v[low + (high - low) / 2];
        ptrdiff_t i = low, j = high;
        while (i <= j) {
            while (nearer(&v[i], &pivot)) i++;
            while (nearer(&pivot, &v[j])) j--;
            if (i <= j) swap(&v[i++], &v[j--]);
        }
        if (want <= j)
            high = j;
        else if (want > i)
            low = i;
        else
            return;
    }
    qsort(v + low, (size_t)(high - low) + 1, sizeof *v, compare);
}

static double squared_distance(const ScanPoint *a, const ScanPoint *b)
{
    double sum = 0.0;
    for (int d = 0; d < SCAN_DIMENSIONS; d++) sum += (a->at[d] - b->at[d]) * (a->at[d] - b->at[d]);
    return sum;
}

/* The places within the limits of distance, nearest first as far as they can be needed. */
static size_t candidates(const Finding *f, size_t centre, Near *near)
{
    const ScanCircles *c = f->c;
    size_t n = 0;
    /* A place exactly at the limit is inside, whatever the square root's last digit. */
    double most = c->max_distance * c->max_distance * (1.0 + 1e-12);
    for (size_t i = 0; i < c->places; i++) {
        double key = squared_distance(&c->point[centre], &c->point[i]);
        if (i == centre) key = -1.0; /* before others that stand on the same spot */
        if (key <= most) near[n++] = (Near){ .key = key, .place = (uint32_t)i };
    }
    if (f->stride < n) select_nearest(near, n, f->stride);
    size_t kept = n < f->stride ? n : f->stride;
    qsort(near, kept, sizeof *near, compare);
    return kept;
}

/* Goes outwards over the borders, one ring after another. */
static size_t reached(const Finding *f, size_t centre, Near *near, Arena *scratch)
{
    const ScanCircles *c = f->c;
    double most = c->max_distance * c->max_distance * (1.0 + 1e-12);
    bool *seen = arena_zero(scratch, c->places, sizeof *seen);
    if (!seen) return 0;
    size_t n = 0;
    near[n++] = (Near){ .key = -1.0, .place = (uint32_t)centre };
    seen[centre] = true;
    for (size_t at = 0; at < n; at++) {
        if (near[at].steps == f->most_steps) break;
        for (size_t k = f->graph->first[near[at].place]; k < f->graph->first[near[at].place + 1];
             k++) {
            uint32_t i = f->graph->to[k];
            double key = squared_distance(&c->point[centre], &c->point[i]);
            if (seen[i] || key > most) continue;
            seen[i] = true;
            near[n++] = (Near){ .key = key, .place = i, .steps = near[at].steps + 1 };
        }
    }
    qsort(near, n, sizeof *near, compare);
    return n < f->stride ? n : f->stride;
}

static ErrCode find_one(void *context, size_t centre, Arena *scratch, Err *e)
{
    const Finding *f = context;
    Near *near;
    double size = 0.0;
    NEW(near, f->c->places, scratch, e);
    size_t n = f->graph ? reached(f, centre, near, scratch) : candidates(f, centre, near), k = 0;
    uint32_t *member = f->member + f->first[centre];
    for (; k < n; k++) {
        size += f->c->size[near[k].place];
        if (size > f->most_size) break;
        member[k] = near[k].place;
    }
    f->length[centre] = (uint32_t)k;
    return ERR_OK;
}

static ErrCode open_lists(Finding *f, Arena *mem, Err *e)
{
    const ScanCircles *c = f->c;
    size_t extra = c->everywhere ? c->places : 0, centres = c->places + (c->everywhere ? 1 : 0);
    f->stride = c->max_places < c->places ? c->max_places : c->places;
    f->length = arena_zero(mem, centres + 1, sizeof *f->length);
    f->first = arena_zero(mem, centres + 1, sizeof *f->first);
    f->member = arena_zero(mem, c->places * f->stride + extra + 1, sizeof *f->member);
    if (!f->length || !f->first || !f->member)
        return err_set(e, ERR_LIMIT,
                       "%zu places are too many for zones of up to %zu: set a limit such as "
                       "maxSpatial=500places",
                       c->places, f->stride);
    for (size_t i = 0; i < centres; i++) f->first[i] = i * f->stride;
    if (c->everywhere) f->length[c->places] = (uint32_t)c->places;
    for (size_t i = 0; i < extra; i++) f->member[f->first[c->places] + i] = (uint32_t)i;
    return ERR_OK;
}

static ErrCode find_all(Finding *f, Arena *mem, ScanZones *ret, Err *e)
{
    const ScanCircles *c = f->c;
    double sum = 0.0;
    for (size_t i = 0; i < c->places; i++) sum += c->size[i];
    f->most_size = c->max_share >= 1.0 ? (double)INFINITY : c->max_share * sum * (1.0 + 1e-12);
    TRY(open_lists(f, mem, e));
    ParallelJob job = { .items = c->places,
                        .threads = c->threads,
                        .scratch_bytes = c->places * (sizeof(Near) + sizeof(bool)) + (1 << 18),
                        .work = find_one,
                        .context = f };
    TRY(parallel_run(&job, e));
    *ret = (ScanZones){ .centres = c->places + (c->everywhere ? 1 : 0),
                        .length = f->length,
                        .first = f->first,
                        .member = f->member,
                        .everywhere = c->everywhere ? c->places : SIZE_MAX };
    return ERR_OK;
}

ErrCode stat_scan_circles(const ScanCircles *c, Arena *mem, ScanZones *ret, Err *e)
{
    Finding f = { .c = c };
    return find_all(&f, mem, ret, e);
}

ErrCode stat_scan_borders(const ScanCircles *c, const ScanGraph *graph, int steps, Arena *mem,
                          ScanZones *ret, Err *e)
{
    Finding f = { .c = c, .graph = graph, .most_steps = (uint32_t)steps };
    return find_all(&f, mem, ret, e);
}
