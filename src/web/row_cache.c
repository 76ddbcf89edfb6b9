#include "web/row_cache.h"

#include <pthread.h>
#include <stdlib.h>

enum { ROWS_MOST = 8192, ROWS_BYTES = 12 << 20 };

typedef struct {
    RowKey key;
    int32_t first;
    size_t n;
    double *v;
} KeptRow;

struct RowCache {
    pthread_mutex_t lock;
    size_t n, bytes;
    KeptRow kept[ROWS_MOST];
};

uint64_t row_cache_councils(const PlaceBook *book, int32_t day)
{
    PlaceList all = place_all(book);
    uint64_t h = 1469598103934665603U;
    for (size_t i = 0; i < all.n; i++) {
        const Place *p = all.v[i];
        const int64_t parts[] = { p->id, place_alive(p, day),
                                  (int64_t)place_predecessors(book, p).n };
        for (size_t k = 0; k < 3; k++) h = (h ^ (uint64_t)parts[k]) * 1099511628211U;
    }
    return h;
}

/* A row is there once for each series and place, under the newest key that was asked for. */
static KeptRow *find(RowCache *c, const RowKey *key)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->kept[i].key.place_id == key->place_id && c->kept[i].key.series_id == key->series_id)
            return &c->kept[i];
    return NULL;
}

static bool same(const RowKey *a, const RowKey *b)
{
    return a->vintage_id == b->vintage_id && a->councils == b->councils;
}

static ErrCode copy_out(const KeptRow *k, Arena *mem, F64s *ret, Err *e)
{
    double *v;
    NEW(v, k->n + 1, mem, e);
    if (k->n) memcpy(v, k->v, k->n * sizeof *v);
    *ret = (F64s){ k->n, v };
    return ERR_OK;
}

ErrCode row_cache_get(RowCache *c, const RowKey *key, Op *op, bool *ret_hit, int32_t *ret_first,
                      F64s *ret)
{
    (void)pthread_mutex_lock(&c->lock);
    const KeptRow *k = find(c, key);
    bool hit = k && same(&k->key, key);
    ErrCode code = hit ? copy_out(k, op->mem, ret, &op->err) : ERR_OK;
    if (code == ERR_OK) *ret_hit = hit;
    if (code == ERR_OK && hit) *ret_first = k->first;
    (void)pthread_mutex_unlock(&c->lock);
    return code;
}

static void forget_all(RowCache *c)
{
    for (size_t i = 0; i < c->n; i++) free(c->kept[i].v);
    c->n = c->bytes = 0;
}

void row_cache_keep(RowCache *c, const RowKey *key, int32_t first, F64s row)
{
    double *v = malloc((row.n + 1) * sizeof *v);
    if (!v) return;
    if (row.n) memcpy(v, row.v, row.n * sizeof *v);
    (void)pthread_mutex_lock(&c->lock);
    KeptRow *k = find(c, key);
    if (!k && (c->n == ROWS_MOST || c->bytes + row.n * sizeof *v > ROWS_BYTES)) forget_all(c);
    if (!k) {
        k = &c->kept[c->n++];
        *k = (KeptRow){ .v = NULL };
    }
    c->bytes -= k->n * sizeof *v;
    free(k->v);
    *k = (KeptRow){ *key, first, row.n, v };
    c->bytes += row.n * sizeof *v;
    (void)pthread_mutex_unlock(&c->lock);
}

RowCache *row_cache_open(void)
{
    RowCache *c = calloc(1, sizeof *c);
    if (c) (void)pthread_mutex_init(&c->lock, NULL);
    return c;
}

void row_cache_close(RowCache *c)
{
    if (!c) return;
    forget_all(c);
    (void)pthread_mutex_destroy(&c->lock);
    free(c);
}
