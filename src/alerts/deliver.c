#include "alerts/deliver.h"

#include "alerts/deliver_priv.h"

enum { OP_BYTES = 512 << 20, LEASE_MARGIN_SECONDS = 40, ROUNDS_MAX = 100000 };

typedef struct {
    OutboxMessage m;
    const char *state;
    char outcome[220];
    int64_t due_at;
} Done;

typedef struct {
    const Delivery *d;
    Transport *transport;
    DeliveryReport report;
    Done done[OUTBOX_BATCH];
    size_t done_n;
} Sender;

static Op operation(const Delivery *d)
{
    return (Op){ .db = d->db, .now = d->clock(d->context) };
}

static ErrCode settle(Op *op, ErrCode code, Err *e)
{
    code = op_end(op, code);
    if (code != ERR_OK) *e = op->err;
    return code;
}

static ErrCode plan(Sender *s, Err *e)
{
    Op op = operation(s->d);
    ErrCode code = op_begin(&op, OP_WRITE, OP_BYTES);
    if (code == ERR_OK) code = tell_round(&op, &s->report.told);
    return settle(&op, code, e);
}

static bool is_digest(const OutboxMessage *m)
{
    return str_eq(m->kind, STR("digest"));
}

/* A digest says how things stand when it leaves, not when it was begun. */
static ErrCode claim(Sender *s, int64_t ids[OUTBOX_BATCH], size_t *ret_n, Err *e)
{
    Op op = operation(s->d);
    OutboxIds found = { 0, NULL };
    ErrCode code = op_begin(&op, OP_WRITE, OP_BYTES);
    if (code == ERR_OK) code = outbox_claim(&op, str_of(s->d->worker), OUTBOX_BATCH, &found);
    *ret_n = 0;
    for (size_t i = 0; code == ERR_OK && i < found.n; i++) {
        OutboxMessage m;
        code = outbox_find(&op, found.v[i], &m);
        if (code == ERR_OK && is_digest(&m)) code = outbox_refresh(&op, &m);
        ids[(*ret_n)++] = found.v[i];
    }
    return settle(&op, code, e);
}

static void note(Done *done, const char *state, const char *outcome, int64_t due_at)
{
    done->state = state;
    done->due_at = due_at;
    size_t n =
        strlen(outcome) < sizeof done->outcome - 1 ? strlen(outcome) : sizeof done->outcome - 1;
    memcpy(done->outcome, outcome, n);
    done->outcome[n] = '\0';
}

static void take_result(Sender *s, const OutboxMessage *m, const SendResult *r, Done *done)
{
    int64_t now = s->d->clock(s->d->context), at = outbox_retry_at(m->id, m->attempts, now);
    if (r->retry_after > 0 && r->retry_after <= OUTBOX_MOST_WAIT_SECONDS &&
        now + r->retry_after > at)
        at = now + r->retry_after;
    if (r->outcome == SEND_DELIVERED)
        note(done, "delivered", r->detail, 0);
    else if (r->outcome == SEND_NEVER || now - m->created_at > OUTBOX_GIVE_UP_SECONDS)
        note(done, "dead", r->detail, 0);
    else
        note(done, "waiting", r->detail, at);
}

static const char *cannot(const Sender *s, const OutboxMessage *m, const Channel *channel)
{
    if (!channel) return "no way to send this is set up";
    if (str_eq(m->medium, STR("webhook")) && !s->d->key->ready) return "no key to sign it with";
    return NULL;
}

/* Looks at the alerts again right before sending: the level is as the message says, or it stays
 * here. */
