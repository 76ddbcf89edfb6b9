#include "places/shape.h"

#include <math.h>
#include <stdlib.h>

enum { PIECE_MOST = 1000 }; /* points simplified together: keeps hostile borders cheap */

/* A ring's point and what it is joined to. */
typedef struct {
    ShapePoint at;
    uint32_t id;    /* the same for the same position */
    uint32_t where; /* in order of rings */
} Corner;

typedef struct {
    Arena *mem;
    Err *e;
    double tolerance;
    size_t n;         /* points of all rings */
    ShapePoint *at;   /* them, ring after ring */
    uint32_t *id;     /* of the position of each */
    uint32_t *joined; /* two by position: the points before and after it */
    bool *junction;   /* by position: more than two borders meet there */
    bool *kept;       /* by point */
} Work;

double shape_ring_area(const ShapeRing *ring)
{
    double twice = 0;
    for (size_t i = 0; i < ring->n; i++) {
        const ShapePoint *a = &ring->v[i], *b = &ring->v[i + 1 == ring->n ? 0 : i + 1];
        twice += (double)a->east * b->north - (double)b->east * a->north;
    }
    return twice / 2;
}

static int by_position(const void *a, const void *b)
{
    const Corner *p = a, *q = b;
    if (p->at.east != q->at.east) return p->at.east < q->at.east ? -1 : 1;
    if (p->at.north != q->at.north) return p->at.north < q->at.north ? -1 : 1;
    return (p->where > q->where) - (p->where < q->where);
}

static ErrCode name_positions(Work *w)
{
    Corner *corners;
    uint32_t id = 0;
    NEW(corners, w->n, w->mem, w->e);
    for (size_t i = 0; i < w->n; i++) corners[i] = (Corner){ w->at[i], 0, (uint32_t)i };
    qsort(corners, w->n, sizeof *corners, by_position);
    for (size_t i = 0; i < w->n; i++) {
        const ShapePoint *a = &corners[i].at, *b = &corners[i ? i - 1 : 0].at;
        id += a->east != b->east || a->north != b->north;
        w->id[corners[i].where] = id;
    }
    return ERR_OK;
}

/* A position that is met again with other neighbours is where borders part. */
static void meet(Work *w, size_t before, size_t point, size_t after)
{
    uint32_t id = w->id[point], a = w->id[before], b = w->id[after];
    uint32_t *joined = w->joined + 2 * (size_t)id;
    if (a > b) {
        uint32_t c = a;
        a = b;
        b = c;
    }
    /* Kept one higher, so that zero says that it was not met yet. */
    if (joined[1] == 0) {
        joined[0] = a + 1;
        joined[1] = b + 1;
    } else if (joined[0] != a + 1 || joined[1] != b + 1) {
        w->junction[id] = true;
    }
}

static double distance2(const ShapePoint *p, const ShapePoint *a, const ShapePoint *b)
{
    double x = (double)b->east - a->east, y = (double)b->north - a->north;
    double px = (double)p->east - a->east, py = (double)p->north - a->north;
    double length2 = x * x + y * y, t = length2 > 0 ? (px * x + py * y) / length2 : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return (px - t * x) * (px - t * x) + (py - t * y) * (py - t * y);
}

/* A stretch of a ring that is read in a fixed direction: point k of it is ring point of(k). */
typedef struct {
    size_t first, n, start, points; /* of the ring; where it begins in it; its length in points */
    bool backwards;
} Piece;

static size_t of(const Piece *p, size_t k)
{
    size_t at = p->start + (p->backwards ? p->points - 1 - k : k);
    return p->first + at % p->n;
}

static size_t farthest(const Work *w, const Piece *p, size_t from, size_t to, double *ret_distance2)
{
    size_t best = from;
    *ret_distance2 = -1;
    for (size_t k = from + 1; k < to; k++) {
        double d = distance2(&w->at[of(p, k)], &w->at[of(p, from)], &w->at[of(p, to)]);
        if (d > *ret_distance2) {
            *ret_distance2 = d;
            best = k;
        }
    }
    return best;
}

/* The ends are kept already; keeps what is needed between them. */
static void thin(Work *w, const Piece *p, size_t from, size_t to)
{
    size_t ends[PIECE_MOST + 1], n = 0;
    double d;
    ends[n++] = to;
    while (n) {
        size_t k = farthest(w, p, from, ends[n - 1], &d);
        if (d > w->tolerance * w->tolerance) {
            w->kept[of(p, k)] = true;
            ends[n++] = k;
        } else {
            from = ends[--n];
        }
    }
}

static void thin_piece(Work *w, Piece p)
{
    uint32_t a = w->id[of(&p, 0)], b = w->id[of(&p, p.points - 1)];
    if (a == b && p.points > 2) {
        a = w->id[of(&p, 1)];
        b = w->id[of(&p, p.points - 2)];
    }
    p.backwards = a > b;
    w->kept[of(&p, 0)] = w->kept[of(&p, p.points - 1)] = true;
    for (size_t from = 0; from + 1 < p.points;) {
        size_t to = from + PIECE_MOST < p.points ? from + PIECE_MOST : p.points - 1;
        w->kept[of(&p, to)] = true;
        thin(w, &p, from, to);
        from = to;
    }
}

