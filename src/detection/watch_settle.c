/* The second half of a watch: what stands out, what is kept, what is proposed. */
#include <math.h>
#include <stdio.h>

#include "access/audit.h"
#include "access/hash.h"
#include "detection/proposal.h"
#include "detection/watch_priv.h"
#include "detection/watch_sql_priv.h"
#include "stats/fdr.h"

static double weeks_of(PeriodUnit unit)
{
    static const double weeks[] = { [PERIOD_DAY] = 1.0 / 7.0,
                                    [PERIOD_WEEK] = 1.0,
                                    [PERIOD_MONTH] = 365.25 / 12.0 / 7.0,
                                    [PERIOD_QUARTER] = 365.25 / 4.0 / 7.0,
                                    [PERIOD_YEAR] = 365.25 / 7.0 };
    return weeks[unit];
}

static bool is_test(const Judged *j)
{
    return j->alarm >= 0 && !isnan(j->pvalue);
}

/* What the cutoff lets through; counted here so that a repeated run tells the same. */
static bool stands_out(const Watch *w, const Judged *j)
{
    return j->alarm == 1 && j->pvalue <= w->report->cutoff;
}

static void count(Watch *w, const Judged *j)
{
    WatchReport *r = w->report;
    bool council = place_kind_is_council(j->place->kind);
    r->tests += is_test(j);
    r->silent += !is_test(j);
    r->alarms += j->alarm == 1;
    r->council_tests += council && is_test(j);
    r->council_alarms += council && j->alarm == 1;
}

/* The p-value up to which verdicts become proposals: the smaller of Benjamini and Hochberg's and
 * of the one at which the tests of a week give the budget. */
static ErrCode choose_cutoff(Watch *w)
{
    size_t n = 0;
    double *p, false_per_week = 0, believed;
    Op *op = w->op;
    for (size_t i = 0; i < w->n; i++) n += w->v[i].n;
    NEW(p, n + 1, op->mem, &op->err);
    n = 0;
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = 0; k < w->v[i].n; k++) {
            const Judged *j = &w->v[i].v[k];
            count(w, j);
            if (!is_test(j)) continue;
            p[n++] = j->pvalue;
            false_per_week += 1.0 / weeks_of(w->v[i].series.period);
        }
    if (n == 0) return ERR_OK;
    TRY(stat_benjamini_hochberg((F64s){ n, p }, w->request->q, op->mem, &believed, &op->err));
    double most = w->request->budget_per_week / false_per_week;
    w->report->cutoff = believed < most ? believed : most;
    w->report->expected_false = w->report->cutoff > 0 ? w->report->cutoff * (double)n : 0.0;
    return ERR_OK;
}

static void hash_text(HashState *h, Str s)
{
    if (s.n) hash_add(h, s.p, s.n);
    hash_add(h, "\n", 1);
}

static void hash_number(HashState *h, double x)
{
    double plain = isnan(x) ? -1.0 : x; /* no figure here is below zero, and NAN has many forms */
    hash_add(h, &plain, sizeof plain);
}

static void hash_verdict(HashState *h, const Judged *j)
{
    hash_text(h, j->place->code);
    hash_text(h, str_of(j->method->name));
    hash_text(h, j->settings);
    hash_text(h, str_of(j->reason));
    hash_number(h, j->period);
    hash_number(h, j->observed);
    hash_number(h, j->expected);
    hash_number(h, j->upperbound);
    hash_number(h, j->pvalue);
    hash_number(h, j->alarm);
}

static ErrCode take_digest(Watch *w)
{
    HashState *h = hash_open(w->op->mem);
    if (!h) return err_set(&w->op->err, ERR_LIMIT, "out of memory");
    for (size_t i = 0; i < w->n; i++) {
        hash_text(h, w->v[i].series.code);
        for (size_t k = 0; k < w->v[i].n; k++) hash_verdict(h, &w->v[i].v[k]);
    }
    hash_number(h, w->report->cutoff);
    hash_number(h, w->request->q);
    hash_number(h, w->request->budget_per_week);
    HashText text = hash_done(h);
    (void)snprintf(w->report->digest, sizeof w->report->digest, "%s", text.hex);
    return ERR_OK;
}

