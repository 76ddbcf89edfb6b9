/* The first half of an import: from a row of text to cells. */
#include <math.h>
#include <stdio.h>

#include "observations/import_priv.h"

static int shown(Str s)
{
    return s.n > 40 ? 40 : (int)s.n;
}

static ErrCode find_column(const Str header[], size_t n, Str name, int *ret, Err *e)
{
    *ret = IMPORT_NO_COLUMN;
    if (name.n == 0) return ERR_OK;
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(str_trim(header[i]), name)) continue;
        if (*ret != IMPORT_NO_COLUMN)
            return err_set(e, ERR_INPUT, "line 1: the column '%.*s' is there twice", shown(name),
                           name.p);
        *ret = (int)i;
    }
    if (*ret == IMPORT_NO_COLUMN)
        return err_set(e, ERR_INPUT, "line 1: no column '%.*s', which the mapping needs",
                       shown(name), name.p);
    return ERR_OK;
}

static ErrCode find_columns(Import *im, const Str header[], size_t n, Err *e)
{
    const Mapping *m = im->mapping;
    TRY(find_column(header, n, m->place, &im->place, e));
    TRY(find_column(header, n, m->place_name, &im->place_name, e));
    TRY(find_column(header, n, m->complete_column, &im->complete, e));
    for (size_t i = 0; i < m->where_n; i++)
        TRY(find_column(header, n, m->where[i].column, &im->where[i], e));
    for (size_t i = 0; i < m->ignore_n; i++)
        TRY(find_column(header, n, m->ignore[i].column, &im->ignore[i], e));
    im->period = im->value = im->numerator = im->denominator = IMPORT_NO_COLUMN;
    if (m->layout != LAYOUT_PERIODS_ACROSS) TRY(find_column(header, n, m->period, &im->period, e));
    if (m->layout != LAYOUT_TIDY) return ERR_OK;
    TRY(find_column(header, n, m->value, &im->value, e));
    TRY(find_column(header, n, m->numerator, &im->numerator, e));
    return find_column(header, n, m->denominator, &im->denominator, e);
}

/* The figures of a period are of the councils that existed when it ended. */
static int32_t last_day(const Import *im, int32_t period)
{
    return period_start(im->series->period, period + 1) - 1;
}

static ErrCode resolve(const Import *im, Str code, Str name, int32_t day, const Place **ret, Err *e)
{
    const Place *p = code.n ? place_by_code(im->book, code) : NULL;
    if (p) {
        *ret = p;
        return ERR_OK;
    }
    if (name.n) return place_resolve(im->book, name, day, ret, e);
    if (code.n) return place_resolve(im->book, code, day, ret, e);
    return err_set(e, ERR_INPUT, "the place is empty");
}

/* Wide files: what each column across stands for. */
static ErrCode read_across(Import *im, const Str header[], size_t n, Err *e)
{
    const Mapping *m = im->mapping;
    if (m->layout == LAYOUT_TIDY) return ERR_OK;
    NEW(im->across_place, n, im->op->mem, e);
    NEW(im->across_period, n, im->op->mem, e);
    for (size_t i = 0; i < n; i++) {
        Str s = str_trim(header[i]);
        Err why;
        ErrCode code = ERR_OK;
        im->across_period[i] = INT32_MIN;
        if ((int)i == im->place || (int)i == im->place_name || (int)i == im->period ||
            (int)i == im->complete)
            continue;
        if (m->layout == LAYOUT_PERIODS_ACROSS)
            code = mapping_period(m, im->series->period, s, "header", &im->across_period[i], &why);
        else
            code = resolve(im, s, s, im->request->published_day, &im->across_place[i], &why);
        if (code != ERR_OK)
            return err_set(e, ERR_INPUT, "line 1, column %zu: %s", i + 1, why.message);
        for (size_t k = 0; k < i; k++)
            if ((im->across_place[i] && im->across_place[k] == im->across_place[i]) ||
                (m->layout == LAYOUT_PERIODS_ACROSS && im->across_period[k] != INT32_MIN &&
                 im->across_period[k] == im->across_period[i]))
                return err_set(e, ERR_INPUT, "line 1: the column '%.*s' is there twice", shown(s),
                               s.p);
    }
    return ERR_OK;
}

static ErrCode read_header(Import *im, const Str *cells, size_t n)
{
    Err *e = &im->op->err;
    im->width = n;
    NEW(im->header, n, im->op->mem, e);
    for (size_t i = 0; i < n; i++) im->header[i] = arena_str(im->op->mem, str_trim(cells[i]));
    if (!im->request->mapping)
        TRY(mapping_guess(im->header, n, im->op->mem, &im->report->mapping, e));
    TRY(find_columns(im, im->header, n, e));
    return read_across(im, im->header, n, e);
}

