/* Simplified borders: nothing gapes between neighbours, nothing moves farther than allowed. */
#include "check.h"

#include "places/shape.h"

enum { ARENA = 1 << 27, STEPS = 60, CELLS = 6 };

/* A wriggling border between two corners of a chequerboard: the same points from either side. */
static ShapePoint between(int x, int y, bool across, int k)
{
    uint64_t seed = (uint64_t)(((x * 64 + y) * 2 + across) * 1000 + k);
    int shift = k == 0 ? 0 : (int)(check_uniform(&seed) * 300) - 150;
    int along = k * 10000 / STEPS;
    return across ? (ShapePoint){ x * 10000 + along, y * 10000 + shift }
                  : (ShapePoint){ x * 10000 + shift, y * 10000 + along };
}

static ShapeRing cell(Arena *mem, int x, int y)
{
    ShapePoint *v = arena_zero(mem, 4 * STEPS, sizeof *v);
    size_t n = 0;
    for (int k = 0; k < STEPS; k++) v[n++] = between(x, y, true, k);
    for (int k = 0; k < STEPS; k++) v[n++] = between(x + 1, y, false, k);
    for (int k = STEPS; k > 0; k--)
        v[n++] = k == STEPS ? (ShapePoint){ (x + 1) * 10000, (y + 1) * 10000 }
                            : between(x, y + 1, true, k);
    for (int k = STEPS; k > 0; k--)
        v[n++] = k == STEPS ? (ShapePoint){ x * 10000, (y + 1) * 10000 } : between(x, y, false, k);
    /* Each ring begins somewhere else, every other runs the other way. */
    ShapePoint *turned = arena_zero(mem, n, sizeof *turned);
    for (size_t i = 0; i < n; i++) {
        size_t at = (i + (size_t)(x * 17 + y * 5)) % n;
        turned[(x + y) % 2 ? n - 1 - i : i] = v[at];
    }
    return (ShapeRing){ n, turned };
}

static Shapes board(Arena *mem)
{
    Shape *shapes = arena_zero(mem, CELLS * CELLS, sizeof *shapes);
    ShapeRing *rings = arena_zero(mem, CELLS * CELLS, sizeof *rings);
    size_t n = 0;
    for (int x = 0; x < CELLS; x++)
        for (int y = 0; y < CELLS; y++) {
            rings[n] = cell(mem, x, y);
            shapes[n] = (Shape){ .code = STR("E06000001"), .n = 1, .rings = &rings[n] };
            n++;
        }
    return (Shapes){ n, shapes };
}

/* Points of all rings that lie inside the board belong to two rings each (corners to four): a point
 * that one neighbour kept and the other dropped would gape. */
static int times(const Shapes *all, ShapePoint p)
{
    int n = 0;
    for (size_t s = 0; s < all->n; s++)
        for (size_t k = 0; k < all->v[s].rings[0].n; k++) {
            const ShapePoint *q = &all->v[s].rings[0].v[k];
            n += q->east == p.east && q->north == p.north;
        }
    return n;
}

TEST(shape_neighbours_keep_the_same_border)
{
    Arena *mem = arena_open(ARENA);
    Err e;
    Shapes all = board(mem), few;
    double before = 0, after = 0;
    size_t points = 0;
    CHECK_OK(shape_simplify(&all, 120, mem, &few, &e), &e);
    for (size_t s = 0; s < few.n; s++) {
        const ShapeRing *r = &few.v[s].rings[0];
        before += fabs(shape_ring_area(&all.v[s].rings[0]));
        after += fabs(shape_ring_area(r));
        points += r->n;
        for (size_t k = 0; k < r->n; k++) {
            const ShapePoint *p = &r->v[k];
            bool outer = p->east < 500 || p->north < 500 || p->east > CELLS * 10000 - 500 ||
                         p->north > CELLS * 10000 - 500;
            int seen = times(&few, *p);
            CHECK(outer || seen == 2 || seen == 4);
        }
    }
    /* Every cell lost points, and what one lost its neighbour got: only the outer edge changed. */
    CHECK(points < CELLS * CELLS * 4 * STEPS * 7 / 10);
    CHECK(fabs(before - after) < 4 * CELLS * 10000 * 120.0);
    arena_close(mem);
}

static double away(const ShapePoint *p, const ShapePoint *a, const ShapePoint *b)
{
    double x = b->east - a->east, y = b->north - a->north, l = x * x + y * y;
    double t = l > 0 ? ((p->east - a->east) * x + (p->north - a->north) * y) / l : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return hypot(p->east - a->east - t * x, p->north - a->north - t * y);
}

TEST(shape_moves_no_point_farther_than_the_tolerance)
{
    enum { N = 5000 };
    static ShapePoint v[N];
    Arena *mem = arena_open(ARENA);
    Err e;
    uint64_t seed = 3;
    for (int i = 0; i < N; i++) {
        double turn = 2 * 3.14159265358979 * i / N, r = 20000 + 2000 * check_uniform(&seed);
        v[i] = (ShapePoint){ (int32_t)(r * cos(turn)), (int32_t)(r * sin(turn)) };
    }
    ShapeRing ring = { N, v };
    Shape island = { .code = STR("E06000001"), .n = 1, .rings = &ring };
    Shapes few;
    CHECK_OK(shape_simplify(&(Shapes){ 1, &island }, 900, mem, &few, &e), &e);
    const ShapeRing *r = &few.v[0].rings[0];
    CHECK(r->n < N / 3);
    for (int i = 0; i < N; i++) {
        double nearest = 1e9;
        for (size_t k = 0; k < r->n; k++) {
            double d = away(&v[i], &r->v[k], &r->v[(k + 1) % r->n]);
            if (d < nearest) nearest = d;
        }
        CHECK(nearest <= 900 + 1e-6);
    }
    arena_close(mem);
}

TEST(shape_keeps_the_largest_ring_however_small)
{
    static const ShapePoint islet[] = { { 0, 0 }, { 30, 2 }, { 28, 30 }, { 3, 29 } };
    static const ShapePoint rock[] = { { 100, 0 }, { 105, 0 }, { 105, 5 } };
    const ShapeRing rings[] = { { 3, rock }, { 4, islet } };
    Shape place = { .code = STR("E06000053"), .n = 2, .rings = rings };
    Shapes few;
    Err e;
    Arena *mem = arena_open(ARENA);
    CHECK_OK(shape_simplify(&(Shapes){ 1, &place }, 500, mem, &few, &e), &e);
    CHECK(few.v[0].n == 1 && few.v[0].rings[0].n >= 3);
    CHECK(fabs(shape_ring_area(&few.v[0].rings[0])) > 300);
    arena_close(mem);
}
