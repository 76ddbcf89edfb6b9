#include "detection/tide.h"

#include "access/account.h"
#include "access/audit.h"
#include "detection/tide_sql_priv.h"
#include "places/scope.h"
#include "signals/tally.h"
#include "stats/fdr.h"
#include "stats/rate_ratio.h"

enum { SPANS = 2, REASON_BYTES = 2000 };

static const struct Span {
    const char *name;
    int later, before; /* days */
} spans[SPANS] = { { "short", 7, 28 }, { "slow", 90, 365 } };

typedef struct {
    int64_t place_id;
    Str theme;
    const struct Span *span;
    int64_t later, before, later_all, before_all;
} Look;

typedef struct {
    size_t n;
    Look *v;
    double *p;
} Looks;

static const struct Span *span_of(Str name)
{
    return str_eq(name, str_of(spans[1].name)) ? &spans[1] : &spans[0];
}

static double expected(const struct Span *s, int64_t before)
{
    return (double)before * s->later / s->before;
}

/* Adds one day's count to the span that it falls into. */
static void add(Look *x, const Tally *t, int32_t as_of)
{
    int32_t later_first = as_of - x->span->later + 1, before_first = later_first - x->span->before;
    bool known = t->since_day < before_first;
    if (t->day < before_first || t->day > as_of) return;
    if (t->day >= later_first) {
        x->later_all += t->n;
        x->later += known ? t->n : 0;
    } else {
        x->before_all += t->n;
        x->before += known ? t->n : 0;
    }
}

/* The counts come by place and theme, so that each run of them is one look. */
static void look(const Tallies *all, const struct Span *span, int32_t as_of, Looks *ret)
{
    for (size_t first = 0, end; first < all->n; first = end) {
        Look x = { .place_id = all->v[first].place_id, .theme = all->v[first].theme, .span = span };
        for (end = first; end < all->n && all->v[end].place_id == x.place_id &&
                          str_eq(all->v[end].theme, x.theme);
             end++)
            add(&x, &all->v[end], as_of);
        if (x.later + x.before == 0) continue;
        ret->p[ret->n] =
            stat_rate_rise((double)x.later, span->later, (double)x.before, span->before);
        ret->v[ret->n++] = x;
    }
}

static ErrCode keep(Op *op, const Look *x, int32_t as_of, double p, const TideReport *r,
                    bool *ret_new)
{
    TideNearRows near;
    TideInsertRows made;
    Str span = str_of(x->span->name);
    *ret_new = false;
    TRY(sql_tide_near(op, x->place_id, x->theme, span, as_of - x->span->later, &near));
    if (near.v[0].n) return ERR_OK;
    TRY(sql_tide_insert(op,
                        &(TideInsertArgs){ .place = x->place_id,
                                           .theme = x->theme,
                                           .span = span,
                                           .as_of_day = as_of,
                                           .later = x->later,
                                           .before = x->before,
                                           .later_all = x->later_all,
                                           .before_all = x->before_all,
                                           .pvalue = p,
                                           .cutoff = r->cutoff,
                                           .tests = r->tests,
                                           .at = op->now },
                        &made));
    *ret_new = made.n > 0;
    return ERR_OK;
}

static ErrCode propose(Op *op, const Looks *looks, int32_t as_of, TideReport *r)
{
    for (size_t i = 0; i < looks->n; i++) {
        bool made;
        const Look *x = &looks->v[i];
        bool rises = looks->p[i] <= r->cutoff && x->later >= TIDE_LEAST &&
                     (double)x->later > expected(x->span, x->before);
        if (!rises) continue;
        TRY(keep(op, x, as_of, looks->p[i], r, &made));
        r->proposals += made;
    }
    if (!r->proposals) return ERR_OK;
    return audit_add(op, STR("signals.tide"), STR("tide"),
                     arena_fmt(op->mem, "%lld tests, cutoff %.3g, %lld proposals",
                               (long long)r->tests, r->cutoff, (long long)r->proposals));
}

ErrCode tide_watch(Op *op, int32_t as_of_day, double q, TideReport *ret)
{
    Tallies all;
    Looks looks = { .n = 0 };
    TideReport r = { .cutoff = -1 };
    int32_t first;
    TRY(account_require(op, MAY_WATCH));
    if (!(q > 0 && q < 1)) return err_set(&op->err, ERR_INPUT, "q: expected a number in (0, 1)");
    TRY(tally_first_day(op, &first));
    TRY(tally_list(op, as_of_day - spans[1].later - spans[1].before, as_of_day, &all));
    NEW(looks.v, SPANS * all.n + 1, op->mem, &op->err);
    NEW(looks.p, SPANS * all.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < SPANS; i++) {
        bool enough = first <= as_of_day - spans[i].later - spans[i].before + 1;
        r.silent += !enough;
        if (enough) look(&all, &spans[i], as_of_day, &looks);
    }
    r.tests = (int64_t)looks.n;
    if (looks.n)
        TRY(stat_benjamini_hochberg((F64s){ looks.n, looks.p }, q, op->mem, &r.cutoff, &op->err));
    TRY(propose(op, &looks, as_of_day, &r));
    *ret = r;
    return ERR_OK;
}

static Tide from_row(const TideSomeRow *r)
{
    return (Tide){ .id = r->id,
                   .place_id = r->place_id,
                   .place = r->place,
                   .place_name = r->place_name,
                   .theme = r->theme,
                   .span = r->span,
                   .as_of_day = (int32_t)r->as_of_day,
                   .later = r->later,
                   .before = r->before,
                   .later_all = r->later_all,
                   .before_all = r->before_all,
                   .expected = expected(span_of(r->span), r->before),
                   .pvalue = r->pvalue,
                   .cutoff = r->cutoff,
                   .tests = r->tests,
                   .state = r->state,
                   .reason = r->reason };
}

ErrCode tide_list(Op *op, bool all, Tides *ret)
{
    TideSomeRows rows;
    Tide *v;
    TRY(sql_tide_some(op, 0, all ? STR("") : STR("proposed"), &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (Tides){ rows.n, v };
    return ERR_OK;
}

ErrCode tide_find(Op *op, int64_t id, Tide *ret)
{
    TideSomeRows rows = { .n = 0 };
    if (id > 0) TRY(sql_tide_some(op, id, STR(""), &rows));
    if (!rows.n) return err_set(&op->err, ERR_MISSING, "there is no such rise");
    *ret = from_row(&rows.v[0]);
    return ERR_OK;
}

ErrCode tide_decide(Op *op, int64_t id, bool take_up, Str reason)
{
    Tide t;
    TideSetRows changed;
    Str state = take_up ? STR("taken_up") : STR("dismissed");
    reason = str_trim(reason);
    TRY(account_require(op, MAY_ASSESS));
    TRY(tide_find(op, id, &t));
    TRY(scope_require(op, t.place));
    if (reason.n == 0 || reason.n > REASON_BYTES || str_utf8_fault(reason) < reason.n)
        return err_set(&op->err, ERR_INPUT, "reason: expected 1 to %d bytes of text", REASON_BYTES);
    TRY(sql_tide_set(
        op,
        &(TideSetArgs){
            .id = id, .state = state, .reason = reason, .actor = op->actor, .at = op->now },
        &changed));
    if (!changed.n) return err_set(&op->err, ERR_CONFLICT, "this rise was decided already");
    return audit_add(op, arena_fmt(op->mem, "signals.tide_%.*s", STR_ARG(state)),
                     arena_fmt(op->mem, "rise %lld", (long long)id), STR(""));
}
