/* Rows of larger areas in memory: the right one or none. */
#include "check.h"

#include "web/row_cache.h"

static bool get(RowCache *c, RowKey key, Arena *mem, int32_t *first, F64s *row)
{
    bool hit = false;
    Op op = { .mem = mem };
    CHECK_OK(row_cache_get(c, &key, &op, &hit, first, row), &op.err);
    return hit;
}

TEST(row_cache_gives_the_newest_or_nothing)
{
    RowCache *c = row_cache_open();
    Arena *mem = arena_open(1 << 20);
    int32_t first;
    F64s row;
    const RowKey a = { 1, 7, 20, 99 }, later = { 1, 7, 21, 99 }, merged = { 1, 7, 20, 98 };
    const RowKey other = { 2, 7, 20, 99 };
    CHECK(!get(c, a, mem, &first, &row));
    row_cache_keep(c, &a, 5, F64S(1, 2, 3));
    CHECK(get(c, a, mem, &first, &row) && first == 5 && row.n == 3 && row.v[2] == 3);
    CHECK(!get(c, later, mem, &first, &row) && !get(c, merged, mem, &first, &row));
    CHECK(!get(c, other, mem, &first, &row));
    row_cache_keep(c, &later, 6, (F64s){ 0, NULL });
    CHECK(get(c, later, mem, &first, &row) && first == 6 && row.n == 0);
    CHECK(!get(c, a, mem, &first, &row));
    row_cache_close(c);
    arena_close(mem);
}

/* More than fits: it begins anew and does not grow. */
TEST(row_cache_has_a_limit)
{
    enum { LONG = 5000 };
    static double v[LONG];
    RowCache *c = row_cache_open();
    Arena *mem = arena_open(1 << 20);
    int32_t first;
    F64s row;
    for (int64_t i = 0; i < 1000; i++)
        row_cache_keep(c, &(RowKey){ 1, i, 1, 1 }, (int32_t)i, (F64s){ LONG, v });
    CHECK(get(c, (RowKey){ 1, 999, 1, 1 }, mem, &first, &row) && first == 999);
    CHECK(!get(c, (RowKey){ 1, 0, 1, 1 }, mem, &first, &row));
    row_cache_close(c);
    arena_close(mem);
}
