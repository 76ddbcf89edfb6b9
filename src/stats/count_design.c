#include "stats/count_design.h"

#include <math.h>

#include "base/date.h"
#include "base/holiday.h"
#include "stats/least_squares.h"

static const double two_pi = 6.28318530717958647692;

static double *column(CountDesign *d, const char *name)
{
    d->names[d->p] = name;
    return d->x + (size_t)d->p++ * d->n;
}

static void add_waves(CountDesign *d, const CountTerms *terms, Arena *mem)
{
    for (int s = 1; s <= terms->harmonics; s++) {
        double *c = column(d, arena_fmt(mem, "cos%d", s).p);
        double *v = column(d, arena_fmt(mem, "sin%d", s).p);
        for (size_t i = 0; i < d->n; i++) {
            double angle = two_pi * s * ((double)i + 1.0) / terms->frequency;
            c[i] = cos(angle);
            v[i] = sin(angle);
        }
    }
}

static void add_weekdays(CountDesign *d, const int32_t *day)
{
    static const char *const names[] = { "tuesday", "wednesday", "thursday",
                                         "friday",  "saturday",  "sunday" };
    for (int k = 0; k < 6; k++) {
        double *c = column(d, names[k]);
        for (size_t i = 0; i < d->n; i++) c[i] = date_weekday(day[i]) == k + 2;
    }
}

static void add_holidays(CountDesign *d, const int32_t *day)
{
    double *c = column(d, "holidays");
    int32_t length = 1;
    for (size_t i = 0; i < d->n; i++) {
        if (i + 1 < d->n) length = day[i + 1] - day[i];
        if (length < 1 || length > 366) length = 1;
        c[i] = holiday_count(day[i], day[i] + length - 1);
    }
}

ErrCode stat_count_design(size_t n, const int32_t *day, const CountTerms *terms, Arena *mem,
                          CountDesign *ret, Err *e)
{
    CountDesign d = { .n = n };
    int most = 1 + terms->trend + 2 * terms->harmonics + 6 * terms->weekday + terms->holidays;
    if (!day && (terms->weekday || terms->holidays))
        return err_set(e, ERR_INPUT, "setting %s: the periods have no dates",
                       terms->weekday ? "weekday" : "holidays");
    if (most > LEAST_SQUARES_MAX)
        return err_set(e, ERR_INPUT, "setting S: too many waves for one regression");
    NEW(d.names, (size_t)most, mem, e);
    NEW(d.x, n * (size_t)most + 1, mem, e);
    double *one = column(&d, "intercept");
    for (size_t i = 0; i < n; i++) one[i] = 1.0;
    if (terms->trend) {
        double *t = column(&d, "t");
        for (size_t i = 0; i < n; i++) t[i] = (double)i + 1.0;
    }
    add_waves(&d, terms, mem);
    if (terms->weekday) add_weekdays(&d, day);
    if (terms->holidays) add_holidays(&d, day);
    if (arena_full(mem)) return err_set(e, ERR_LIMIT, "this is too large to compute here");
    *ret = d;
    return ERR_OK;
}
