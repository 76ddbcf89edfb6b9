/* parallel.h - the same work on many items, on several threads.
 *
 * Each item writes only to its own place, so the result does not depend on the number of threads
 * or on who did what. */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include "base/arena.h"

enum { PARALLEL_MAX_THREADS = 64 };

/* Does one item.  What it allocates in scratch is dropped when it returns. */
typedef ErrCode ParallelFn(void *context, size_t item, Arena *scratch, Err *e);

typedef struct {
    size_t items;
    int threads;          /* 1 to PARALLEL_MAX_THREADS */
    size_t scratch_bytes; /* for each thread */
    ParallelFn *work;
    void *context;
} ParallelJob;

/**
 * Does all items; after a failure no further item is begun.
 *
 * error   that of the first item that failed
 *         ERR_LIMIT  no memory for the threads
 * test    tests/unit/test_parallel.c
 */
ErrCode parallel_run(const ParallelJob *job, Err *e) NONNULL MUST_USE;

#endif
