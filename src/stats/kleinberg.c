#include "stats/kleinberg.h"

#include <Rmath.h>
#include <math.h>

/* The machine: what each state costs at each step, and what a step up costs. */
typedef struct {
    size_t n;
    int k;
    double up;
    /* of every state at step t */
    void (*cost)(const void *context, size_t t, int k, double *ret);
    const void *context;
} Machine;

typedef struct {
    double best[KLEINBERG_MAX_STATES], next[KLEINBERG_MAX_STATES], here[KLEINBERG_MAX_STATES];
    int from[KLEINBERG_MAX_STATES];
} Row;

/* The cheapest state to come from, for each state: below it with the price of the climb (a running
 * minimum, because the price is linear), or above it for nothing.  Ties go to the lower one. */
static void cheapest(const Machine *m, Row *r)
{
    double climb = r->best[0];
    int who = 0;
    for (int j = 0; j < m->k; j++) {
        if (r->best[j] < climb) {
            climb = r->best[j];
            who = j;
        }
        r->next[j] = climb;
        r->from[j] = who;
        climb += m->up;
    }
    double above = r->best[m->k - 1];
    who = m->k - 1;
    for (int j = m->k - 2; j >= 0; j--) {
        if (above < r->next[j]) {
            r->next[j] = above;
            r->from[j] = who;
        }
        if (r->best[j] <= above) {
            above = r->best[j];
            who = j;
        }
    }
}

static double walk(const Machine *m, unsigned char *came, unsigned char *state)
{
    Row r;
    size_t k = (size_t)m->k;
    for (size_t j = 0; j < k; j++) r.best[j] = j == 0 ? 0.0 : (double)INFINITY;
    for (size_t t = 0; t < m->n; t++) {
        cheapest(m, &r);
        m->cost(m->context, t, m->k, r.here);
        for (size_t j = 0; j < k; j++) {
            r.best[j] = r.next[j] + r.here[j];
            came[t * k + j] = (unsigned char)r.from[j];
        }
    }
    size_t last = 0;
    for (size_t j = 1; j < k; j++)
        if (r.best[j] < r.best[last]) last = j;
    double cost = r.best[last];
    for (size_t t = m->n; t-- > 0;) {
        state[t] = (unsigned char)last;
        last = came[t * k + last];
    }
    return cost;
}

static double weight_of(const Machine *m, const KleinbergBurst *b)
{
    double here[KLEINBERG_MAX_STATES], sum = 0.0;
    for (size_t t = b->first; t <= b->last; t++) {
        m->cost(m->context, t, m->k, here);
        sum += here[b->level - 1] - here[b->level];
    }
    return sum;
}

/* Each climb opens a burst of every level that it passes; a descent closes them. */
static void collect(const Machine *m, const unsigned char *state, KleinbergBurst *v, size_t *ret_n)
{
    size_t open[KLEINBERG_MAX_STATES], n = 0;
    int level = 0;
    for (size_t t = 0; t <= m->n; t++) {
        int now = t < m->n ? state[t] : 0;
        for (; level < now; n++) {
            open[++level] = n;
            v[n] = (KleinbergBurst){ .level = level, .first = t };
        }
        for (; level > now; level--) v[open[level]].last = t - 1;
    }
    for (size_t i = 0; i < n; i++) v[i].weight = weight_of(m, &v[i]);
    *ret_n = n;
}

static size_t count_climbs(const Machine *m, const unsigned char *state)
{
    size_t n = 0;
    int before = 0;
    for (size_t t = 0; t < m->n; before = state[t++])
        if (state[t] > before) n += (size_t)(state[t] - before);
    return n;
}

static ErrCode solve(const Machine *m, Arena *mem, KleinbergBursts *ret, Err *e)
{
    unsigned char *came, *state;
    KleinbergBurst *v;
    size_t n;
    NEW(state, m->n + 1, mem, e);
    NEW(came, m->n * (size_t)m->k + 1, mem, e);
    double cost = walk(m, came, state);
    NEW(v, count_climbs(m, state) + 1, mem, e);
    collect(m, state, v, &n);
    *ret = (KleinbergBursts){ n, v, state, cost };
    return ERR_OK;
}

static ErrCode check_control(const KleinbergControl *c, Err *e)
{
    if (!(c->base > 1.0 && c->base <= 1000.0))
        return err_set(e, ERR_INPUT, "s: expected a number above 1 and at most 1000");
    if (!(c->gamma >= 0.0 && c->gamma <= 1e6))
        return err_set(e, ERR_INPUT, "gamma: expected a number from 0 to 1000000");
    if (c->states < 0 || c->states > KLEINBERG_MAX_STATES)
        return err_set(e, ERR_INPUT, "states: expected 0 to %d", KLEINBERG_MAX_STATES);
    return ERR_OK;
}

