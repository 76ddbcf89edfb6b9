#include "compute/wide.h"

#include <math.h>

#include "base/date.h"

static ErrCode read_order(const Frame *f, Err *e)
{
    size_t col;
    TRY(frame_column(f, "t", &col, e));
    for (size_t i = 0; i < f->rows; i++) {
        double t;
        TRY(frame_number(f, i, col, &t, e));
        if (t != (double)i + 1.0) return frame_fault(f, i, col, "the number of its row", e);
    }
    return ERR_OK;
}

static ErrCode read_days(const ProcedureCall *c, const Frame *f, const int32_t **ret)
{
    size_t col, given = 0;
    int32_t *day;
    *ret = NULL;
    if (!frame_has(f, "date", &col)) return ERR_OK;
    NEW(day, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) {
        Str s = frame_cell(f, i, col);
        Err why;
        if (s.n == 0 || str_eq(s, STR("NA"))) continue;
        if (date_parse(s, "date", &day[i], &why) != ERR_OK)
            return frame_fault(f, i, col, "a date YYYY-MM-DD", c->err);
        if (i > 0 && given == i && day[i] <= day[i - 1])
            return frame_fault(f, i, col, "after the row before", c->err);
        given++;
    }
    if (given != 0 && given != f->rows)
        return err_set(c->err, ERR_INPUT, "%s: column date: %zu of %zu rows have one", f->path,
                       given, f->rows);
    if (given) *ret = day;
    return ERR_OK;
}

static bool is_unit(const ProcedureCall *c, Str name)
{
    if (str_eq(name, STR("t")) || str_eq(name, STR("date"))) return false;
    return c->unit.n == 0 || str_eq(name, c->unit);
}

ErrCode wide_read(const ProcedureCall *c, const Frame *f, WideCounts *ret)
{
    static const FrameRange counts = { 0.0, 1e15 };
    WideCounts w = { .periods = f->rows };
    Str *unit;
    TRY(read_order(f, c->err));
    TRY(read_days(c, f, &w.day));
    NEW(unit, f->cols, c->mem, c->err);
    NEW(w.count, f->cols, c->mem, c->err);
    for (size_t k = 0; k < f->cols; k++) {
        if (!is_unit(c, f->names[k])) continue;
        const char *name = arena_str(c->mem, f->names[k]).p;
        TRY(frame_numbers(f, name, counts, c->mem, &w.count[w.units], c->err));
        unit[w.units++] = f->names[k];
    }
    if (w.units == 0)
        return err_set(c->err, ERR_INPUT, "%s: no column of counts%s%.*s", f->path,
                       c->unit.n ? " named " : "", STR_ARG(c->unit));
    w.unit = unit;
    *ret = w;
    return ERR_OK;
}
