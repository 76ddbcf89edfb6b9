/* The cases, and what they are compared with. */
#include <math.h>
#include <stdlib.h>

#include "compute/scan_data.h"

static const FrameRange COUNTS = { 0.0, 1e9 };

/* Reads the row's place and slot into the number of its cell. */
typedef struct {
    const ScanData *d;
    const Frame *f;
    size_t place_col;
    ScanFinder place;
} Cells;

static ErrCode open_cells(const ScanData *d, const Frame *f, Cells *ret)
{
    *ret = (Cells){ .d = d, .f = f, .place = { &d->place, "among the places", 0 } };
    if (d->s->analysis == SCAN_TEMPORAL) return ERR_OK;
    return frame_column(f, "place", &ret->place_col, d->c->err);
}

static ErrCode place_of(Cells *c, size_t row)
{
    if (c->d->s->analysis == SCAN_TEMPORAL) return ERR_OK;
    return scan_name_find(&c->place, c->f, row, c->place_col, c->d->c->err);
}

static ErrCode whole_number(const Frame *f, size_t row, const char *name, double v, Err *e)
{
    size_t col;
    if (v >= 0.0 && v == floor(v)) return ERR_OK;
    TRY(frame_column(f, name, &col, e));
    return frame_fault(f, row, col, "a whole number", e);
}

static ErrCode read_categories(ScanData *d)
{
    const Frame *f = d->c->in[SCAN_CASES];
    static const Str none[] = { { 0, "" } };
    size_t col;
    d->category = (ScanNames){ 1, none };
    if (!frame_has(f, "category", &col)) return ERR_OK;
    return scan_names(f, col, d->c->mem, &d->category, d->c->err);
}

/* A case before the first expected count is history. */
static bool is_history(const ScanData *d, const Frame *f, size_t row)
{
    size_t col;
    ScanDate date;
    Err why;
    bool own = d->s->model == SCAN_EB_POISSON || d->s->model == SCAN_EB_NB;
    if (!own || d->s->has_start || !frame_has(f, "date", &col)) return false;
    return scan_date_read(frame_cell(f, row, col), &date, &why) == ERR_OK &&
           date.last < d->grid.edge[0];
}

/* Every case in its cell, and one by one in d->cases. */
static ErrCode read_cases(ScanData *d)
{
    const ProcedureCall *c = d->c;
    const Frame *f = c->in[SCAN_CASES];
    double *count;
    size_t category_col = 0, left_out = 0;
    ScanFinder category = { &d->category, "a category", 0 };
    bool has_category = frame_has(f, "category", &category_col);
    Cells cells;
    TRY(frame_numbers(f, "count", COUNTS, c->mem, &count, c->err));
    TRY(open_cells(d, f, &cells));
    NEW(d->cases, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) {
        uint32_t slot;
        TRY(whole_number(f, i, "count", count[i], c->err));
        TRY(place_of(&cells, i));
        if (is_history(d, f, i)) {
            left_out++;
            continue;
        }
        TRY(scan_slot_of(d, f, i, &slot, c->err));
        if (has_category) TRY(scan_name_find(&category, f, i, category_col, c->err));
        uint32_t group = (uint32_t)category.at * 7 + (d->weekday ? d->weekday[slot] : 0);
        if (count[i] > 0.0)
            d->cases[d->n_cases++] =
                (ScanCase){ (uint32_t)cells.place.at, slot, group, (uint32_t)count[i] };
        d->count[cells.place.at * d->grid.slots + slot] += count[i];
    }
    if (left_out) buf_addf(c->notes, "%zu rows of cases are older than the baseline\n", left_out);
    d->groups = d->category.n * 7;
    return ERR_OK;
}

static int compare_cases(const void *a, const void *b)
{
    const ScanCase *x = a, *y = b;
    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    return x->slot < y->slot ? -1 : x->slot > y->slot;
}

