#include "stats/farrington.h"

#include <Rmath.h>
#include <float.h>
#include <math.h>

#include "base/date.h"
#include "stats/arrow_glm.h"
#include "stats/farrington_priv.h"

enum { NO_GROUP = 255 };

ErrCode stat_farrington_open(const FarringtonSeries *s, const FarringtonControl *c, Arena *mem,
                             FarringtonWork **ret, Err *e)
{
    FarringtonWork *w;
    size_t n = s->count.n;
    if (c->population_offset && s->population.n != n)
        return err_set(e, ERR_INPUT, "population: %zu values for %zu periods", s->population.n, n);
    for (size_t i = 0; c->population_offset && i < n; i++)
        if (!(s->population.v[i] > 0.0))
            return err_set(e, ERR_INPUT, "population: period %zu has none", i + 1);
    NEW(w, 1, mem, e);
    w->series = *s;
    w->control = *c;
    NEW(w->label, n + 1, mem, e);
    NEW(w->index, n + 1, mem, e);
    NEW(w->downweighted, n + 1, mem, e);
    NEW(w->group, n + 1, mem, e);
    double **rooms[] = { &w->count,       &w->log_count, &w->time,       &w->offset,
                         &w->log_start,   &w->root,      &w->series_log, &w->series_start,
                         &w->series_root, &w->mean,      &w->predictor,  &w->weight,
                         &w->omega };
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) NEW(*rooms[i], n + 1, mem, e);
    for (size_t i = 0; i < n; i++) {
        double y = s->count.v[i], third = cbrt(y);
        w->series_log[i] = y > 0.0 ? y * log(y) : 0.0;
        w->series_start[i] = log(y + 0.1);
        w->series_root[i] = third * third;
    }
    w->z = qnorm(1.0 - c->alpha, 0.0, 1.0, 1, 0);
    *ret = w;
    return ERR_OK;
}

/* The day `years` calendar years before; 29 February becomes 1 March. */
static int32_t years_before(int32_t day, int years)
{
    Date d = date_from_days(day);
    d.year -= years;
    if (d.month == 2 && d.day == 29) {
        Date next = { d.year, 3, 1 };
        return date_exists(d) ? date_to_days(d) : date_to_days(next);
    }
    return date_to_days(d);
}

/* The nearest day with the weekday of `like`; the week counts from Sunday, and of two days equally
 * far the one in the same week is taken. */
static int32_t same_weekday(int32_t day, int32_t like)
{
    int32_t a = day - (date_weekday(day) % 7 - date_weekday(like) % 7);
    int32_t b = a > day ? a - 7 : a + 7;
    int32_t to_a = a > day ? a - day : day - a;
    int32_t to_b = b > day ? b - day : day - b;
    return to_a > to_b ? b : a;
}

static bool find_day(const FarringtonSeries *s, int32_t day, size_t *ret)
{
    size_t low = 0, high = s->count.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (s->day[mid] < day)
            low = mid + 1;
        else
            high = mid;
    }
    *ret = low;
    return low < s->count.n && s->day[low] == day;
}

/* Where the same period lies, i years before period k. */
static bool reference(const FarringtonSeries *s, size_t k, int i, size_t *ret)
{
    if (!s->day) {
        size_t back = (size_t)i * (size_t)s->frequency;
        if (back > k) return false;
        *ret = k - back;
        return true;
    }
    int32_t day = years_before(s->day[k], i);
    if (s->frequency == 52) day = same_weekday(day, s->day[k]);
    return find_day(s, day, ret);
}

static void fill(unsigned char *label, size_t first, size_t last, int group)
{
    for (size_t i = first; i <= last; i++) label[i] = (unsigned char)group;
}