typedef struct {
    const double *gap;
    double rate[KLEINBERG_MAX_STATES], log_rate[KLEINBERG_MAX_STATES];
} Gaps;

static void gap_cost(const void *context, size_t t, int k, double *ret)
{
    const Gaps *g = context;
    for (int j = 0; j < k; j++) ret[j] = g->rate[j] * g->gap[t] - g->log_rate[j];
}

/* A state faster than the shortest gap can pay for is never entered. */
static int states_needed(const KleinbergControl *c, double whole, double shortest)
{
    if (c->states) return c->states;
    double k = ceil(1.0 + log(whole / shortest) / log(c->base));
    return k >= KLEINBERG_MAX_STATES ? KLEINBERG_MAX_STATES : k < 2.0 ? 2 : (int)k;
}

ErrCode stat_kleinberg_gaps(F64s gaps, const KleinbergControl *c, Arena *mem, KleinbergBursts *ret,
                            Err *e)
{
    double whole = 0.0, shortest = (double)INFINITY, n = (double)gaps.n;
    Gaps g = { .gap = gaps.v };
    TRY(check_control(c, e));
    for (size_t i = 0; i < gaps.n; i++) {
        if (!(gaps.v[i] >= 0.0 && isfinite(gaps.v[i])))
            return err_set(e, ERR_INPUT, "gap %zu: expected a finite number, 0 or more", i + 1);
        whole += gaps.v[i];
        if (gaps.v[i] > 0.0 && gaps.v[i] < shortest) shortest = gaps.v[i];
    }
    if (!(whole > 0.0 && isfinite(whole) && isfinite(n / whole))) {
        *ret = (KleinbergBursts){ .n = 0 }; /* all at once: there is no calm to differ from */
        NEW(ret->state, gaps.n + 1, mem, e);
        return ERR_OK;
    }
    Machine m = { gaps.n, states_needed(c, whole, shortest), c->gamma * log(n), gap_cost, &g };
    for (int j = 0; j < m.k; j++) {
        g.log_rate[j] = (double)j * log(c->base) + log(n / whole);
        g.rate[j] = exp(g.log_rate[j]);
    }
    return solve(&m, mem, ret, e);
}

typedef struct {
    const double *relevant, *total;
    double p[2];
} Batches;

static void batch_cost(const void *context, size_t t, int k, double *ret)
{
    const Batches *b = context;
    for (int j = 0; j < k; j++)
        ret[j] = b->total[t] > 0.0
                     ? -dbinom_raw(b->relevant[t], b->total[t], b->p[j], 1.0 - b->p[j], 1)
                     : 0.0;
}

static ErrCode add_up(F64s relevant, F64s total, double *ret_r, double *ret_d, Err *e)
{
    double r = 0.0, d = 0.0;
    if (relevant.n != total.n) return err_set(e, ERR_INPUT, "the counts differ in number");
    for (size_t i = 0; i < total.n; i++) {
        if (isnan(total.v[i]) || total.v[i] == 0.0) continue;
        if (!(relevant.v[i] >= 0.0 && relevant.v[i] <= total.v[i] && total.v[i] <= 1e15))
            return err_set(e, ERR_INPUT, "batch %zu: expected 0 <= relevant <= total", i + 1);
        r += relevant.v[i];
        d += total.v[i];
    }
    *ret_r = r;
    *ret_d = d;
    return ERR_OK;
}

ErrCode stat_kleinberg_batches(F64s relevant, F64s total, const KleinbergControl *c, Arena *mem,
                               KleinbergBursts *ret, Err *e)
{
    double r = 0.0, d = 0.0;
    Batches b = { .relevant = relevant.v, .total = total.v };
    TRY(check_control(c, e));
    TRY(add_up(relevant, total, &r, &d, e));
    if (!(r > 0.0 && c->base * r < d)) { /* never, or so often that nothing is s times as often */
        *ret = (KleinbergBursts){ .n = 0 };
        NEW(ret->state, total.n + 1, mem, e);
        return ERR_OK;
    }
    b.p[0] = r / d;
    b.p[1] = c->base * b.p[0];
    Machine m = { total.n, 2, c->gamma * log((double)total.n), batch_cost, &b };
    return solve(&m, mem, ret, e);
}
