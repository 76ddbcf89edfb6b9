#include "web/workers.h"

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "access/audit.h"
#include "store/db.h"
#include "store/migrate.h"
#include "web/page_cache.h"

enum {
    OP_BYTES = 256 << 20,
    ERRAND_BYTES = 4 << 20,
    CACHE_KIB = 4096,
    QUEUE_MAX = 2000,
    SLOW_QUEUE_MAX = 30,
    ERRAND_THREADS = 2,
    SLOW_WORKER = WORKERS_MAX,
    ERRAND_WORKER = WORKERS_MAX + 1,
    WORKERS = ERRAND_WORKER + ERRAND_THREADS
};

/* A database connection and the register as it last read it. */
typedef struct {
    Workers *workers;
    struct Lane *lane;
    pthread_t thread;
    bool running;
    Db *db;
    Arena *book_mem;
    const PlaceBook *book;
    int64_t book_version;
    bool warms; /* makes pages that will be asked for while nothing else is to do */
    int64_t warm_version;
    size_t warm_at;
} Worker;

/* Pages, passwords and errands to other servers wait in queues of their own: guessing passwords, or
 * an identity provider that does not answer, must not keep pages waiting. */
typedef struct Lane {
    Job *first, *last;
    size_t n, max;
    pthread_cond_t filled;
} Lane;

struct Workers {
    WorkersSettings settings;
    pthread_mutex_t lock;
    Lane pages, slow, errands;
    bool ends;
    Worker all[WORKERS];
    pthread_mutex_t front_lock;
    Db *front; /* answers only which version the database is at */
    PageCache *cache;
    atomic_ullong cached;
};

/* The register is read again when anything has changed since. */
static ErrCode fresh_book(Worker *w, Op *op, int64_t version)
{
    if (w->book && w->book_version == version) return ERR_OK;
    Arena *mem = arena_open(OP_BYTES), *own = op->mem;
    if (!mem) return err_set(&op->err, ERR_LIMIT, "out of memory");
    op->mem = mem;
    const PlaceBook *book;
    ErrCode code = place_book_load(op, &book);
    op->mem = own;
    if (code != ERR_OK) {
        arena_close(mem);
        return code;
    }
    arena_close(w->book_mem);
    w->book_mem = mem;
    w->book = book;
    w->book_version = version;
    return ERR_OK;
}

/* Which councils exist today is part of the state. */
static ErrCode version_now(Op *op, int64_t *ret)
{
    TRY(audit_version(op, ret));
    *ret = *ret * 100000 + op->now / 86400;
    return ERR_OK;
}

static ErrCode begin(Worker *w, Request *rq, Op *op, OpMode mode, int64_t *ret_version)
{
    *op = (Op){ .db = w->db, .now = (int64_t)time(NULL) };
    rq->op = op;
    TRY(op_begin(op, mode, OP_BYTES));
    TRY(version_now(op, ret_version));
    TRY(fresh_book(w, op, *ret_version));
    rq->book = w->book;
    return ERR_OK;
}

static void no_database(Answer *ret)
{
    site_error(503, STR("Try again in a minute."), ret);
}

/* Last use is written now and then, not with every page. */
static void note_use(Worker *w, int64_t now, int64_t session, int64_t seen_at)
{
    Op op = { .db = w->db, .now = now };
    if (!session || now - seen_at < SESSION_TOUCH_SECONDS) return;
    ErrCode code = op_begin(&op, OP_WRITE, OP_BYTES);
    if (code == ERR_OK) code = session_touch(&op, session);
    (void)(op_end(&op, code) == ERR_OK);
}

static void answer_get(Worker *w, Request *rq, Answer *ret)
{
    Op op;
    char room[512];
    int64_t version = 0;
    Str key = site_key(rq, room, sizeof room);
    ErrCode code = begin(w, rq, &op, OP_READ, &version);
    if (code == ERR_OK)
        site_answer(rq, ret);
    else
        no_database(ret);
    int64_t session = rq->has_session ? rq->session.id : 0, seen = rq->session.seen_at;
    (void)(op_end(&op, ERR_OK) == ERR_OK);
    if (key.n && ret->status == 200) ret->version = version;
    if (key.n) page_cache_keep(w->workers->cache, key, version, ret);
    note_use(w, op.now, session, seen);
}

static void answer_again(Worker *w, Request *rq, const Err *why, Answer *ret)
{
    Op op;
    int64_t version;
    ErrCode code = begin(w, rq, &op, OP_READ, &version);
    if (code == ERR_OK)
        site_again(rq, why, ret);
    else
        no_database(ret);
    (void)(op_end(&op, ERR_OK) == ERR_OK);
}

/* No transaction is held while another server is asked.  False when *ret is the answer already. */
static bool run_errand(Worker *w, Request *rq, Answer *ret)
{
    Op op = { .now = (int64_t)time(NULL) };
    rq->op = &op;
    ErrCode code = op_begin(&op, OP_READ, ERRAND_BYTES);
    if (code == ERR_OK) code = site_errand(rq);
    code = op_end(&op, code);
    if (code == ERR_OK) return true;
    answer_again(w, rq, &op.err, ret);
    return false;
}