/* Controls are added to the cases: who could have been a case. */
static ErrCode read_controls(ScanData *d)
{
    const ProcedureCall *c = d->c;
    const Frame *f = c->in[SCAN_CONTROLS];
    double *count;
    Cells cells;
    if (!f)
        return err_set(c->err, ERR_INPUT,
                       "--controls: expected a CSV file with the columns place,count");
    TRY(frame_numbers(f, "count", COUNTS, c->mem, &count, c->err));
    TRY(open_cells(d, f, &cells));
    size_t unused;
    if (d->grid.slots > 1) TRY(frame_column(f, "date", &unused, c->err));
    memcpy(d->measure, d->count, d->grid.places * d->grid.slots * sizeof *d->measure);
    for (size_t i = 0; i < f->rows; i++) {
        uint32_t slot;
        TRY(whole_number(f, i, "count", count[i], c->err));
        TRY(place_of(&cells, i));
        TRY(scan_slot_of(d, f, i, &slot, c->err));
        d->measure[cells.place.at * d->grid.slots + slot] += count[i];
    }
    return ERR_OK;
}

static ErrCode add_expected(ScanData *d, const Frame *f, size_t row, double expected,
                            double dispersion, Cells *cells)
{
    uint32_t slot;
    size_t col;
    if (!(expected >= 0.0)) {
        TRY(frame_column(f, "expected", &col, d->c->err));
        return frame_fault(f, row, col, "a number of at least 0", d->c->err);
    }
    TRY(place_of(cells, row));
    TRY(scan_slot_of(d, f, row, &slot, d->c->err));
    size_t at = cells->place.at * d->grid.slots + slot;
    double sum = d->measure[at] + expected;
    if (sum > 0.0)
        d->dispersion[at] = (d->dispersion[at] * d->measure[at] + dispersion * expected) / sum;
    d->measure[at] = sum;
    return ERR_OK;
}

/* A count that nothing was expected for would score infinitely. */
static ErrCode check_expected(const ScanData *d)
{
    for (size_t i = 0; i < d->grid.places * d->grid.slots; i++)
        if (d->count[i] > 0.0 && !(d->measure[i] > 0.0)) {
            int32_t day = (int32_t)d->grid.edge[i % d->grid.slots];
            Str name = d->place.v[i / d->grid.slots];
            return err_set(d->c->err, ERR_INPUT,
                           "--baseline: '%.*s' has cases from %s on and none are expected",
                           (int)(name.n > 40 ? 40 : name.n), name.p,
                           isnan(d->grid.edge[0]) ? "the start" : date_text(day).text);
        }
    return ERR_OK;
}

static ErrCode read_baseline(ScanData *d)
{
    static const FrameRange expected_range = { 0.0, 1e12 }, spread_range = { 1.0, 1e6 };
    const ProcedureCall *c = d->c;
    const Frame *f = c->in[SCAN_BASELINE];
    double *expected, *spread = NULL;
    size_t col;
    Cells cells;
    if (!f)
        return err_set(c->err, ERR_INPUT,
                       "--baseline: expected a CSV file with the columns "
                       "place,date,expected[,dispersion]");
    TRY(frame_numbers(f, "expected", expected_range, c->mem, &expected, c->err));
    if (frame_has(f, "dispersion", &col))
        TRY(frame_numbers(f, "dispersion", spread_range, c->mem, &spread, c->err));
    TRY(open_cells(d, f, &cells));
    for (size_t i = 0; i < d->grid.places * d->grid.slots; i++) d->dispersion[i] = 1.0;
    for (size_t i = 0; i < f->rows; i++) {
        double w = spread ? spread[i] : 1.0;
        if (isnan(w)) return frame_fault(f, i, col, "a number of at least 1", c->err);
        TRY(add_expected(d, f, i, expected[i], w, &cells));
    }
    return check_expected(d);
}

