#include "check.h"

#include <stdatomic.h>

#include "base/parallel.h"

enum { ITEMS = 1000 };

typedef struct {
    double v[ITEMS];
    atomic_int calls;
    size_t bad;
} Work;

static ErrCode square(void *context, size_t item, Arena *scratch, Err *e)
{
    Work *w = context;
    double *x;
    NEW(x, 100, scratch, e);
    x[7] = (double)item;
    w->v[item] = x[7] * x[7];
    atomic_fetch_add(&w->calls, 1);
    if (item == w->bad) return err_set(e, ERR_INPUT, "item %zu", item);
    return ERR_OK;
}

static ErrCode run(Work *w, int threads, Err *e)
{
    ParallelJob job = { .items = ITEMS,
                        .threads = threads,
                        .scratch_bytes = 1 << 16, /* far less than all items together take */
                        .work = square,
                        .context = w };
    return parallel_run(&job, e);
}

TEST(parallel_does_every_item_once)
{
    Err e;
    for (int threads = -1; threads < 9; threads += 2) {
        Work w = { .bad = ITEMS };
        CHECK_OK(run(&w, threads, &e), &e);
        CHECK(atomic_load(&w.calls) == ITEMS);
        for (size_t i = 0; i < ITEMS; i++) CHECK(w.v[i] == (double)i * (double)i);
    }
}

TEST(parallel_stops_and_tells_why)
{
    Err e = { .code = ERR_OK };
    Work w = { .bad = 10 };
    CHECK(run(&w, 4, &e) == ERR_INPUT);
    CHECK_TEXT(e.message, "item 10");
    CHECK(atomic_load(&w.calls) < ITEMS);
}