/* Cuts the time between two reference windows into the other season groups. */
static FarringtonReason fill_between(FarringtonWork *w, size_t older, size_t newer)
{
    const FarringtonControl *c = &w->control;
    int width = 2 * c->half_window + 1, groups = c->season_groups;
    if (groups == 1) return FARRINGTON_FINE;
    long between = (long)newer - width - (long)older;
    if (between < groups - width || between < 0) return FARRINGTON_GROUPS;
    long length = between / (groups - 1), rest = between % (groups - 1);
    size_t at = older + (size_t)c->half_window + 1;
    for (int j = 1; j < groups; j++) {
        size_t n = (size_t)(length + (j <= rest));
        if (n) fill(w->label, at, at + n - 1, j - 1);
        at += n;
    }
    return FARRINGTON_FINE;
}

/* Labels each period that belongs to the baseline of k with its season group; the monitored
 * season is the last group. */
static FarringtonReason label_baseline(FarringtonWork *w, size_t k, size_t *ret_first)
{
    const FarringtonControl *c = &w->control;
    size_t half = (size_t)c->half_window, newer = k, older = k;
    int own = c->season_groups - 1;
    if (k < half) return FARRINGTON_SHORT_HISTORY;
    memset(w->label, NO_GROUP, k + 1);
    fill(w->label, k - half, k, own);
    for (int i = 1; i <= c->years_back; i++) {
        if (!reference(&w->series, k, i, &older) || older < half) return FARRINGTON_SHORT_HISTORY;
        if (older + half > k) return FARRINGTON_SHORT_HISTORY;
        fill(w->label, older - half, older + half, own);
        FarringtonReason why = fill_between(w, older, newer);
        if (why != FARRINGTON_FINE) return why;
        newer = older;
    }
    size_t recent = (size_t)c->exclude_recent;
    fill(w->label, recent > k ? 0 : k - recent, k, NO_GROUP);
    *ret_first = older - half;
    return FARRINGTON_FINE;
}

/* Periods, or days in units of the series' first step: the peer's clock, kept so that slopes
 * agree.  Any origin gives the same fit; the middle loses the fewest digits. */
static double clock_of(const FarringtonSeries *s, size_t i, size_t origin)
{
    if (!s->day) return (double)i - (double)origin;
    double step = s->count.n > 1 ? (double)(s->day[1] - s->day[0]) : 1.0;
    return (double)(s->day[i] - s->day[origin]) / step;
}

static FarringtonReason gather(FarringtonWork *w, size_t k)
{
    size_t first;
    FarringtonReason why = label_baseline(w, k, &first);
    if (why != FARRINGTON_FINE) return why;
    size_t n = 0, origin = first + (k - first) / 2;
    double total = 0.0;
    w->most = 0.0;
    for (size_t i = first; i <= k; i++) {
        double y = w->series.count.v[i];
        if (w->label[i] == NO_GROUP || isnan(y)) continue;
        w->index[n] = i;
        w->count[n] = y;
        w->log_count[n] = w->series_log[i];
        w->log_start[n] = w->series_start[i];
        w->root[n] = w->series_root[i];
        w->time[n] = clock_of(&w->series, i, origin);
        w->group[n] = w->label[i];
        if (w->control.population_offset) w->offset[n] = log(w->series.population.v[i]);
        if (y > w->most) w->most = y;
        total += y;
        n++;
    }
    w->n = n;
    w->time_now = clock_of(&w->series, k, origin);
    w->offset_now = w->control.population_offset ? log(w->series.population.v[k]) : 0.0;
    if (n == 0) return FARRINGTON_TOO_FEW;
    bool strict = w->control.mode == FARRINGTON_STRICT;
    return strict && total <= 0.0 ? FARRINGTON_ALL_ZERO : FARRINGTON_FINE;
}

static ArrowData data_of(const FarringtonWork *w, const double *prior)
{
    return (ArrowData){ .n = w->n,
                        .count = w->count,
                        .log_count = w->log_count,
                        .log_start = w->log_start,
                        .time = w->time,
                        .offset = w->control.population_offset ? w->offset : NULL,
                        .group = w->group,
                        .groups = w->control.season_groups,
                        .prior = prior,
                        .mean = w->mean,
                        .predictor = w->predictor,
                        .weight = w->weight };
}