ErrCode scan_counts_read(ScanData *d)
{
    const ProcedureCall *c = d->c;
    size_t cells = d->grid.places * d->grid.slots;
    if (cells > UINT32_MAX / 2)
        return err_set(c->err, ERR_LIMIT, "%zu places and %zu slots of time are too many",
                       d->grid.places, d->grid.slots);
    NEW(d->count, cells + 1, c->mem, c->err);
    NEW(d->measure, cells + 1, c->mem, c->err);
    TRY(read_categories(d));
    bool own = d->s->model == SCAN_EB_POISSON || d->s->model == SCAN_EB_NB;
    if (own) NEW(d->dispersion, cells + 1, c->mem, c->err);
    TRY(read_cases(d));
    if (d->s->model == SCAN_PERMUTATION)
        qsort(d->cases, d->n_cases, sizeof *d->cases, compare_cases);
    if (own) return read_baseline(d);
    if (d->s->model == SCAN_BERNOULLI) return read_controls(d);
    return scan_measure(d);
}

static int compare_people(const void *a, const void *b)
{
    const ScanPeople *x = a, *y = b;
    if (x->category != y->category) return x->category < y->category ? -1 : 1;
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    return x->day < y->day ? -1 : x->day > y->day;
}

/* A population of a year stands for 1 July, one of a month for the 15th. */
static ErrCode day_of(const Frame *f, size_t row, double *ret_day, Err *e)
{
    size_t col;
    ScanDate date;
    Err why;
    *ret_day = 0.0;
    if (!frame_has(f, "date", &col)) return ERR_OK;
    if (scan_date_read(frame_cell(f, row, col), &date, &why) != ERR_OK)
        return frame_fault(f, row, col, "a date such as 1977, 1977-03 or 1977-03-14", e);
    *ret_day = date.first;
    if (date.unit == PERIOD_MONTH) *ret_day += 14.0;
    if (date.unit == PERIOD_YEAR)
        *ret_day = date_to_days((Date){ date_from_days(date.first).year, 7, 1 });
    return ERR_OK;
}

/* Rows of the same place, category and day are added up. */
static size_t merge_people(ScanPeople *v, size_t n)
{
    size_t kept = 0;
    qsort(v, n, sizeof *v, compare_people);
    for (size_t i = 0; i < n; i++)
        if (kept && compare_people(&v[kept - 1], &v[i]) == 0)
            v[kept - 1].people += v[i].people;
        else
            v[kept++] = v[i];
    return kept;
}

static ErrCode read_people(const ScanData *d, ScanPeople **ret, size_t *ret_n)
{
    static const FrameRange range = { 0.0, 1e12 };
    const ProcedureCall *c = d->c;
    const Frame *f = c->in[SCAN_POPULATION], *cases = c->in[SCAN_CASES];
    double *people;
    ScanPeople *v;
    size_t col, unused;
    ScanFinder category = { &d->category, "", 0 };
    Cells cells;
    if (!f)
        return err_set(c->err, ERR_INPUT,
                       "--population: expected a CSV file with the columns "
                       "place,date,population[,category]");
    bool split = frame_has(f, "category", &col) && frame_has(cases, "category", &unused);
    if (!split && frame_has(cases, "category", &unused))
        return frame_column(f, "category", &col, c->err);
    if (split && cases->rows == 0) split = false;
    TRY(frame_numbers(f, "population", range, c->mem, &people, c->err));
    TRY(open_cells(d, f, &cells));
    NEW(v, f->rows + 1, c->mem, c->err);
    size_t n = 0;
    for (size_t i = 0; i < f->rows; i++) {
        double day;
        Err why;
        if (isnan(people[i])) {
            TRY(frame_column(f, "population", &unused, c->err));
            return frame_fault(f, i, unused, "a number", c->err);
        }
        TRY(place_of(&cells, i));
        TRY(day_of(f, i, &day, c->err));
        /* A category that nobody of the cases belongs to adds nothing. */
        if (split && scan_name_find(&category, f, i, col, &why) != ERR_OK) continue;
        v[n++] = (ScanPeople){ (uint32_t)cells.place.at, (uint32_t)category.at, day, people[i] };
    }
    *ret_n = merge_people(v, n);
    *ret = v;
    return ERR_OK;
}