static ErrCode open_run(Watch *w, int64_t *ret_id)
{
    const WatchReport *r = w->report;
    WatchRunInsertRows made;
    TRY(sql_watch_run_insert(w->op,
                             &(WatchRunInsertArgs){ .as_of_day = w->request->as_of_day,
                                                    .known_day = w->request->known_day,
                                                    .at = w->op->now,
                                                    .actor = w->op->actor,
                                                    .series = w->request->series,
                                                    .tests = r->tests,
                                                    .q = w->request->q,
                                                    .budget = w->request->budget_per_week,
                                                    .cutoff = r->cutoff,
                                                    .expected_false = r->expected_false,
                                                    .proposals = 0,
                                                    .digest = str_of(r->digest) },
                             &made));
    *ret_id = made.v[0].id;
    return ERR_OK;
}

static const double *number_or_null(const double *x)
{
    return isnan(*x) ? NULL : x;
}

static ErrCode keep_verdict(Watch *w, const WatchedSeries *s, const Judged *j, int64_t run)
{
    int64_t alarm = j->alarm;
    return sql_verdict_put(w->op, &(VerdictPutArgs){ .series = s->series.id,
                                                     .place = j->place->id,
                                                     .period = j->period,
                                                     .method = str_of(j->method->name),
                                                     .run = run,
                                                     .vintage = s->vintage_id,
                                                     .observed = number_or_null(&j->observed),
                                                     .expected = number_or_null(&j->expected),
                                                     .upperbound = number_or_null(&j->upperbound),
                                                     .pvalue = number_or_null(&j->pvalue),
                                                     .alarm = alarm < 0 ? NULL : &alarm,
                                                     .reason = str_of(j->reason) });
}

static ErrCode propose(Watch *w, const WatchedSeries *s, const Judged *j, int64_t run)
{
    bool is_new;
    TRY(proposal_add(w->op,
                     &(Proposal){ .series_id = s->series.id,
                                  .place_id = j->place->id,
                                  .period = j->period,
                                  .window_first = j->window_first,
                                  .method = str_of(j->method->name),
                                  .settings = j->settings,
                                  .as_of_day = w->request->as_of_day,
                                  .vintage_id = s->vintage_id,
                                  .observed = j->observed,
                                  .expected = j->expected,
                                  .upperbound = j->upperbound,
                                  .pvalue = j->pvalue,
                                  .reason = judge_sentence(j, w->op->mem),
                                  .run_id = run },
                     &is_new));
    w->report->new_proposals += is_new;
    w->report->old_proposals += !is_new;
    return ERR_OK;
}

static ErrCode keep_verdicts(Watch *w, int64_t run)
{
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = 0; k < w->v[i].n; k++) TRY(keep_verdict(w, &w->v[i], &w->v[i].v[k], run));
    return ERR_OK;
}

static ErrCode propose_all(Watch *w, int64_t run)
{
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = 0; k < w->v[i].n; k++) {
            const Judged *j = &w->v[i].v[k];
            ArenaMark mark = arena_mark(w->op->mem);
            if (stands_out(w, j)) TRY(propose(w, &w->v[i], j, run));
            arena_back(w->op->mem, mark);
        }
    return ERR_OK;
}

static ErrCode keep_all(Watch *w)
{
    int64_t run;
    WatchReport *r = w->report;
    TRY(open_run(w, &run));
    TRY(keep_verdicts(w, run));
    TRY(propose_all(w, run));
    TRY(sql_watch_run_set_proposals(w->op, run, r->new_proposals));
    Str detail = arena_fmt(w->op->mem,
                           "as of %s: %lld tests, cutoff %.3g, %lld new proposals, verdicts %.16s",
                           date_text(w->request->as_of_day).text, (long long)r->tests, r->cutoff,
                           (long long)r->new_proposals, r->digest);
    return audit_add(w->op, STR("detection.watch"),
                     arena_fmt(w->op->mem, "run %lld", (long long)run), detail);
}

ErrCode watch_settle(Watch *w)
{
    WatchRunSameRows same;
    TRY(choose_cutoff(w));
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = 0; k < w->v[i].n; k++)
            w->report->council_proposals +=
                place_kind_is_council(w->v[i].v[k].place->kind) && stands_out(w, &w->v[i].v[k]);
    TRY(take_digest(w));
    TRY(sql_watch_run_same(w->op, w->request->as_of_day, w->request->known_day, w->request->series,
                           str_of(w->report->digest), &same));
    w->report->repeated = same.n > 0;
    /* Verdicts are derived: the same run again puts back what may have been lost, and no more. */
    return same.n ? keep_verdicts(w, same.v[0].id) : keep_all(w);
}