/* A ring that no border meets: from its lowest position, out to the farthest and back. */
static void thin_island(Work *w, size_t first, size_t n)
{
    size_t start = 0, far = 0;
    double most = -1;
    for (size_t k = 1; k < n; k++)
        if (w->id[first + k] < w->id[first + start]) start = k;
    const ShapePoint *a = &w->at[first + start];
    for (size_t k = 1; k < n; k++) {
        double d = distance2(&w->at[first + (start + k) % n], a, a);
        if (d > most) {
            most = d;
            far = k;
        }
    }
    thin_piece(w, (Piece){ .first = first, .n = n, .start = start, .points = far + 1 });
    thin_piece(w, (Piece){ .first = first, .n = n, .start = start + far, .points = n - far + 1 });
}

static void thin_ring(Work *w, size_t first, size_t n)
{
    size_t start = 0;
    while (start < n && !w->junction[w->id[first + start]]) start++;
    if (start == n) {
        thin_island(w, first, n);
        return;
    }
    for (size_t done = 0; done < n;) {
        size_t k = 1;
        while (!w->junction[w->id[first + (start + done + k) % n]]) k++;
        thin_piece(w, (Piece){ .first = first, .n = n, .start = start + done, .points = k + 1 });
        done += k;
    }
}

static size_t count_kept(const Work *w, size_t first, size_t n)
{
    size_t kept = 0;
    for (size_t k = 0; k < n; k++) kept += w->kept[first + k];
    return kept;
}

/* A ring may not fall together to a line: the farthest points come back. */
static void fill_up(Work *w, size_t first, size_t n)
{
    while (count_kept(w, first, n) < 3) {
        size_t start = 0, best = 0;
        double most = -1, d;
        while (!w->kept[first + start]) start++;
        for (size_t at = 0; at < n;) {
            size_t k = 1;
            while (!w->kept[first + (start + at + k) % n]) k++;
            Piece p = { .first = first, .n = n, .start = start + at, .points = k + 1 };
            size_t far = farthest(w, &p, 0, k, &d);
            if (d > most) {
                most = d;
                best = of(&p, far);
            }
            at += k;
        }
        w->kept[best] = true;
    }
}

static ErrCode copy_kept(Work *w, size_t first, size_t n, ShapeRing *ret)
{
    ShapePoint *v;
    size_t m = 0;
    NEW(v, count_kept(w, first, n), w->mem, w->e);
    for (size_t k = 0; k < n; k++)
        if (w->kept[first + k]) v[m++] = w->at[first + k];
    *ret = (ShapeRing){ m, v };
    return ERR_OK;
}

static ErrCode rebuild(Work *w, const Shape *shape, size_t *at, Shape *ret)
{
    ShapeRing *rings;
    size_t largest = 0, m = 0;
    NEW(rings, shape->n, w->mem, w->e);
    for (size_t i = 1; i < shape->n; i++)
        if (fabs(shape_ring_area(&shape->rings[i])) > fabs(shape_ring_area(&shape->rings[largest])))
            largest = i;
    for (size_t i = 0; i < shape->n; i++) {
        size_t n = shape->rings[i].n, first = *at;
        *at += n;
        bool small = fabs(shape_ring_area(&shape->rings[i])) < w->tolerance * w->tolerance;
        if (i != largest && (small || count_kept(w, first, n) < 3)) continue;
        fill_up(w, first, n);
        TRY(copy_kept(w, first, n, &rings[m++]));
    }
    *ret = (Shape){ shape->code, m, rings };
    return ERR_OK;
}

static ErrCode lay_out(Work *w, const Shapes *all)
{
    size_t at = 0;
    for (size_t s = 0; s < all->n; s++)
        for (size_t r = 0; r < all->v[s].n; r++) w->n += all->v[s].rings[r].n;
    NEW(w->at, w->n + 1, w->mem, w->e);
    NEW(w->id, w->n + 1, w->mem, w->e);
    NEW(w->joined, 2 * w->n + 2, w->mem, w->e);
    NEW(w->junction, w->n + 1, w->mem, w->e);
    NEW(w->kept, w->n + 1, w->mem, w->e);
    for (size_t s = 0; s < all->n; s++)
        for (size_t r = 0; r < all->v[s].n; r++) {
            const ShapeRing *ring = &all->v[s].rings[r];
            memcpy(w->at + at, ring->v, ring->n * sizeof *ring->v);
            at += ring->n;
        }
    return name_positions(w);
}

static void each_ring(Work *w, const Shapes *all, void (*visit)(Work *, size_t, size_t))
{
    size_t first = 0;
    for (size_t s = 0; s < all->n; s++)
        for (size_t r = 0; r < all->v[s].n; r++) {
            visit(w, first, all->v[s].rings[r].n);
            first += all->v[s].rings[r].n;
        }
}

static void meet_ring(Work *w, size_t first, size_t n)
{
    for (size_t k = 0; k < n; k++) meet(w, first + (k + n - 1) % n, first + k, first + (k + 1) % n);
}

ErrCode shape_simplify(const Shapes *all, double tolerance, Arena *mem, Shapes *ret, Err *e)
{
    Work w = { .mem = mem, .e = e, .tolerance = tolerance };
    Shape *v;
    size_t at = 0;
    NEW(v, all->n + 1, mem, e);
    TRY(lay_out(&w, all));
    each_ring(&w, all, meet_ring);
    each_ring(&w, all, thin_ring);
    for (size_t s = 0; s < all->n; s++) TRY(rebuild(&w, &all->v[s], &at, &v[s]));
    *ret = (Shapes){ all->n, v };
    return ERR_OK;
}
