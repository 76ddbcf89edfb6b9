#include "reports/digest.h"

#include <math.h>
#include <stdlib.h>

#include "stats/rank.h"

static int year_of(PeriodUnit unit, int32_t period)
{
    /* The year in which the period ends. */
    return date_from_days(period_start(unit, period + 1) - 1).year;
}

Change digest_change(const Indicator *i, double before, double after)
{
    if (isnan(before) || isnan(after)) return CHANGE_UNKNOWN;
    if (after == before) return CHANGE_NONE;
    bool up = after > before;
    switch (i->polarity) {
    case INDICATOR_HIGHER_BETTER: return up ? CHANGE_BETTER : CHANGE_WORSE;
    case INDICATOR_LOWER_BETTER: return up ? CHANGE_WORSE : CHANGE_BETTER;
    case INDICATOR_NO_POLARITY: break;
    }
    return up ? CHANGE_UP : CHANGE_DOWN;
}

const char *digest_words(Change c)
{
    static const char *const words[] = {
        "not known", "better", "worse", "no change", "up", "down"
    };
    return words[c];
}

static bool is_council(const ReportFigure *f)
{
    return !isnan(f->position);
}

size_t digest_years(const IndicatorDigest *d, Str place, YearFigure ret[DIGEST_MAX_YEARS])
{
    size_t n = 0;
    for (size_t k = 0; k < d->n; k++) {
        const ReportFigure *f = &d->v[k];
        if (!str_eq(f->place, place)) continue;
        int year = year_of(d->unit, f->period);
        if (n && ret[n - 1].year == year) n--; /* the later one of a year */
        if (n < DIGEST_MAX_YEARS) ret[n++] = (YearFigure){ year, f };
    }
    return n;
}

/* The figure of one place in a year, out of its run of figures; NULL when there is none. */
static const ReportFigure *at_year(const IndicatorDigest *d, size_t first, size_t end, int year)
{
    const ReportFigure *found = NULL;
    for (size_t k = first; k < end; k++)
        if (year_of(d->unit, d->v[k].period) == year) found = &d->v[k];
    return found;
}

/* The newest year that nearly as many councils have as the fullest, and the year to compare with.
 */
static void choose_years(IndicatorDigest *d)
{
    enum { FIRST_YEAR = 1990, YEARS = 120 };
    size_t councils[YEARS] = { 0 }, most = 0;
    for (size_t k = 0; k < d->n; k++) {
        int y = year_of(d->unit, d->v[k].period) - FIRST_YEAR;
        bool last = k + 1 == d->n || !str_eq(d->v[k + 1].place, d->v[k].place) ||
                    year_of(d->unit, d->v[k + 1].period) != y + FIRST_YEAR;
        if (y >= 0 && y < YEARS && last && is_council(&d->v[k])) councils[y]++;
    }
    for (int y = 0; y < YEARS; y++)
        if (councils[y] > most) most = councils[y];
    for (int y = 0; y < YEARS; y++)
        if (most && 2 * councils[y] >= most) d->newest = y + FIRST_YEAR;
    for (int y = 0; y < YEARS && y + FIRST_YEAR < d->newest; y++) {
        bool enough = 2 * councils[y] >= most && councils[y] > 0;
        if (!enough) continue;
        if (!d->base || y + FIRST_YEAR <= d->newest - DIGEST_SPAN_YEARS) d->base = y + FIRST_YEAR;
    }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void count_change(IndicatorDigest *d, const ReportFigure *before, const ReportFigure *now)
{
    if (!before || !now) return;
    Change c = digest_change(d->indicator, before->value, now->value);
    d->better += c == CHANGE_BETTER || c == CHANGE_UP;
    d->worse += c == CHANGE_WORSE || c == CHANGE_DOWN;
    d->same += c == CHANGE_NONE;
}

static ErrCode compare(IndicatorDigest *d, Arena *mem, Err *e)
{
    double *now, *before;
    size_t n = 0, m = 0;
    NEW(now, d->n + 1, mem, e);
    NEW(before, d->n + 1, mem, e);
    for (size_t k = 0, end; k < d->n; k = end) {
        for (end = k; end < d->n && str_eq(d->v[end].place, d->v[k].place);) end++;
        const ReportFigure *last = at_year(d, k, end, d->newest);
        const ReportFigure *first = d->base ? at_year(d, k, end, d->base) : NULL;
        if (str_eq(d->v[k].place, STR("E92000001"))) {
            d->england = last;
            d->england_base = first;
        }
        if (!is_council(&d->v[k])) continue;
        if (last) now[n++] = last->value;
        if (first) before[m++] = first->value;
        count_change(d, first, last);
    }
    qsort(now, n, sizeof *now, by_value);
    qsort(before, m, sizeof *before, by_value);
    d->councils = n;
    d->low_quarter = stat_quantile_sorted((F64s){ n, now }, 0.25);
    d->median = stat_quantile_sorted((F64s){ n, now }, 0.5);
    d->high_quarter = stat_quantile_sorted((F64s){ n, now }, 0.75);
    d->change = d->england && d->england_base
                    ? digest_change(d->indicator, d->england_base->value, d->england->value)
                    : digest_change(d->indicator, stat_quantile_sorted((F64s){ m, before }, 0.5),
                                    d->median);
    return ERR_OK;
}

ErrCode digest_make(const ReportFigures *figures, PeriodUnit (*unit_of)(void *, const Indicator *),
                    void *context, Arena *mem, ReportDigest *ret, Err *e)
{
    IndicatorDigest *v;
    size_t n = 0;
    size_t kinds = 1;
    for (size_t k = 1; k < figures->n; k++)
        kinds += figures->v[k].indicator != figures->v[k - 1].indicator;
    NEW(v, kinds, mem, e);
    for (size_t k = 0, end; k < figures->n; k = end) {
        const Indicator *i = figures->v[k].indicator;
        for (end = k; end < figures->n && figures->v[end].indicator == i;) end++;
        IndicatorDigest *d = &v[n++];
        *d = (IndicatorDigest){
            .indicator = i, .unit = unit_of(context, i), .n = end - k, .v = &figures->v[k]
        };
        choose_years(d);
        if (i->relative) d->base = 0;
        TRY(compare(d, mem, e));
    }
    *ret = (ReportDigest){ n, v };
    return ERR_OK;
}