static bool left_out(Import *im, const Str *cells)
{
    const Mapping *m = im->mapping;
    for (size_t i = 0; i < m->where_n; i++)
        if (!str_glob(m->where[i].value, str_trim(cells[im->where[i]]))) {
            im->report->filtered++;
            return true;
        }
    for (size_t i = 0; i < m->ignore_n; i++)
        if (str_glob(m->ignore[i].value, str_trim(cells[im->ignore[i]]))) {
            im->report->ignored[i].rows++;
            return true;
        }
    return false;
}

/* "1,234" and "12,345,678" are numbers too; "1,23" is not. */
static Str without_commas(Str s, char room[32])
{
    size_t n = 0, since = 0;
    bool any = false;
    for (size_t i = 0; i < s.n; i++) {
        bool comma = s.p[i] == ',';
        if (comma && (any ? since != 3 : since < 1 || since > 3)) return s;
        if (!comma && n + 1 < 32) room[n++] = s.p[i];
        any = any || comma;
        since = comma ? 0 : since + 1;
    }
    return any && since == 3 && n + 1 < 32 ? (Str){ n, room } : s;
}

static ErrCode read_number(Str s, const char *what, double *ret, Err *e)
{
    char room[32];
    Err why;
    if (str_f64(without_commas(s, room), what, ret, &why) == ERR_OK) return ERR_OK;
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not a number", what, shown(s), s.p);
}

static ErrCode read_count(const Import *im, Str s, const char *what, Cell *c, Err *e)
{
    TRY(read_number(s, what, &c->value, e));
    if (c->value < 0) return err_set(e, ERR_INPUT, "%s: '%.*s' is below zero", what, shown(s), s.p);
    if (!im->series->rate && c->value != floor(c->value))
        return err_set(e, ERR_INPUT, "%s: '%.*s' is not a whole number", what, shown(s), s.p);
    if (c->status != STATUS_PROVISIONAL) c->status = c->value == 0 ? STATUS_ZERO : STATUS_VALUE;
    return ERR_OK;
}

static ErrCode read_value(const Import *im, Str s, const char *what, Cell *c, Err *e)
{
    s = str_trim(s);
    c->value = c->denominator = (double)NAN;
    if (mapping_is_suppressed(im->mapping, s))
        c->status = STATUS_SUPPRESSED;
    else if (mapping_is_missing(im->mapping, s))
        c->status = STATUS_MISSING;
    else
        return read_count(im, s, what, c, e);
    return ERR_OK;
}

/* A rate from its two parts; or the denominator beside a rate that is given. */
static ErrCode read_parts(const Import *im, const Str *cells, Cell *c, Err *e)
{
    if (im->denominator == IMPORT_NO_COLUMN) return ERR_OK;
    Str below = str_trim(cells[im->denominator]);
    if (mapping_is_missing(im->mapping, below)) {
        if (im->numerator != IMPORT_NO_COLUMN) c->status = STATUS_MISSING;
    } else {
        TRY(read_number(below, "column denominator", &c->denominator, e));
        if (!(c->denominator > 0))
            return err_set(e, ERR_INPUT, "column denominator: '%.*s' is not above zero",
                           shown(below), below.p);
    }
    if (im->numerator != IMPORT_NO_COLUMN && !isnan(c->value))
        c->value = im->series->per * c->value / c->denominator;
    if (isnan(c->value) && c->status != STATUS_SUPPRESSED) c->status = STATUS_MISSING;
    return ERR_OK;
}

/* Periods are few and come in runs: a short look back finds almost all of them. */
static ErrCode note_period(Import *im, int32_t period, Err *e)
{
    for (size_t i = im->periods_n; i-- > 0;)
        if (im->periods[i] == period) return ERR_OK;
    if (im->periods_n == IMPORT_MAX_PERIODS)
        return err_set(e, ERR_LIMIT, "more than %d periods", IMPORT_MAX_PERIODS);
    im->periods[im->periods_n++] = period;
    return ERR_OK;
}