/* Pearson's estimate of the dispersion, with the weights given. */
static double dispersion(const FarringtonWork *w, const double *weight, int rank)
{
    double sum = 0.0;
    for (size_t i = 0; i < w->n; i++) {
        double r = (w->count[i] - w->mean[i]) / w->mean[i];
        sum += weight[i] * r * r;
    }
    return sum / (double)((long)w->n - rank);
}

/* Anscombe's residual over its standard deviation.  It is never more than Pearson's, which costs
 * less and as a rule settles that it is not above the limit. */
static double residual(const FarringtonWork *w, size_t i, double variance)
{
    double mean = w->mean[i], over = w->count[i] - mean, limit = w->control.weights_threshold;
    if (over <= 0.0 || over * over <= limit * limit * mean * variance) return 0.0;
    return 1.5 * (w->root[i] / sqrt(cbrt(mean)) - sqrt(mean)) / sqrt(variance);
}

/* Lowers the weight of past counts that lie far above their fit.  The weights add up to n. */
static void weigh(FarringtonWork *w, const ArrowFit *f, double phi)
{
    double limit = w->control.weights_threshold, sum = 0.0;
    w->downweighted_n = 0;
    for (size_t i = 0; i < w->n; i++) {
        double h = w->weight[i] * stat_arrow_variance(f, w->group[i], w->time[i]);
        double s = h < 1.0 - 10.0 * DBL_EPSILON ? residual(w, i, phi * (1.0 - h)) : 0.0;
        bool far = s > limit;
        w->omega[i] = far ? 1.0 / (s * s) : 1.0;
        if (far) w->downweighted[w->downweighted_n++] = w->index[i];
        sum += w->omega[i];
    }
    for (size_t i = 0; i < w->n; i++) w->omega[i] *= (double)w->n / sum;
}

/* Both passes of the regression, with or without the slope. */
static FarringtonReason fit(FarringtonWork *w, bool with_slope, FarringtonModel *ret)
{
    ArrowData d = data_of(w, NULL);
    stat_arrow_fit(&d, with_slope, &ret->fit);
    if (!ret->fit.converged) return FARRINGTON_NO_FIT;
    if ((long)w->n <= ret->fit.rank) return FARRINGTON_TOO_FEW;
    if (isnan(ret->fit.intercept[w->control.season_groups - 1])) return FARRINGTON_TOO_FEW;
    double raw = dispersion(w, w->weight, ret->fit.rank);
    ret->phi = raw > 1.0 ? raw : 1.0;
    ret->phi_error = w->control.mode == FARRINGTON_COMPAT ? raw : ret->phi;
    w->downweighted_n = 0;
    if (!w->control.reweight) return FARRINGTON_FINE;
    weigh(w, &ret->fit, ret->phi);
    d.prior = w->omega;
    stat_arrow_fit(&d, with_slope, &ret->fit);
    bool strict = w->control.mode == FARRINGTON_STRICT;
    if (strict && !ret->fit.converged) return FARRINGTON_NO_FIT;
    raw = dispersion(w, w->weight, ret->fit.rank);
    ret->phi = raw > 1.0 ? raw : 1.0;
    ret->phi_error = strict ? ret->phi : dispersion(w, w->omega, ret->fit.rank);
    return FARRINGTON_FINE;
}

static void predict(const FarringtonWork *w, FarringtonModel *m)
{
    int own = w->control.season_groups - 1;
    m->log_mean = m->fit.intercept[own] + m->fit.slope * w->time_now + w->offset_now;
    m->mean = exp(m->log_mean);
    m->error = sqrt(m->phi_error * stat_arrow_variance(&m->fit, own, w->time_now));
}

/* The trend stays when it is significant, three years or more support it, and it does not carry
 * the expectation beyond anything that was ever counted. */
