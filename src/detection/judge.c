#include "detection/judge.h"

#include <math.h>

int32_t judge_window(const Series *s, const PlanUnit *u, int32_t period)
{
    int32_t first = period - (int32_t)plan_history(u);
    const SeriesBreak *b = series_break_before(s, period);
    return b && b->period > first ? b->period : first;
}

/* The figures from the first one on; their days for methods that look for the same season. */
typedef struct {
    size_t skipped;
    MethodSeries series;
} Slice;

static ErrCode slice(const JudgeCase *c, const GridRow *row, Arena *mem, Slice *ret, Err *e)
{
    size_t skipped = 0, n = c->grid->periods;
    int32_t *days;
    while (skipped + 1 < n && isnan(row->v[skipped])) skipped++;
    NEW(days, n, mem, e);
    for (size_t k = 0; k < n - skipped; k++)
        days[k] = period_start(c->series->period, c->grid->first + (int32_t)(skipped + k));
    *ret = (Slice){ skipped, { .count = { n - skipped, row->v + skipped }, .day = days } };
    return ERR_OK;
}

static ErrCode keep_downweighted(const Verdict *v, int32_t first, Arena *mem, Judged *ret, Err *e)
{
    int32_t *periods;
    NEW(periods, v->downweighted_n + 1, mem, e);
    for (size_t i = 0; i < v->downweighted_n; i++) periods[i] = first + (int32_t)v->downweighted[i];
    ret->downweighted = periods;
    return ERR_OK;
}

static void copy_verdict(const Verdict *v, int32_t first, Judged *ret)
{
    ret->observed = v->observed;
    ret->expected = v->expected;
    ret->upperbound = v->upperbound;
    ret->pvalue = v->pvalue;
    ret->phi = v->phi;
    ret->trend = v->trend;
    ret->alarm = v->alarm;
    ret->reason = v->reason;
    ret->baseline_n = v->baseline_n;
    ret->baseline_first = first + (int32_t)v->baseline_first;
    ret->baseline_last = first + (int32_t)v->baseline_last;
    ret->downweighted_n = v->downweighted_n;
}

ErrCode judge_row(const JudgeCase *c, size_t row, Arena *mem, Judged *ret, Err *e)
{
    const GridRow *r = &c->grid->rows[row];
    Slice s;
    Verdict v;
    void *work;
    TRY(slice(c, r, mem, &s, e));
    size_t at = s.series.count.n - 1;
    int32_t first = c->grid->first + (int32_t)s.skipped;
    const PlanChoice *choice = c->choice ? c->choice : plan_choose(c->unit, at);
    *ret = (Judged){ .series = c->series,
                     .place = r->place,
                     .members = r->members,
                     .window_first = c->grid->first,
                     .period = c->grid->first + (int32_t)c->grid->periods - 1,
                     .method = c->method,
                     .observed = r->v[c->grid->periods - 1],
                     .expected = (double)NAN,
                     .upperbound = (double)NAN,
                     .pvalue = (double)NAN,
                     .phi = (double)NAN,
                     .alarm = -1,
                     .reason = "the history since the last break is too short" };
    if (!choice) return ERR_OK;
    TRY(c->method->open(choice->control, &s.series, mem, &work, e));
    c->method->judge(work, at, &v);
    copy_verdict(&v, first, ret);
    ret->settings = choice->settings;
    return c->keep_downweighted ? keep_downweighted(&v, first, mem, ret, e) : ERR_OK;
}

double judge_unusual(double upperbound)
{
    return floor(upperbound) + 1.0;
}

static Str figure(const Judged *j, double x, Arena *mem)
{
    return arena_fmt(mem, j->series->rate ? "%.1f" : "%.0f", x);
}

/* "33", but "0.4" where rounding would hide what was expected. */
static Str expectation(const Judged *j, Arena *mem)
{
    return arena_fmt(mem, j->expected < 10 || j->series->rate ? "%.1f" : "%.0f", j->expected);
}

static Str peaks(const Judged *j, Arena *mem)
{
    static const char *const words[] = { "no",  "one",   "two",   "three", "four", "five",
                                         "six", "seven", "eight", "nine",  "ten" };
    const char *s = j->downweighted_n == 1 ? "" : "s";
    if (j->downweighted_n == 0) return (Str){ 0, "" };
    if (j->downweighted_n <= 10)
        return arena_fmt(mem, ", %s past peak%s down-weighted", words[j->downweighted_n], s);
    return arena_fmt(mem, ", %zu past peaks down-weighted", j->downweighted_n);
}

Str judge_sentence(const Judged *j, Arena *mem)
{
    PeriodUnit unit = j->series->period;
    if (*j->reason)
        return arena_fmt(mem, "%.*s %s: no verdict, because %s", STR_ARG(j->place->name),
                         period_when(unit, j->period).text, j->reason);
    Str observed = figure(j, j->observed, mem), expected = expectation(j, mem);
    Str unusual = figure(j, j->series->rate ? j->upperbound : judge_unusual(j->upperbound), mem);
    return arena_fmt(mem,
                     "%.*s recorded %.*s %.*s %s; %.*s were expected, %.*s would have been "
                     "unusual; baseline %s to %s%.*s",
                     STR_ARG(j->place->name), STR_ARG(observed), STR_ARG(j->series->counted),
                     period_when(unit, j->period).text, STR_ARG(expected), STR_ARG(unusual),
                     period_text(unit, j->baseline_first).text,
                     period_text(unit, j->baseline_last).text, STR_ARG(peaks(j, mem)));
}
