/* The slots of time. */
#include <math.h>

#include "compute/scan_data.h"

enum { MAX_SLOTS = 100000 };

static ErrCode date_of(const Frame *f, size_t row, size_t col, ScanDate *ret, Err *e)
{
    Err why;
    if (scan_date_read(frame_cell(f, row, col), ret, &why) == ERR_OK) return ERR_OK;
    return frame_fault(f, row, col, "a date such as 1977, 1977-03 or 1977-03-14", e);
}

/* How finely dates are written, and what they span. */
typedef struct {
    bool any;
    PeriodUnit coarsest;
    int32_t first, last;
} Span;

static ErrCode look_at(const Frame *f, Span *span, Err *e)
{
    size_t col;
    Str before = { 0, "" };
    TRY(frame_column(f, "date", &col, e));
    for (size_t i = 0; i < f->rows; i++) {
        ScanDate d;
        if (str_eq(before, frame_cell(f, i, col))) continue;
        before = frame_cell(f, i, col);
        TRY(date_of(f, i, col, &d, e));
        if (!span->any || d.first < span->first) span->first = d.first;
        if (!span->any || d.last > span->last) span->last = d.last;
        if (!span->any || d.unit > span->coarsest) span->coarsest = d.unit;
        span->any = true;
    }
    return ERR_OK;
}

/* The day `units` before `end`, an exclusive end: 12 months before 1992-01-01 is 1991-01-01. */
static int32_t back(PeriodUnit unit, int32_t end, int64_t units)
{
    if (unit == PERIOD_DAY) return (int32_t)(end - units);
    if (unit == PERIOD_WEEK) return (int32_t)(end - 7 * units);
    Date d = date_from_days(end);
    int64_t month = (int64_t)d.year * 12 + d.month - 1 - units * (unit == PERIOD_YEAR ? 12 : 1);
    d.year = (int)(month / 12);
    d.month = (int)(month % 12) + 1;
    /* The 31st of a month that has none is its last day. */
    while (d.day > 28 && !date_exists(d)) d.day--;
    return date_to_days(d);
}

static ErrCode lay_out(ScanData *d, int32_t start, int32_t end)
{
    const ProcedureCall *c = d->c;
    size_t n = 0;
    double *edge;
    while (n <= MAX_SLOTS && back(d->s->unit, end + 1, (int64_t)n * d->s->length) > start) n++;
    if (n > MAX_SLOTS)
        return err_set(c->err, ERR_INPUT, "start, end: more than %d slots of time", MAX_SLOTS);
    if (n == 0) return err_set(c->err, ERR_INPUT, "start: comes after end");
    NEW(edge, n + 1, c->mem, c->err);
    for (size_t i = 0; i <= n; i++)
        edge[n - i] = back(d->s->unit, end + 1, (int64_t)i * d->s->length);
    edge[0] = start;
    d->grid = (ScanGrid){ d->place.n, n, edge };
    return ERR_OK;
}

static ErrCode find_weekdays(ScanData *d)
{
    const ProcedureCall *c = d->c;
    uint32_t *weekday;
    if (!d->s->weekday) return ERR_OK;
    if (d->s->unit != PERIOD_DAY || d->s->length != 1)
        return err_set(c->err, ERR_INPUT, "weekday: needs timeUnit=day and timeLength=1");
    NEW(weekday, d->grid.slots + 1, c->mem, c->err);
    for (size_t t = 0; t < d->grid.slots; t++)
        weekday[t] = (uint32_t)date_weekday((int32_t)d->grid.edge[t]) - 1;
    d->weekday = weekday;
    return ERR_OK;
}

static ErrCode one_slot(ScanData *d)
{
    double *edge;
    NEW(edge, 2, d->c->mem, d->c->err);
    edge[0] = d->s->has_start ? d->s->start.first : (double)NAN;
    edge[1] = d->s->has_end ? d->s->end.last + 1 : (double)NAN;
    if (isnan(edge[0]) || isnan(edge[1])) edge[0] = edge[1] = (double)NAN;
    d->grid = (ScanGrid){ d->place.n, 1, edge };
    return ERR_OK;
}

ErrCode scan_time_read(ScanData *d)
{
    const ProcedureCall *c = d->c;
    const Frame *cases = c->in[SCAN_CASES], *baseline = c->in[SCAN_BASELINE];
    Span span = { .coarsest = PERIOD_DAY };
    size_t col;
    bool own = d->s->model == SCAN_EB_POISSON || d->s->model == SCAN_EB_NB;
    d->timed = frame_has(cases, "date", &col);
    if (!d->timed && d->s->analysis == SCAN_SPATIAL) return one_slot(d);
    TRY(look_at(cases, &span, c->err));
    /* What is expected says which period is judged; cases before it are history. */
    if (own && baseline && frame_has(baseline, "date", &col)) {
        Span judged = { .coarsest = span.coarsest };
        TRY(look_at(baseline, &judged, c->err));
        if (judged.any) span = judged;
    }
    if (!span.any && !(d->s->has_start && d->s->has_end)) {
        span.first = span.last = 0;
        span.coarsest = d->s->has_unit ? d->s->unit : PERIOD_DAY;
    }
    ScanSettings *s = arena_zero(c->mem, 1, sizeof *s);
    if (!s) return err_set(c->err, ERR_LIMIT, "out of memory");
    *s = *d->s;
    if (!s->has_unit) s->unit = span.coarsest;
    if (s->unit < span.coarsest)
        return err_set(c->err, ERR_INPUT, "timeUnit: the dates are coarser than a %s",
                       period_unit_name(s->unit));
    d->s = s;
    TRY(lay_out(d, s->has_start ? s->start.first : span.first,
                s->has_end ? s->end.last : span.last));
    return find_weekdays(d);
}

uint32_t scan_slot_at(const ScanGrid *g, double day)
{
    size_t low = 0, high = g->slots - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (day < g->edge[middle + 1])
            high = middle;
        else
            low = middle + 1;
    }
    return (uint32_t)low;
}

ErrCode scan_slot_of(const ScanData *d, const Frame *f, size_t row, uint32_t *ret_slot, Err *e)
{
    size_t col;
    ScanDate date;
    *ret_slot = 0;
    if (!frame_has(f, "date", &col)) return ERR_OK;
    TRY(date_of(f, row, col, &date, e));
    if (isnan(d->grid.edge[0])) return ERR_OK;
    if (date.last < d->grid.edge[0] || date.first >= d->grid.edge[d->grid.slots])
        return frame_fault(f, row, col, "within start and end", e);
    if (date.unit > d->s->unit && d->grid.slots > 1)
        return frame_fault(f, row, col, "as fine as timeUnit", e);
    *ret_slot = scan_slot_at(&d->grid, 0.5 * ((double)date.first + (double)date.last));
    return ERR_OK;
}