static bool keep_trend(const FarringtonWork *w, const FarringtonModel *m)
{
    const ArrowFit *f = &m->fit;
    if (!f->has_slope || w->control.years_back < 3) return false;
    double range = w->time[w->n - 1] - w->time[0];
    double p = 1.0;
    if (fabs(f->slope) * range >= 1e-10) {
        double t = fabs(f->slope) / sqrt(m->phi_error / f->slope_information);
        p = 2.0 * pt(t, (double)((long)w->n - f->rank), 0, 0);
    }
    return p < w->control.p_threshold_trend && m->mean <= w->most;
}

static FarringtonReason model(FarringtonWork *w, FarringtonModel *ret)
{
    FarringtonReason why = FARRINGTON_NO_FIT;
    ret->trend = false;
    if (w->control.trend) {
        why = fit(w, true, ret);
        if (why == FARRINGTON_FINE) predict(w, ret);
        ret->trend = why == FARRINGTON_FINE && keep_trend(w, ret);
    }
    if (ret->trend) return FARRINGTON_FINE;
    why = fit(w, false, ret);
    if (why == FARRINGTON_FINE) predict(w, ret);
    return why;
}

/* Whether there were enough cases of late for an alarm: 1, 0, or -1 when one is missing. */
static int enough_cases(const FarringtonWork *w, size_t k)
{
    double sum = 0.0;
    for (int i = 0; i < w->control.limit_periods && (size_t)i <= k; i++)
        sum += w->series.count.v[k - (size_t)i];
    return isnan(sum) ? -1 : sum >= w->control.limit_cases;
}

static void describe(const FarringtonWork *w, FarringtonResult *r)
{
    r->baseline_n = w->n;
    if (w->n) {
        r->baseline_first = w->index[0];
        r->baseline_last = w->index[w->n - 1];
    }
    r->downweighted_n = w->downweighted_n;
    r->downweighted = w->downweighted;
}

static void decide(const FarringtonWork *w, size_t k, FarringtonResult *r)
{
    int enough = enough_cases(w, k);
    r->alarm = enough == 1 && r->score > 1.0 && r->observed != 0.0;
    if (enough == 1 && !isnan(r->upperbound)) return;
    r->reason = enough == 1          ? FARRINGTON_UNBOUNDED
                : isnan(r->observed) ? FARRINGTON_MISSING
                                     : FARRINGTON_FEW_CASES;
    r->upperbound = r->expected = (double)NAN;
}

void stat_farrington(FarringtonWork *w, size_t k, FarringtonResult *ret)
{
    const double none = (double)NAN;
    FarringtonModel m;
    *ret = (FarringtonResult){ .observed = w->series.count.v[k],
                               .expected = none,
                               .upperbound = none,
                               .score = none,
                               .pvalue = none,
                               .phi = none,
                               .slope = none,
                               .alarm = -1 };
    w->n = w->downweighted_n = 0;
    ret->reason = gather(w, k);
    if (ret->reason == FARRINGTON_FINE) ret->reason = model(w, &m);
    describe(w, ret);
    if (ret->reason != FARRINGTON_FINE) return;
    ret->phi = m.phi;
    ret->trend = m.trend;
    if (m.trend) ret->slope = m.fit.slope;
    farrington_threshold(w, &m, ret);
    decide(w, k, ret);
}

const char *stat_farrington_reason(FarringtonReason reason)
{
    switch (reason) {
    case FARRINGTON_FINE: return "";
    case FARRINGTON_MISSING: return "the count itself is missing";
    case FARRINGTON_SHORT_HISTORY: return "the series does not reach back far enough";
    case FARRINGTON_TOO_FEW: return "too few past counts are known";
    case FARRINGTON_ALL_ZERO: return "nothing was ever counted in the years compared with";
    case FARRINGTON_NO_FIT: return "the regression found no stable answer";
    case FARRINGTON_UNBOUNDED: return "the past varies too much for an upper bound";
    case FARRINGTON_FEW_CASES: return "too few cases of late to speak of a rise";
    case FARRINGTON_GROUPS: return "a year has fewer periods than season groups";
    }
    return "";
}
