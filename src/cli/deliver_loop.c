#include "cli/deliver_loop.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { SETTINGS_BYTES = 8 << 20 };

struct DeliverLoop {
    const DeliverPlan *plan;
    Db *db;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool ends;
};

static int64_t reading(void *context)
{
    const DeliverPlan *plan = context;
    return (int64_t)time(NULL) + plan->shift_seconds;
}

/* Settings are read each round, so that a mended password needs no restart. */
static ErrCode load(const DeliverPlan *plan, Arena *mem, DeliverySettings *settings, Key *key,
                    Err *e)
{
    *key = (Key){ .ready = false };
    TRY(plan->settings_path
            ? delivery_settings_load(plan->settings_path, mem, settings, e)
            : delivery_settings_parse((Str){ 0, "" }, "settings", mem, settings, e));
    return plan->key_path ? key_load(plan->key_path, key, e) : ERR_OK;
}

static void release(Arena **mem)
{
    arena_close(*mem);
}

ErrCode deliver_once(const DeliverPlan *plan, Db *db, DeliveryReport *ret, Err *e)
{
    AUTO(release) Arena *mem = arena_open(SETTINGS_BYTES);
    DeliverySettings settings;
    Key key;
    char host[64] = "", worker[120];
    DeliverPlan shifted = *plan;
    if (!mem) return err_set(e, ERR_LIMIT, "out of memory");
    TRY(load(plan, mem, &settings, &key, e));
    (void)gethostname(host, sizeof host - 1);
    (void)snprintf(worker, sizeof worker, "%.60s %ld %.8s", host, (long)getpid(),
                   secret_new().text);
    Delivery d = { .db = db,
                   .settings = &settings,
                   .key = &key,
                   .worker = worker,
                   .clock = reading,
                   .context = &shifted };
    return deliver_round(&d, ret, e);
}

static void say(const DeliverLoop *l, const DeliveryReport *r, ErrCode code, const Err *e)
{
    char line[600];
    if (code != ERR_OK)
        (void)snprintf(line, sizeof line, "deliver: %s", e->message);
    else if (r->delivered + r->later + r->dead + r->superseded + r->dropped + r->withheld +
                 r->told.notices ==
             0)
        return;
    else
        (void)snprintf(line, sizeof line,
                       "deliver: %zu notices, %zu delivered, %zu again later, %zu dead, %zu "
                       "superseded, %zu dropped, "
                       "%zu withheld",
                       r->told.notices, r->delivered, r->later, r->dead, r->superseded, r->dropped,
                       r->withheld);
    if (l->plan->log) l->plan->log(line);
}

static bool wait_for_next(DeliverLoop *l)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += (time_t)l->plan->every_seconds;
    (void)pthread_mutex_lock(&l->lock);
    if (!l->ends) (void)pthread_cond_timedwait(&l->wake, &l->lock, &until);
    bool goes_on = !l->ends;
    (void)pthread_mutex_unlock(&l->lock);
    return goes_on;
}

static void *work(void *context)
{
    DeliverLoop *l = context;
    do {
        DeliveryReport r;
        Err e;
        ErrCode code = deliver_once(l->plan, l->db, &r, &e);
        say(l, &r, code, &e);
    } while (wait_for_next(l));
    return NULL;
}

ErrCode deliver_loop_start(const DeliverPlan *plan, DeliverLoop **ret, Err *e)
{
    AUTO(release) Arena *mem = arena_open(SETTINGS_BYTES);
    DeliverySettings settings;
    Key key;
    if (!mem) return err_set(e, ERR_LIMIT, "out of memory");
    TRY(load(plan, mem, &settings, &key, e));
    DeliverLoop *l = calloc(1, sizeof *l);
    if (!l) return err_set(e, ERR_LIMIT, "out of memory");
    l->plan = plan;
    ErrCode code = db_open(plan->database, DB_EXISTING, &l->db, e);
    if (code == ERR_OK &&
        (pthread_mutex_init(&l->lock, NULL) != 0 || pthread_cond_init(&l->wake, NULL) != 0 ||
         pthread_create(&l->thread, NULL, work, l) != 0))
        code = err_set(e, ERR_LIMIT, "no thread could be started");
    if (code != ERR_OK) {
        db_close(l->db);
        free(l);
        return code;
    }
    *ret = l;
    return ERR_OK;
}

void deliver_loop_stop(DeliverLoop *l)
{
    if (!l) return;
    (void)pthread_mutex_lock(&l->lock);
    l->ends = true;
    (void)pthread_cond_signal(&l->wake);
    (void)pthread_mutex_unlock(&l->lock);
    (void)pthread_join(l->thread, NULL);
    db_close(l->db);
    free(l);
}