static ErrCode store(Import *im, Cell *c, Err *e)
{
    int32_t start = period_start(im->series->period, c->period);
    if (start > im->request->published_day)
        return err_set(e, ERR_INPUT, "period %s begins after the day of publication, %s",
                       period_text(im->series->period, c->period).text,
                       date_text(im->request->published_day).text);
    if (!place_kind_is_council(c->place->kind) && c->place->kind != PLACE_COUNTY)
        return err_set(e, ERR_INPUT, "%.*s is a %s; figures are kept by council",
                       STR_ARG(c->place->name), place_kind_words(c->place->kind));
    if (c->place->end_day <= start) im->report->former_codes++;
    if (c->place->start_day > last_day(im, c->period)) im->report->early_codes++;
    if (im->mapping->absent_zero) {
        PlaceList all = place_all(im->book);
        TRY(note_period(im, c->period, e));
        for (size_t low = 0, high = all.n; low < high;) {
            size_t mid = (low + high) / 2;
            if (all.v[mid] == c->place) im->place_seen[mid] = true;
            if (all.v[mid] == c->place) break;
            size_t n =
                all.v[mid]->code.n < c->place->code.n ? all.v[mid]->code.n : c->place->code.n;
            if (memcmp(all.v[mid]->code.p, c->place->code.p, n) < 0)
                low = mid + 1;
            else
                high = mid;
        }
    }
    im->report->cells++;
    return import_put(im, c, e);
}

static ErrCode read_tidy(Import *im, const Str *cells, Err *e)
{
    Cell c = { .status = STATUS_VALUE };
    Str code = im->place < 0 ? (Str){ 0, "" } : str_trim(cells[im->place]);
    Str name = im->place_name < 0 ? (Str){ 0, "" } : str_trim(cells[im->place_name]);
    Str when = str_trim(cells[im->period]);
    char what[64];
    (void)snprintf(what, sizeof what, "column %.*s", shown(im->header[im->period]),
                   im->header[im->period].p);
    TRY(mapping_period(im->mapping, im->series->period, when, what, &c.period, e));
    TRY(resolve(im, code, name, last_day(im, c.period), &c.place, e));
    if (im->complete >= 0 && !str_eq(str_trim(cells[im->complete]), im->mapping->complete_value))
        c.status = STATUS_PROVISIONAL;
    int at = im->value >= 0 ? im->value : im->numerator;
    (void)snprintf(what, sizeof what, "column %.*s", shown(im->header[at]), im->header[at].p);
    TRY(read_value(im, cells[at], what, &c, e));
    TRY(read_parts(im, cells, &c, e));
    return store(im, &c, e);
}

static ErrCode read_wide(Import *im, const Str *cells, Err *e)
{
    const Place *place = NULL;
    int32_t period = 0;
    char what[64];
    if (im->mapping->layout == LAYOUT_PERIODS_ACROSS) {
        Str code = im->place < 0 ? (Str){ 0, "" } : str_trim(cells[im->place]);
        Str name = im->place_name < 0 ? (Str){ 0, "" } : str_trim(cells[im->place_name]);
        TRY(resolve(im, code, name, im->request->published_day, &place, e));
    } else {
        Str when = str_trim(cells[im->period]);
        TRY(mapping_period(im->mapping, im->series->period, when, "the period", &period, e));
    }
    for (size_t i = 0; i < im->width; i++) {
        Cell c = { .status = STATUS_VALUE, .place = place, .period = period };
        if (im->across_place[i]) c.place = im->across_place[i];
        if (im->across_period[i] != INT32_MIN) c.period = im->across_period[i];
        if (!im->across_place[i] && im->across_period[i] == INT32_MIN) continue;
        (void)snprintf(what, sizeof what, "column %.*s", shown(im->header[i]), im->header[i].p);
        TRY(read_value(im, cells[i], what, &c, e));
        TRY(store(im, &c, e));
    }
    return ERR_OK;
}

static void note_error(Import *im, int64_t line, const Err *why)
{
    ImportReport *r = im->report;
    r->bad_rows++;
    if (r->errors_n == IMPORT_MAX_ERRORS) return;
    r->errors[r->errors_n++] =
        arena_fmt(im->op->mem, "line %lld: %s", (long long)line, why->message);
}

ErrCode import_row(Import *im, int64_t line, const Str *cells, size_t n)
{
    Err why = { .code = ERR_OK };
    if (im->width == 0) return read_header(im, cells, n);
    im->report->rows++;
    ErrCode code = ERR_OK;
    if (n != im->width)
        code = err_set(&why, ERR_INPUT, "%zu columns, %zu expected", n, im->width);
    else if (left_out(im, cells))
        return ERR_OK;
    else if (im->mapping->layout == LAYOUT_TIDY)
        code = read_tidy(im, cells, &why);
    else
        code = read_wide(im, cells, &why);
    if (code == ERR_OK) return ERR_OK;
    if (code == ERR_STORE || code == ERR_BUG || code == ERR_LIMIT) {
        im->op->err = why;
        return code;
    }
    note_error(im, line, &why);
    return ERR_OK;
}
