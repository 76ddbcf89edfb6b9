#include "cli/compute_input.h"

#include <math.h>

#include "base/csv.h"
#include "base/date.h"

typedef struct {
    const char *path;
    Arena *mem;
    ComputeInput in;
    size_t room;
    size_t before; /* columns before the units: t, or t and date */
    size_t dated;  /* rows with a date */
} Reading;

static ErrCode read_header(Reading *r, const CsvRow *row, Err *e)
{
    r->before = row->n > 1 && str_eq(row->v[1], STR("date")) ? 2 : 1;
    if (row->n <= r->before || !str_eq(row->v[0], STR("t")))
        return err_set(e, ERR_INPUT,
                       "%s: line %lld: expected the columns t, date (optional) and one a unit",
                       r->path, (long long)row->line);
    r->in.units = row->n - r->before;
    NEW(r->in.unit, r->in.units, r->mem, e);
    NEW(r->in.count, r->in.units, r->mem, e);
    for (size_t u = 0; u < r->in.units; u++) {
        r->in.unit[u] = arena_str(r->mem, str_trim(row->v[u + r->before]));
        if (r->in.unit[u].n == 0)
            return err_set(e, ERR_INPUT, "%s: line %lld: column %zu has no name", r->path,
                           (long long)row->line, u + r->before + 1);
        for (size_t k = 0; k < u; k++)
            if (str_eq(r->in.unit[k], r->in.unit[u]))
                return err_set(e, ERR_INPUT, "%s: the column '%.*s' is there twice", r->path,
                               str_shown(r->in.unit[u]), r->in.unit[u].p);
    }
    return ERR_OK;
}

static ErrCode grow(Reading *r, Err *e)
{
    if (r->in.periods < r->room) return ERR_OK;
    size_t room = r->room ? 2 * r->room : 512;
    for (size_t u = 0; u < r->in.units; u++) {
        double *more;
        NEW(more, room, r->mem, e);
        if (r->room) memcpy(more, r->in.count[u], r->room * sizeof *more);
        r->in.count[u] = more;
    }
    int32_t *days;
    NEW(days, room, r->mem, e);
    if (r->room) memcpy(days, r->in.day, r->room * sizeof *days);
    r->in.day = days;
    r->room = room;
    return ERR_OK;
}

/* t and date of a row. */
static ErrCode read_place_in_time(Reading *r, const CsvRow *row, Err *e)
{
    int64_t t;
    Err why;
    size_t at = r->in.periods;
    if (str_int(row->v[0], "t", &t, &why) != ERR_OK || t != (int64_t)at + 1)
        return err_set(e, ERR_INPUT, "%s: line %lld, column t: '%.*s' found, %zu expected", r->path,
                       (long long)row->line, str_shown(row->v[0]), row->v[0].p, at + 1);
    Str date = r->before == 2 ? str_trim(row->v[1]) : STR("");
    if (date.n == 0 || str_eq(date, STR("NA"))) return ERR_OK;
    if (date_parse(date, "column date", &r->in.day[at], &why) != ERR_OK)
        return err_set(e, ERR_INPUT, "%s: line %lld, %s", r->path, (long long)row->line,
                       why.message);
    if (at > 0 && r->dated == at && r->in.day[at] <= r->in.day[at - 1])
        return err_set(e, ERR_INPUT,
                       "%s: line %lld, column date: '%.*s' is not after the row before", r->path,
                       (long long)row->line, str_shown(date), date.p);
    r->dated++;
    return ERR_OK;
}

static ErrCode read_count(const Reading *r, const CsvRow *row, size_t u, double *ret, Err *e)
{
    Str s = str_trim(row->v[u + r->before]);
    Err why;
    if (s.n == 0 || str_eq(s, STR("NA"))) {
        *ret = (double)NAN;
        return ERR_OK;
    }
    if (str_f64(s, "", ret, &why) != ERR_OK || *ret < 0.0)
        return err_set(e, ERR_INPUT, "%s: line %lld, column %.*s: '%.*s' is not a count", r->path,
                       (long long)row->line, str_shown(r->in.unit[u]), r->in.unit[u].p,
                       str_shown(s), s.p);
    return ERR_OK;
}

static ErrCode read_row(void *context, const CsvRow *row, Err *e)
{
    Reading *r = context;
    if (r->in.units == 0) return read_header(r, row, e);
    if (row->n != r->in.units + r->before)
        return err_set(e, ERR_INPUT, "%s: line %lld: %zu columns, %zu expected", r->path,
                       (long long)row->line, row->n, r->in.units + r->before);
    TRY(grow(r, e));
    TRY(read_place_in_time(r, row, e));
    for (size_t u = 0; u < r->in.units; u++)
        TRY(read_count(r, row, u, &r->in.count[u][r->in.periods], e));
    r->in.periods++;
    return ERR_OK;
}

ErrCode compute_input_read(const char *path, Arena *mem, ComputeInput *ret, Err *e)
{
    Reading r = { .path = path, .mem = mem };
    CsvFacts facts;
    CsvFile file = { .path = path, .row = read_row, .context = &r };
    ErrCode code = csv_read(&file, &facts, e);
    if (code != ERR_OK) return code;
    if (r.in.periods == 0)
        return err_set(e, ERR_INPUT, "%s: no rows after the header t,date,UNIT...", path);
    if (r.dated != 0 && r.dated != r.in.periods)
        return err_set(e, ERR_INPUT, "%s: column date: %zu of %zu rows have one; all or none must",
                       path, r.dated, r.in.periods);
    if (r.dated == 0) r.in.day = NULL;
    *ret = r.in;
    return ERR_OK;
}
