#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct {
    const ParallelJob *job;
    atomic_size_t next;
    atomic_bool stop;
} Shared;

typedef struct {
    Shared *shared;
    pthread_t thread;
    size_t failed_item;
    Err err; /* code is ERR_OK while all is well */
} Worker;

static void *work(void *context)
{
    Worker *w = context;
    const ParallelJob *job = w->shared->job;
    Arena *scratch = arena_open(job->scratch_bytes);
    ErrCode code = scratch ? ERR_OK : err_set(&w->err, ERR_LIMIT, "no memory for another thread");
    while (code == ERR_OK && !atomic_load(&w->shared->stop)) {
        size_t item = atomic_fetch_add(&w->shared->next, 1);
        if (item >= job->items) break;
        ArenaMark mark = arena_mark(scratch);
        w->failed_item = item;
        code = job->work(job->context, item, scratch, &w->err);
        arena_back(scratch, mark);
    }
    if (code != ERR_OK) atomic_store(&w->shared->stop, true);
    arena_close(scratch);
    return NULL;
}

/* Items are handed out in order, so the lowest that failed is the same with any number of threads
 * unless a later one failed before an earlier one was begun. */
static ErrCode first_failure(const Worker workers[], int n, Err *e)
{
    const Worker *first = NULL;
    for (int i = 0; i < n; i++)
        if (workers[i].err.code != ERR_OK &&
            (!first || workers[i].failed_item < first->failed_item))
            first = &workers[i];
    if (!first) return ERR_OK;
    *e = first->err;
    return e->code;
}

ErrCode parallel_run(const ParallelJob *job, Err *e)
{
    Worker workers[PARALLEL_MAX_THREADS];
    Shared shared = { .job = job };
    int n = job->threads < 1 ? 1 : job->threads, started = 1;
    if (n > PARALLEL_MAX_THREADS) n = PARALLEL_MAX_THREADS;
    for (int i = 0; i < n; i++) workers[i] = (Worker){ .shared = &shared };
    /* A thread that cannot be made is no loss: the others do its share. */
    while (started < n &&
           pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
        started++;
    (void)work(&workers[0]);
    for (int i = 1; i < started; i++) (void)pthread_join(workers[i].thread, NULL);
    return first_failure(workers, started, e);
}
