#include "access/secret.h"
#include "web/report.h"

enum { FIELD_END = 0x1f, PAIR_END = 0x1e, DRAFT_BYTES = 24000 };

static const char *const names[] = { "nonce",  "at",    "review", "danger", "crime", "ref",
                                     "what",   "names", "kind",   "place",  "where", "online",
                                     "timing", "day",   "who",    "words",  "self",  "others",
                                     "basis",  "done",  "help",   "share" };
enum { NAME_COUNT = sizeof names / sizeof names[0] };

Str draft_get(const Draft *d, const char *name)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->v[i].name, name) == 0) return d->v[i].value;
    return (Str){ 0, "" };
}

void draft_set(Draft *d, const char *name, Str value)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->v[i].name, name) == 0) {
            d->v[i].value = value;
            return;
        }
    if (d->n == DRAFT_FIELDS) return;
    d->v[d->n].name = name;
    d->v[d->n++].value = value;
}

void draft_new(const Request *rq, Draft *ret)
{
    Secret nonce = secret_new();
    *ret = (Draft){ .n = 0 };
    draft_set(ret, "nonce", arena_str(rq->op->mem, str_of(nonce.text)));
    draft_set(ret, "at", arena_fmt(rq->op->mem, "%lld", (long long)rq->op->now));
}

/* Only the browser that the form was shown to can send it back. */
static Str context(const Request *rq)
{
    return arena_fmt(rq->op->mem, "report %.*s", STR_ARG(rq->token));
}

ErrCode draft_seal(const Request *rq, const Draft *d, Str *ret)
{
    AUTO(buf_free) Buf b = BUF_MAX(DRAFT_BYTES);
    Str plain;
    for (size_t i = 0; i < d->n; i++)
        buf_addf(&b, "%s%c%.*s%c", d->v[i].name, FIELD_END, STR_ARG(d->v[i].value), PAIR_END);
    TRY(buf_done(&b, &plain, &rq->op->err));
    return key_seal(rq->site->key, context(rq), plain, rq->op->mem, ret, &rq->op->err);
}

static ErrCode stale(Op *op)
{
    return err_set(&op->err, ERR_INPUT,
                   "this report was begun too long ago or in another window; please begin again");
}

static void read_pair(Str pair, Draft *d)
{
    Str name;
    if (!str_split(&pair, FIELD_END, &name)) return;
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (str_eq(name, str_of(names[i]))) draft_set(d, names[i], pair);
}

ErrCode draft_open(const Request *rq, Draft *ret)
{
    Op *op = rq->op;
    Str sealed = request_field(rq, "draft"), plain, pair;
    Draft d = { .n = 0 };
    int64_t at;
    if (!sealed.n || !rq->site->key->ready ||
        key_open(rq->site->key, context(rq), sealed, op->mem, &plain, &op->err) != ERR_OK)
        return stale(op);
    while (str_split(&plain, PAIR_END, &pair)) read_pair(pair, &d);
    Err why;
    bool fresh = str_int(draft_get(&d, "at"), "at", &at, &why) == ERR_OK && at <= op->now &&
                 op->now - at < DRAFT_SECONDS;
    if (!fresh) return stale(op);
    *ret = d;
    return ERR_OK;
}

Str form_codes(const Request *rq, const char *name)
{
    AUTO(buf_free) Buf b = BUF_MAX(1000);
    for (size_t i = 0; i < rq->form_n; i++)
        if (strcmp(rq->form[i].name, name) == 0)
            buf_addf(&b, "%s%s", b.n ? " " : "", rq->form[i].value);
    return arena_str(rq->op->mem, (Str){ b.n, b.p });
}