static ErrCode send_one(Sender *s, Op *op, int64_t id, Done *done)
{
    OutboxMessage *m = &done->m;
    Envelope envelope;
    const char *state, *fault;
    TRY(outbox_find(op, id, m));
    const Channel *channel = channel_for(s->d->settings, m->medium);
    if (op->now + LEASE_MARGIN_SECONDS > m->lease_until ||
        !str_eq(m->worker, str_of(s->d->worker))) {
        done->state = NULL; /* not ours any more, or nearly so: whoever comes next sends it */
        return ERR_OK;
    }
    if ((fault = outbox_fault(m, &state)) != NULL) {
        bool again = is_digest(m) && strcmp(state, "superseded") == 0;
        note(done, again ? "waiting" : state, fault, op->now);
        return ERR_OK;
    }
    if (!deliver_address(s->d->settings, m).n) {
        note(done, "withheld",
             m->exercise ? "an exercise, and it has no address of its own for this"
                         : "it has no address",
             0);
        return ERR_OK;
    }
    if ((fault = cannot(s, m, channel)) != NULL) {
        note(done, "waiting", fault, outbox_retry_at(m->id, m->attempts, op->now));
        return ERR_OK;
    }
    TRY(deliver_envelope(op, s->d, m, &envelope));
    SendResult r = channel->send(s->d->settings, s->transport, &envelope, op->mem);
    take_result(s, m, &r, done);
    return ERR_OK;
}

static void keep_small(OutboxMessage *m)
{
    /* Only the numbers outlive the operation that read them. */
    *m = (OutboxMessage){ .id = m->id, .due_at = m->due_at };
}

static ErrCode send_batch(Sender *s, const int64_t ids[], size_t n, Err *e)
{
    s->done_n = 0;
    for (size_t i = 0; i < n; i++) {
        Op op = operation(s->d);
        Done *done = &s->done[s->done_n];
        ErrCode code = op_begin(&op, OP_READ, OP_BYTES);
        if (code == ERR_OK) code = send_one(s, &op, ids[i], done);
        if (code == ERR_OK && done->state) s->done_n++;
        keep_small(&done->m);
        TRY(settle(&op, code, e));
    }
    return ERR_OK;
}

static void count(Sender *s, const char *state)
{
    DeliveryReport *r = &s->report;
    size_t *to = strcmp(state, "delivered") == 0    ? &r->delivered
                 : strcmp(state, "waiting") == 0    ? &r->later
                 : strcmp(state, "dead") == 0       ? &r->dead
                 : strcmp(state, "superseded") == 0 ? &r->superseded
                 : strcmp(state, "dropped") == 0    ? &r->dropped
                                                    : &r->withheld;
    ++*to;
}

static ErrCode record(Sender *s, Err *e)
{
    Op op = operation(s->d);
    ErrCode code = op_begin(&op, OP_WRITE, OP_BYTES);
    for (size_t i = 0; code == ERR_OK && i < s->done_n; i++) {
        Done *done = &s->done[i];
        done->m.worker = str_of(s->d->worker);
        code = outbox_settle(&op, &done->m, done->state, str_of(done->outcome), done->due_at);
    }
    TRY(settle(&op, code, e));
    for (size_t i = 0; i < s->done_n; i++) count(s, s->done[i].state);
    return ERR_OK;
}

static ErrCode send_all(Sender *s, Err *e)
{
    for (int round = 0; round < ROUNDS_MAX; round++) {
        int64_t ids[OUTBOX_BATCH];
        size_t n;
        TRY(claim(s, ids, &n, e));
        if (n == 0) return ERR_OK;
        ErrCode code = send_batch(s, ids, n, e);
        /* Also when one could not be read: those before it were sent. */
        Err why;
        ErrCode kept = record(s, code == ERR_OK ? e : &why);
        if (code != ERR_OK) return code;
        TRY(kept);
    }
    return ERR_OK;
}

ErrCode deliver_round(const Delivery *d, DeliveryReport *ret, Err *e)
{
    Sender s = { .d = d };
    TRY(plan(&s, e));
    TRY(transport_open(&s.transport, e));
    ErrCode code = send_all(&s, e);
    transport_close(s.transport);
    if (code == ERR_OK) *ret = s.report;
    return code;
}