/* Whose days of known population differ: each place by itself, then all in one. */
static ErrCode measure_apart(ScanData *d, F64s cases)
{
    const ProcedureCall *c = d->c;
    const Frame *f = c->in[SCAN_POPULATION];
    ScanData apart = *d;
    ScanSettings s = *d->s;
    ScanPeople *people;
    double *measure;
    size_t n, col;
    if (!f) return read_people(d, &people, &n);
    s.analysis = SCAN_RETROSPECTIVE;
    apart.s = &s;
    TRY(frame_column(f, "place", &col, c->err));
    TRY(scan_names(f, col, c->mem, &apart.place, c->err));
    apart.grid.places = apart.place.n;
    NEW(measure, apart.place.n * d->grid.slots + 1, c->mem, c->err);
    TRY(read_people(&apart, &people, &n));
    TRY(stat_scan_people(&apart.grid, people, n, cases, measure, c->err));
    for (size_t i = 0; i < apart.place.n * d->grid.slots; i++)
        d->measure[i % d->grid.slots] += measure[i];
    return ERR_OK;
}

/* A study without dates lasts from 0 to 1: people then count as they are. */
static ErrCode measure_people(ScanData *d)
{
    const ProcedureCall *c = d->c;
    static const double unit[] = { 0.0, 1.0 };
    ScanGrid grid = d->grid;
    ScanPeople *people;
    double *sum;
    size_t n;
    NEW(sum, d->category.n + 1, c->mem, c->err);
    for (size_t i = 0; i < d->n_cases; i++) sum[d->cases[i].group / 7] += d->cases[i].count;
    F64s cases = { d->category.n, sum };
    if (d->s->analysis == SCAN_TEMPORAL) return measure_apart(d, cases);
    TRY(read_people(d, &people, &n));
    if (!(grid.edge[grid.slots] - grid.edge[0] > 0.0)) grid.edge = unit;
    return stat_scan_people(&grid, people, n, cases, d->measure, c->err);
}

static ErrCode adjust_time(ScanData *d)
{
    const ProcedureCall *c = d->c;
    uint32_t *own;
    double slope;
    if (d->weekday) TRY(stat_scan_even(&d->grid, d->count, d->weekday, d->measure, c->mem, c->err));
    if (d->s->trend == SCAN_LOGLINEAR) {
        TRY(stat_scan_slope(&d->grid, d->count, d->measure, c->mem, &slope, c->err));
        stat_scan_trend(&d->grid, slope, d->measure);
        buf_addf(c->notes, "trend taken out: %+.5f%% a slot\n", 100.0 * expm1(slope));
    }
    if (d->s->trend != SCAN_STRATIFIED) return ERR_OK;
    NEW(own, d->grid.slots + 1, c->mem, c->err);
    for (size_t t = 0; t < d->grid.slots; t++) own[t] = (uint32_t)t;
    return stat_scan_even(&d->grid, d->count, own, d->measure, c->mem, c->err);
}

ErrCode scan_measure(ScanData *d)
{
    const ProcedureCall *c = d->c;
    if (d->s->model == SCAN_PERMUTATION)
        return stat_scan_independent(&d->grid, d->cases, d->n_cases, c->mem, d->measure, c->err);
    if (d->s->model != SCAN_POISSON) return ERR_OK;
    if (d->n_cases == 0) {
        memset(d->measure, 0, d->grid.places * d->grid.slots * sizeof *d->measure);
        return ERR_OK;
    }
    TRY(measure_people(d));
    return adjust_time(d);
}
