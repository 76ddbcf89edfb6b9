#include "web/page_cache.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "web/pack.h"

enum {
    CACHE_SLOTS = 4096,
    CACHE_WAYS = 8, /* places where a key may stand: few keys then push each other out */
    CACHE_BODY_BYTES = 512 << 10,
    CACHE_BYTES = 24 << 20 /* over all */
};

typedef struct {
    Str key; /* address with its arguments */
    int64_t version;
    int status;
    const char *type, *file_name;
    Str next, body; /* body: packed */
} Kept;

struct PageCache {
    pthread_mutex_t lock;
    Kept kept[CACHE_SLOTS];
    size_t kept_bytes;
};

static size_t slot_of(Str key)
{
    uint64_t h = 1469598103934665603U;
    for (size_t i = 0; i < key.n; i++) h = (h ^ (unsigned char)key.p[i]) * 1099511628211U;
    return (size_t)(h % CACHE_SLOTS);
}

/* Where the key stands, or where it may stand: a free place, an outdated one, else the first. */
static Kept *place_of(PageCache *c, Str key, int64_t version)
{
    size_t first = slot_of(key);
    Kept *room = NULL;
    for (size_t i = 0; i < CACHE_WAYS; i++) {
        Kept *k = &c->kept[(first + i) % CACHE_SLOTS];
        if (k->key.n && str_eq(k->key, key)) return k;
        if (!room && (k->key.n == 0 || k->version != version)) room = k;
    }
    return room ? room : &c->kept[first];
}

bool page_cache_get(PageCache *c, Str key, int64_t version, Answer *ret)
{
    (void)pthread_mutex_lock(&c->lock);
    const Kept *k = place_of(c, key, version);
    bool hit = k->version == version && k->key.n && str_eq(k->key, key);
    if (hit) {
        *ret = (Answer){ .status = k->status,
                         .type = k->type,
                         .file_name = k->file_name,
                         .version = version,
                         .packed = true,
                         .body = BUF_MAX(CACHE_BODY_BYTES) };
        buf_add(&ret->body, k->body);
        (void)snprintf(ret->next, sizeof ret->next, "%.*s", STR_ARG(k->next));
    }
    (void)pthread_mutex_unlock(&c->lock);
    return hit;
}

static Str copy_of(Str s)
{
    char *p = malloc(s.n + 1);
    if (!p) return (Str){ 0, NULL };
    if (s.n) memcpy(p, s.p, s.n);
    return (Str){ s.n, p };
}

static void release(Str *s)
{
    free((void *)(uintptr_t)s->p);
    *s = (Str){ 0, NULL };
}

static void forget(PageCache *c, Kept *k)
{
    c->kept_bytes -= k->body.n;
    release(&k->key);
    release(&k->next);
    release(&k->body);
}

static void forget_all(PageCache *c)
{
    for (size_t i = 0; i < CACHE_SLOTS; i++) forget(c, &c->kept[i]);
}

void page_cache_keep(PageCache *c, Str key, int64_t version, const Answer *a)
{
    AUTO(buf_free) Buf packed = BUF_MAX(CACHE_BODY_BYTES);
    if (key.n == 0 || a->status != 200 || a->body.full || a->cookies_n) return;
    if (!pack((Str){ a->body.n, a->body.p }, &packed)) return;
    Kept fresh = { copy_of(key),
                   version,
                   a->status,
                   a->type,
                   a->file_name,
                   copy_of(str_of(a->next)),
                   copy_of((Str){ packed.n, packed.p }) };
    if (!fresh.key.p || !fresh.next.p || !fresh.body.p) {
        release(&fresh.key);
        release(&fresh.next);
        release(&fresh.body);
        return;
    }
    (void)pthread_mutex_lock(&c->lock);
    if (c->kept_bytes + fresh.body.n > CACHE_BYTES) forget_all(c);
    Kept *k = place_of(c, key, version);
    forget(c, k);
    *k = fresh;
    c->kept_bytes += fresh.body.n;
    (void)pthread_mutex_unlock(&c->lock);
}

PageCache *page_cache_open(void)
{
    PageCache *c = calloc(1, sizeof *c);
    if (c) (void)pthread_mutex_init(&c->lock, NULL);
    return c;
}

void page_cache_close(PageCache *c)
{
    if (!c) return;
    forget_all(c);
    (void)pthread_mutex_destroy(&c->lock);
    free(c);
}
