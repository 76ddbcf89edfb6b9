#include "web/rate.h"

#include <pthread.h>
#include <stdlib.h>

enum { SLOTS = 4096, MINUTE = 60 };

struct RateLimit {
    pthread_mutex_t lock;
    int per_minute;
    struct {
        int64_t minute;
        int n;
    } slots[SLOTS];
};

RateLimit *rate_limit_open(int per_minute)
{
    RateLimit *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    (void)pthread_mutex_init(&r->lock, NULL);
    r->per_minute = per_minute;
    return r;
}

void rate_limit_close(RateLimit *r)
{
    if (!r) return;
    (void)pthread_mutex_destroy(&r->lock);
    free(r);
}

bool rate_limit_pass(RateLimit *r, Str address, time_t now)
{
    uint64_t h = 1469598103934665603U;
    int64_t minute = (int64_t)now / MINUTE;
    for (size_t i = 0; i < address.n; i++) h = (h ^ (unsigned char)address.p[i]) * 1099511628211U;
    size_t at = (size_t)(h % SLOTS);
    (void)pthread_mutex_lock(&r->lock);
    if (r->slots[at].minute != minute) {
        r->slots[at].minute = minute;
        r->slots[at].n = 0;
    }
    bool pass = r->slots[at].n++ < r->per_minute;
    (void)pthread_mutex_unlock(&r->lock);
    return pass;
}
