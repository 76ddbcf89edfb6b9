#include "indicators/figures.h"

#include <math.h>
#include <stdlib.h>

#include "access/account.h"
#include "access/audit.h"
#include "indicators/figures_sql_priv.h"
#include "observations/grid.h"
#include "stats/rank.h"

#define NUMBER(row, name) ((row).name##_known ? (row).name : (double)NAN)

typedef struct {
    Op *op;
    const PlaceBook *book;
    const Indicator *indicator;
    Series series;
    Grid grid;
    int32_t today;
    double *sorted; /* values of the councils of one period, ascending */
    size_t sorted_n;
    int64_t written;
} Refresh;

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool is_council(const GridRow *row)
{
    return place_kind_is_council(row->place->kind);
}

/* One cell of the grid as the indicator has it; NAN when it is not known. */
static double value_at(const Refresh *r, const GridRow *row, size_t k)
{
    const Indicator *i = r->indicator;
    if (!i->over) return i->per > 0 ? i->per * row->v[k] : row->v[k];
    int32_t day = period_start(r->series.period, r->grid.first + (int32_t)k);
    int64_t persons = place_population(r->book, row->place, date_from_days(day).year);
    return persons > 0 ? i->per * row->v[k] / (double)persons : (double)NAN;
}

static void sort_period(Refresh *r, size_t k)
{
    r->sorted_n = 0;
    for (size_t i = 0; i < r->grid.n; i++) {
        double x = is_council(&r->grid.rows[i]) ? value_at(r, &r->grid.rows[i], k) : (double)NAN;
        if (!isnan(x)) r->sorted[r->sorted_n++] = x;
    }
    qsort(r->sorted, r->sorted_n, sizeof *r->sorted, by_value);
}

/* Share of the sorted values below x, those equal to it counted half. */
static double position(const Refresh *r, double x)
{
    size_t below = 0, upto = 0, low = 0, high = r->sorted_n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->sorted[mid] < x)
            low = mid + 1;
        else
            high = mid;
    }
    below = upto = low;
    while (upto < r->sorted_n && r->sorted[upto] <= x) upto++;
    return ((double)below + 0.5 * (double)(upto - below)) / (double)r->sorted_n;
}

/* A measure of a council in a period before the council began is a mean of those it replaced. */
static bool is_estimated(const Refresh *r, const Place *p, int32_t period)
{
    return r->series.measure && place_kind_is_council(p->kind) &&
           place_predecessors(r->book, p).n > 1 &&
           period_start(r->series.period, period + 1) <= p->start_day;
}

static ErrCode put_period(Refresh *r, size_t k, double *ret_england)
{
    int32_t period = r->grid.first + (int32_t)k;
    *ret_england = (double)NAN;
    for (size_t i = 0; i < r->grid.n; i++) {
        const GridRow *row = &r->grid.rows[i];
        double x = value_at(r, row, k), place = (double)NAN;
        if (isnan(x)) continue;
        if (row->place->kind == PLACE_COUNTRY) *ret_england = x;
        if (is_council(row)) place = position(r, x);
        TRY(sql_indicator_put(
            r->op, &(IndicatorPutArgs){ .indicator = str_of(r->indicator->id),
                                        .place = row->place->id,
                                        .period = period,
                                        .value = x,
                                        .position = isnan(place) ? NULL : &place,
                                        .estimated = is_estimated(r, row->place, period) }));
        r->written++;
    }
    return ERR_OK;
}

static ErrCode put_spread(Refresh *r, size_t k, double england)
{
    F64s sorted = { r->sorted_n, r->sorted };
    return sql_indicator_spread_put(
        r->op, &(IndicatorSpreadPutArgs){ .indicator = str_of(r->indicator->id),
                                          .period = r->grid.first + (int32_t)k,
                                          .councils = (int64_t)r->sorted_n,
                                          .low = r->sorted[0],
                                          .quarter = stat_quantile_sorted(sorted, 0.25),
                                          .median = stat_quantile_sorted(sorted, 0.5),
                                          .three_quarters = stat_quantile_sorted(sorted, 0.75),
                                          .high = r->sorted[r->sorted_n - 1],
                                          .england = isnan(england) ? NULL : &england });
}

static ErrCode load_grid(Refresh *r, bool *ret_any)
{
    GridRequest rq = { .known_day = r->today, .geography_day = r->today, .areas = true };
    TRY(grid_earliest_period(r->op, &r->series, &rq, ret_any, &rq.first));
    if (!*ret_any) return ERR_OK;
    TRY(grid_newest_period(r->op, &r->series, period_of_day(r->series.period, r->today), &rq,
                           ret_any, &rq.last));
    return *ret_any ? grid_load(r->op, &r->series, r->book, &rq, &r->grid) : ERR_OK;
}