static void answer_form(Worker *w, Request *rq, Answer *ret)
{
    Op op;
    int64_t version;
    ErrCode code = begin(w, rq, &op, OP_READ, &version);
    bool goes_on = code == ERR_OK && site_check(rq, ret);
    if (code != ERR_OK) no_database(ret);
    (void)(op_end(&op, ERR_OK) == ERR_OK);
    if (!goes_on || !run_errand(w, rq, ret)) return;
    code = begin(w, rq, &op, site_only_reads(rq) ? OP_READ : OP_WRITE, &version);
    if (code == ERR_OK) code = site_post(rq, ret);
    code = op_end(&op, code);
    if (code == ERR_OK) return;
    buf_free(&ret->body);
    buf_free(&ret->location);
    answer_again(w, rq, &op.err, ret);
}

/* The next page to be made ahead: the national picture, then every council's. */
static bool warm_address(Worker *w, char *room, size_t n)
{
    if (!w->book) {
        (void)snprintf(room, n, "/");
        return true;
    }
    PlaceList all = place_all(w->book);
    int32_t today = (int32_t)(time(NULL) / 86400);
    if (w->warm_version != w->book_version) w->warm_at = 0;
    w->warm_version = w->book_version;
    (void)snprintf(room, n, "/");
    if (w->warm_at++ == 0) return true;
    while (w->warm_at <= all.n + 1) {
        const Place *p = all.v[w->warm_at - 2];
        if (place_kind_is_council(p->kind) && place_alive(p, today)) {
            (void)snprintf(room, n, "/areas/%.*s", STR_ARG(p->code));
            return true;
        }
        w->warm_at++;
    }
    w->warm_at = all.n + 2;
    return false;
}

static bool is_warm(const Worker *w)
{
    return w->book && w->warm_version == w->book_version && w->warm_at > place_all(w->book).n + 1;
}

static void warm_one(Worker *w)
{
    char path[64];
    if (!warm_address(w, path, sizeof path)) return;
    Request rq = { .site = w->workers->settings.site, .path = str_of(path) };
    Answer answer;
    answer_get(w, &rq, &answer);
    buf_free(&answer.body);
    buf_free(&answer.location);
}

/* NULL when there is something better to do than to wait: warming, or ending. */
static Job *take(Worker *w, bool *ret_ends)
{
    Lane *lane = w->lane;
    (void)pthread_mutex_lock(&w->workers->lock);
    while (!lane->first && !w->workers->ends && !(w->warms && !is_warm(w)))
        (void)pthread_cond_wait(&lane->filled, &w->workers->lock);
    Job *j = lane->first;
    *ret_ends = !j && w->workers->ends;
    if (j) {
        lane->first = j->next;
        if (!lane->first) lane->last = NULL;
        lane->n--;
    }
    (void)pthread_mutex_unlock(&w->workers->lock);
    return j;
}

static void answer(Worker *w, Job *j)
{
    if (j->sends_form || site_comes_back(&j->rq))
        answer_form(w, &j->rq, &j->answer);
    else if (run_errand(w, &j->rq, &j->answer))
        answer_get(w, &j->rq, &j->answer);
    j->done(j);
}

static void *work(void *context)
{
    Worker *w = context;
    bool ends = false;
    for (;;) {
        Job *j = take(w, &ends);
        if (ends) return NULL;
        if (j)
            answer(w, j);
        else
            warm_one(w);
    }
}

bool workers_give(Workers *w, Job *j)
{
    j->rq.site = w->settings.site;
    SiteQueue queue = site_queue(&j->rq, j->sends_form);
    Lane *lane = queue == SITE_ERRANDS     ? &w->errands
                 : queue == SITE_PASSWORDS ? &w->slow
                                           : &w->pages;
    (void)pthread_mutex_lock(&w->lock);
    bool room = lane->n < lane->max && !w->ends;
    if (room) {
        j->next = NULL;
        if (lane->last)
            lane->last->next = j;
        else
            lane->first = j;
        lane->last = j;
        lane->n++;
        (void)pthread_cond_signal(&lane->filled);
    }
    (void)pthread_mutex_unlock(&w->lock);
    return room;
}

bool workers_from_memory(Workers *w, const Request *rq, Answer *ret)
{
    char room[512];
    int64_t version = 0;
    Op op = { .db = w->front, .now = (int64_t)time(NULL) };
    Str key = site_key(rq, room, sizeof room);
    if (!key.n) return false;
    (void)pthread_mutex_lock(&w->front_lock);
    ErrCode code = op_begin(&op, OP_READ, OP_BYTES);
    if (code == ERR_OK) code = version_now(&op, &version);
    code = op_end(&op, code);
    (void)pthread_mutex_unlock(&w->front_lock);
    if (code != ERR_OK || !page_cache_get(w->cache, key, version, ret)) return false;
    atomic_fetch_add(&w->cached, 1);
    return true;
}

