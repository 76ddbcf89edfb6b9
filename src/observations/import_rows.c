/* The first half of an import: from a row of text to cells. */
#include <math.h>
#include <stdio.h>

#include "observations/import_priv.h"

static ErrCode find_column(const Str header[], size_t n, Str name, int *ret, Err *e)
{
    *ret = IMPORT_NO_COLUMN;
    if (name.n == 0) return ERR_OK;
    for (size_t i = 0; i < n; i++) {
        if (!str_eq(str_trim(header[i]), name)) continue;
        if (*ret != IMPORT_NO_COLUMN)
            return err_set(e, ERR_INPUT, "line 1: the column '%.*s' is there twice",
                           str_shown(name), name.p);
        *ret = (int)i;
    }
    if (*ret == IMPORT_NO_COLUMN)
        return err_set(e, ERR_INPUT, "line 1: no column '%.*s', which the mapping needs",
                       str_shown(name), name.p);
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
    if (m->layout != LAYOUT_PERIODS_ACROSS && !m->fixed_period.n)
        TRY(find_column(header, n, m->period, &im->period, e));
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

/* Whether two places are one and the same through all their changes. */
static bool same_lineage(const Import *im, const Place *a, const Place *b)
{
    const Place *x, *y;
    if (a == b) return true;
    (void)place_carry(im->book, a, im->request->published_day, &x);
    (void)place_carry(im->book, b, im->request->published_day, &y);
    return x && x == y;
}

/* A name that the register does not know says nothing against its code: labels drift. */
static ErrCode settle_disagreement(const Import *im, Str name, int32_t day, const Place **place,
                                   Err *e)
{
    const Place *p = *place, *named;
    Err unknown;
    if (im->mapping->disagree == DISAGREE_CODE || name.n == 0 || str_eq(name, p->name))
        return ERR_OK;
    if (place_resolve(im->book, name, day, &named, &unknown) != ERR_OK ||
        same_lineage(im, p, named))
        return ERR_OK;
    if (im->mapping->disagree == DISAGREE_REFUSE)
        return err_set(e, ERR_INPUT, "the code %.*s is %.*s, but the name is '%.*s'",
                       STR_ARG(p->code), STR_ARG(p->name), str_shown(name), name.p);
    im->report->renamed++;
    *place = named;
    return ERR_OK;
}

static ErrCode resolve(const Import *im, Str code, Str name, int32_t day, const Place **ret, Err *e)
{
    const Place *p = code.n ? place_by_code(im->book, code) : NULL;
    if (p) {
        TRY(settle_disagreement(im, name, day, &p, e));
        *ret = p;
        return ERR_OK;
    }
    if (name.n) return place_resolve(im->book, name, day, ret, e);
    if (code.n) return place_resolve(im->book, code, day, ret, e);
    return err_set(e, ERR_INPUT, "the place is empty");
}

/* Columns of a wide file that the mapping uses for something else, or leaves out. */
static bool is_other_column(const Import *im, size_t i)
{
    const Mapping *m = im->mapping;
    int at = (int)i;
    if (at == im->place || at == im->place_name || at == im->period || at == im->complete)
        return true;
    for (size_t k = 0; k < m->where_n; k++)
        if (at == im->where[k]) return true;
    for (size_t k = 0; k < m->ignore_n; k++)
        if (at == im->ignore[k]) return true;
    for (size_t k = 0; k < m->skip_n; k++)
        if (str_eq(im->header[i], m->skip[k])) return true;
    return false;
}

static ErrCode read_across_one(Import *im, size_t i, Str s, Err *e)
{
    bool periods = im->mapping->layout == LAYOUT_PERIODS_ACROSS;
    if (periods)
        TRY(mapping_period(im->mapping, im->series->period, s, "header", &im->across_period[i], e));
    else
        TRY(resolve(im, s, s, im->request->published_day, &im->across_place[i], e));
    for (size_t k = 0; k < i; k++)
        if (periods ? im->across_period[k] == im->across_period[i]
                    : im->across_place[k] == im->across_place[i])
            return err_set(e, ERR_INPUT, "'%.*s' is there twice", str_shown(s), s.p);
    return ERR_OK;
}

/* Wide files: what each column across stands for. */
static ErrCode read_across(Import *im, size_t n, Err *e)
{
    NEW(im->across_place, n, im->op->mem, e);
    NEW(im->across_period, n, im->op->mem, e);
    NEW(im->row, n, im->op->mem, e);
    for (size_t i = 0; i < n; i++) {
        Err why;
        im->across_period[i] = INT32_MIN;
        if (is_other_column(im, i)) continue;
        if (read_across_one(im, i, im->header[i], &why) != ERR_OK)
            return err_set(e, ERR_INPUT, "line 1, column %zu: %s", i + 1, why.message);
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
    return im->mapping->layout == LAYOUT_TIDY ? ERR_OK : read_across(im, n, e);
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
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not a number", what, str_shown(s), s.p);
}

static ErrCode read_count(const Import *im, Str s, const char *what, Cell *c, Err *e)
{
    TRY(read_number(s, what, &c->value, e));
    if (c->value < 0 && !im->series->measure)
        return err_set(e, ERR_INPUT, "%s: '%.*s' is below zero", what, str_shown(s), s.p);
    if (!im->series->rate && c->value != floor(c->value))
        return err_set(e, ERR_INPUT, "%s: '%.*s' is not a whole number", what, str_shown(s), s.p);
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
                           str_shown(below), below.p);
    }
    if (im->numerator != IMPORT_NO_COLUMN && !isnan(c->value))
        c->value = im->series->per * c->value / c->denominator;
    if (isnan(c->value) && c->status != STATUS_SUPPRESSED) c->status = STATUS_MISSING;
    return ERR_OK;
}