static ErrCode refresh_one(Refresh *r)
{
    bool any;
    TRY(sql_indicator_clear(r->op, str_of(r->indicator->id)));
    TRY(sql_indicator_spread_clear(r->op, str_of(r->indicator->id)));
    TRY(load_grid(r, &any));
    if (!any) return ERR_OK;
    NEW(r->sorted, r->grid.n + 1, r->op->mem, &r->op->err);
    for (size_t k = 0; k < r->grid.periods; k++) {
        double england;
        sort_period(r, k);
        TRY(put_period(r, k, &england));
        if (r->sorted_n) TRY(put_spread(r, k, england));
    }
    return ERR_OK;
}

ErrCode indicator_refresh(Op *op, const PlaceBook *book, Str only, int64_t *ret_values)
{
    SeriesList all;
    Refresh r = { .op = op, .book = book, .today = (int32_t)(op->now / 86400) };
    TRY(account_require(op, MAY_IMPORT));
    TRY(series_list(op, &all));
    for (const Indicator *const *i = indicator_list; *i; i++) {
        Str code = str_of((*i)->series);
        const Series *s = code.n ? series_in(&all, code) : NULL;
        ArenaMark mark = arena_mark(op->mem);
        if (!s || (only.n && !str_eq(only, code))) continue;
        r.indicator = *i;
        r.series = *s;
        TRY(refresh_one(&r));
        arena_back(op->mem, mark);
    }
    *ret_values = r.written;
    return audit_add(op, STR("indicators.refresh"), only.n ? only : STR("indicators"),
                     arena_fmt(op->mem, "%lld values", (long long)r.written));
}

ErrCode indicator_of_place(Op *op, const Place *p, IndicatorValues *ret)
{
    IndicatorOfPlaceRows rows;
    IndicatorValue *v;
    size_t n = 0;
    TRY(sql_indicator_of_place(op, p->id, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const Indicator *known = indicator_find(rows.v[i].indicator);
        if (!known) continue; /* of an older program */
        v[n++] = (IndicatorValue){ .indicator = known,
                                   .place_id = p->id,
                                   .period = (int32_t)rows.v[i].period,
                                   .value = rows.v[i].value,
                                   .lower = NUMBER(rows.v[i], lower),
                                   .upper = NUMBER(rows.v[i], upper),
                                   .position = NUMBER(rows.v[i], position),
                                   .estimated = rows.v[i].estimated != 0 };
    }
    *ret = (IndicatorValues){ n, v };
    return ERR_OK;
}

ErrCode indicator_of_period(Op *op, const Indicator *i, int32_t period, IndicatorValues *ret)
{
    IndicatorOfPeriodRows rows;
    IndicatorValue *v;
    TRY(sql_indicator_of_period(op, str_of(i->id), period, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t k = 0; k < rows.n; k++)
        v[k] = (IndicatorValue){ .indicator = i,
                                 .place_id = rows.v[k].place_id,
                                 .period = period,
                                 .value = rows.v[k].value,
                                 .lower = NUMBER(rows.v[k], lower),
                                 .upper = NUMBER(rows.v[k], upper),
                                 .position = NUMBER(rows.v[k], position),
                                 .estimated = rows.v[k].estimated != 0 };
    *ret = (IndicatorValues){ rows.n, v };
    return ERR_OK;
}

ErrCode indicator_spreads(Op *op, IndicatorSpreads *ret)
{
    IndicatorSpreadAllRows rows;
    IndicatorSpread *v;
    size_t n = 0;
    TRY(sql_indicator_spread_all(op, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const Indicator *known = indicator_find(rows.v[i].indicator);
        if (!known) continue;
        v[n++] = (IndicatorSpread){ known,
                                    (int32_t)rows.v[i].period,
                                    rows.v[i].councils,
                                    rows.v[i].low,
                                    rows.v[i].quarter,
                                    rows.v[i].median,
                                    rows.v[i].three_quarters,
                                    rows.v[i].high,
                                    NUMBER(rows.v[i], england) };
    }
    *ret = (IndicatorSpreads){ n, v };
    return ERR_OK;
}

const IndicatorSpread *indicator_newest(const IndicatorSpreads *all, const Indicator *i)
{
    const IndicatorSpread *best = NULL;
    int64_t most = 0;
    for (size_t k = 0; k < all->n; k++)
        if (all->v[k].indicator == i && all->v[k].councils > most) most = all->v[k].councils;
    for (size_t k = 0; k < all->n; k++)
        if (all->v[k].indicator == i && 2 * all->v[k].councils >= most) best = &all->v[k];
    return best;
}

ErrCode indicator_periods(Op *op, const Indicator *i, IndicatorPeriods *ret)
{
    SeriesList all;
    TRY(series_list(op, &all));
    const Series *s = i->series ? series_in(&all, str_of(i->series)) : NULL;
    if (!s) return err_set(&op->err, ERR_MISSING, "indicator %s has no series", i->id);
    *ret = (IndicatorPeriods){ s->period, str_eq(s->visibility, STR("public")) };
    return ERR_OK;
}