bool workers_asset(Workers *w, Str path, Answer *ret)
{
    if (page_cache_get(w->cache, path, 1, ret)) {
        ret->for_ever = true;
        ret->version = 0;
        return true;
    }
    if (!site_asset(path, ret)) return false;
    if (ret->for_ever) page_cache_keep(w->cache, path, 1, ret);
    return true;
}

bool workers_health(Workers *w)
{
    Op op = { .db = w->front };
    (void)pthread_mutex_lock(&w->front_lock);
    ErrCode code = op_begin(&op, OP_READ, OP_BYTES);
    if (code == ERR_OK) code = migrate_check(&op);
    code = op_end(&op, code);
    (void)pthread_mutex_unlock(&w->front_lock);
    return code == ERR_OK;
}

unsigned long long workers_cached(Workers *w)
{
    return atomic_load(&w->cached);
}

static ErrCode check_database(Workers *w, Err *e)
{
    Op op = { .db = w->front };
    ErrCode code = op_begin(&op, OP_READ, OP_BYTES);
    if (code == ERR_OK) code = migrate_check(&op);
    code = op_end(&op, code);
    if (code != ERR_OK) *e = op.err;
    return code;
}

static ErrCode start_one(Workers *w, size_t i, Lane *lane, Err *e)
{
    Worker *one = &w->all[i];
    one->workers = w;
    one->lane = lane;
    one->warms = i == 0;
    TRY(db_open(w->settings.database, DB_EXISTING, &one->db, e));
    db_keep(one->db, CACHE_KIB);
    one->running = pthread_create(&one->thread, NULL, work, one) == 0;
    return one->running ? ERR_OK : err_set(e, ERR_LIMIT, "no more threads");
}

static ErrCode start_all(Workers *w, Err *e)
{
    int n = w->settings.threads;
    if (n < 1 || n > WORKERS_MAX)
        return err_set(e, ERR_INPUT, "--threads: expected 1 to %d", WORKERS_MAX);
    if (!w->cache) return err_set(e, ERR_LIMIT, "out of memory");
    TRY(db_open(w->settings.database, DB_EXISTING, &w->front, e));
    TRY(check_database(w, e));
    for (int i = 0; i < n; i++) TRY(start_one(w, (size_t)i, &w->pages, e));
    for (int i = 0; i < ERRAND_THREADS && w->settings.site->oidc; i++)
        TRY(start_one(w, (size_t)(ERRAND_WORKER + i), &w->errands, e));
    return start_one(w, SLOW_WORKER, &w->slow, e);
}

ErrCode workers_start(const WorkersSettings *s, Workers **ret, Err *e)
{
    Workers *w = calloc(1, sizeof *w);
    if (!w) return err_set(e, ERR_LIMIT, "out of memory");
    w->settings = *s;
    /* Each arena of the C library keeps what its thread once needed: two will do. */
    (void)mallopt(M_ARENA_MAX, 2);
    w->pages.max = QUEUE_MAX;
    w->slow.max = w->errands.max = SLOW_QUEUE_MAX;
    w->cache = page_cache_open();
    (void)pthread_mutex_init(&w->lock, NULL);
    (void)pthread_mutex_init(&w->front_lock, NULL);
    (void)pthread_cond_init(&w->pages.filled, NULL);
    (void)pthread_cond_init(&w->slow.filled, NULL);
    (void)pthread_cond_init(&w->errands.filled, NULL);
    ErrCode code = start_all(w, e);
    if (code != ERR_OK) {
        workers_stop(w);
        return code;
    }
    *ret = w;
    return ERR_OK;
}

void workers_end(Workers *w)
{
    (void)pthread_mutex_lock(&w->lock);
    w->ends = true;
    (void)pthread_cond_broadcast(&w->pages.filled);
    (void)pthread_cond_broadcast(&w->slow.filled);
    (void)pthread_cond_broadcast(&w->errands.filled);
    (void)pthread_mutex_unlock(&w->lock);
    for (size_t i = 0; i < WORKERS; i++) {
        if (w->all[i].running) (void)pthread_join(w->all[i].thread, NULL);
        w->all[i].running = false;
    }
}

void workers_stop(Workers *w)
{
    if (!w) return;
    workers_end(w);
    for (size_t i = 0; i < WORKERS; i++) {
        arena_close(w->all[i].book_mem);
        db_close(w->all[i].db);
    }
    db_close(w->front);
    page_cache_close(w->cache);
    (void)pthread_cond_destroy(&w->pages.filled);
    (void)pthread_cond_destroy(&w->slow.filled);
    (void)pthread_cond_destroy(&w->errands.filled);
    (void)pthread_mutex_destroy(&w->lock);
    (void)pthread_mutex_destroy(&w->front_lock);
    free(w);
}