/* What the file covers: its periods in order, each once, and its places. */
static ErrCode note_covered(Import *im, const Cell *c, Err *e)
{
    size_t low = 0, high = im->periods_n;
    im->place_seen[place_index(im->book, c->place)] = true;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (im->periods[mid] < c->period)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < im->periods_n && im->periods[low] == c->period) return ERR_OK;
    if (im->periods_n == IMPORT_MAX_PERIODS)
        return err_set(e, ERR_LIMIT, "more than %d periods", IMPORT_MAX_PERIODS);
    memmove(im->periods + low + 1, im->periods + low, (im->periods_n - low) * sizeof *im->periods);
    im->periods[low] = c->period;
    im->periods_n++;
    return ERR_OK;
}

static ErrCode check_day(const Import *im, const Cell *c, Err *e)
{
    if (period_start(im->series->period, c->period) <= im->request->published_day) return ERR_OK;
    return err_set(e, ERR_INPUT, "period %s begins after the day of publication, %s",
                   period_text(im->series->period, c->period).text,
                   date_text(im->request->published_day).text);
}

static ErrCode store(Import *im, const Cell *c, Err *e)
{
    TRY(check_day(im, c, e));
    if (im->mapping->absent_zero) TRY(note_covered(im, c, e));
    TRY(import_put(im, c, e));
    im->report->cells++;
    if (c->place->end_day <= period_start(im->series->period, c->period))
        im->report->former_codes++;
    if (c->place->start_day > last_day(im, c->period)) im->report->early_codes++;
    return ERR_OK;
}

static ErrCode read_tidy(Import *im, const Str *cells, Err *e)
{
    Cell c = { .status = STATUS_VALUE };
    Str code = im->place < 0 ? (Str){ 0, "" } : str_trim(cells[im->place]);
    Str name = im->place_name < 0 ? (Str){ 0, "" } : str_trim(cells[im->place_name]);
    bool fixed = im->period == IMPORT_NO_COLUMN;
    Str when = fixed ? im->mapping->fixed_period : str_trim(cells[im->period]);
    Str named = fixed ? STR("fixed_period") : im->header[im->period];
    char what[64];
    (void)snprintf(what, sizeof what, "column %.*s", str_shown(named), named.p);
    TRY(mapping_period(im->mapping, im->series->period, when, what, &c.period, e));
    TRY(resolve(im, code, name, last_day(im, c.period), &c.place, e));
    if (im->complete >= 0 && !str_eq(str_trim(cells[im->complete]), im->mapping->complete_value))
        c.status = STATUS_PROVISIONAL;
    int at = im->value >= 0 ? im->value : im->numerator;
    (void)snprintf(what, sizeof what, "column %.*s", str_shown(im->header[at]), im->header[at].p);
    TRY(read_value(im, cells[at], what, &c, e));
    TRY(read_parts(im, cells, &c, e));
    return store(im, &c, e);
}

/* What stands at the left of a wide row: the place, or the period. */
static ErrCode read_left(const Import *im, const Str *cells, Cell *ret, Err *e)
{
    Str none = { 0, "" };
    if (im->mapping->layout == LAYOUT_PLACES_ACROSS)
        return mapping_period(im->mapping, im->series->period, str_trim(cells[im->period]),
                              "the period", &ret->period, e);
    return resolve(im, im->place < 0 ? none : str_trim(cells[im->place]),
                   im->place_name < 0 ? none : str_trim(cells[im->place_name]),
                   im->request->published_day, &ret->place, e);
}

static bool is_across(const Import *im, size_t i)
{
    return im->across_place[i] || im->across_period[i] != INT32_MIN;
}

/* A bad cell makes the whole row bad: all cells are read before the first is stored. */
static ErrCode read_wide(Import *im, const Str *cells, Err *e)
{
    Cell left = { .status = STATUS_VALUE };
    char what[64];
    TRY(read_left(im, cells, &left, e));
    for (size_t i = 0; i < im->width; i++) {
        Cell *c = &im->row[i];
        if (!is_across(im, i)) continue;
        *c = left;
        if (im->across_place[i]) c->place = im->across_place[i];
        if (im->across_period[i] != INT32_MIN) c->period = im->across_period[i];
        (void)snprintf(what, sizeof what, "column %.*s", str_shown(im->header[i]), im->header[i].p);
        TRY(read_value(im, cells[i], what, c, e));
        TRY(check_day(im, c, e));
    }
    for (size_t i = 0; i < im->width; i++)
        if (is_across(im, i)) TRY(store(im, &im->row[i], e));
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
