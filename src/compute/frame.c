#include "compute/frame.h"

#include <math.h>

#include "base/csv.h"

typedef struct {
    const char *path;
    Arena *mem;
    Str *names, *cells;
    int64_t *line;
    size_t cols, rows, room;
} Reading;

static ErrCode read_header(Reading *r, const CsvRow *row, Err *e)
{
    r->cols = row->n;
    NEW(r->names, r->cols, r->mem, e);
    for (size_t i = 0; i < r->cols; i++) {
        r->names[i] = arena_str(r->mem, str_trim(row->v[i]));
        if (r->names[i].n == 0)
            return err_set(e, ERR_INPUT, "%s: line %lld: column %zu has no name", r->path,
                           (long long)row->line, i + 1);
        for (size_t k = 0; k < i; k++)
            if (str_eq(r->names[k], r->names[i]))
                return err_set(e, ERR_INPUT, "%s: the column '%.*s' is there twice", r->path,
                               str_shown(r->names[i]), r->names[i].p);
    }
    return ERR_OK;
}

static ErrCode grow(Reading *r, Err *e)
{
    if (r->rows < r->room) return ERR_OK;
    size_t room = r->room ? 2 * r->room : 64;
    Str *cells;
    int64_t *line;
    NEW(cells, room * r->cols, r->mem, e);
    NEW(line, room, r->mem, e);
    if (r->rows) memcpy(cells, r->cells, r->rows * r->cols * sizeof *cells);
    if (r->rows) memcpy(line, r->line, r->rows * sizeof *line);
    r->cells = cells;
    r->line = line;
    r->room = room;
    return ERR_OK;
}

static ErrCode read_row(void *context, const CsvRow *row, Err *e)
{
    Reading *r = context;
    if (r->cols == 0) return read_header(r, row, e);
    if (row->n != r->cols)
        return err_set(e, ERR_INPUT, "%s: line %lld: %zu columns, %zu expected", r->path,
                       (long long)row->line, row->n, r->cols);
    TRY(grow(r, e));
    for (size_t i = 0; i < r->cols; i++)
        r->cells[r->rows * r->cols + i] = arena_str(r->mem, str_trim(row->v[i]));
    r->line[r->rows++] = row->line;
    return ERR_OK;
}

static ErrCode finish(const Reading *r, Frame *ret, Err *e)
{
    if (arena_full(r->mem)) return err_set(e, ERR_LIMIT, "%s is too large to hold", r->path);
    if (r->cols == 0) return err_set(e, ERR_INPUT, "%s: the file is empty", r->path);
    *ret = (Frame){ r->path, r->rows, r->cols, r->names, r->cells, r->line };
    return ERR_OK;
}

ErrCode frame_read(const char *path, Arena *mem, Frame *ret, Err *e)
{
    Reading r = { .path = path, .mem = mem };
    CsvFacts facts;
    CsvFile file = { .path = path, .row = read_row, .context = &r };
    TRY(csv_read(&file, &facts, e));
    return finish(&r, ret, e);
}

ErrCode frame_read_text(Str text, const char *name, Arena *mem, Frame *ret, Err *e)
{
    Reading r = { .path = name, .mem = mem };
    TRY(csv_read_text(text, read_row, &r, e));
    return finish(&r, ret, e);
}

bool frame_has(const Frame *f, const char *name, size_t *ret_col)
{
    for (size_t i = 0; i < f->cols; i++)
        if (str_eq(f->names[i], str_of(name))) {
            *ret_col = i;
            return true;
        }
    return false;
}

ErrCode frame_column(const Frame *f, const char *name, size_t *ret_col, Err *e)
{
    if (frame_has(f, name, ret_col)) return ERR_OK;
    return err_set(e, ERR_INPUT, "%s: there is no column '%s'", f->path, name);
}

ErrCode frame_fault(const Frame *f, size_t row, size_t col, const char *expected, Err *e)
{
    Str s = frame_cell(f, row, col);
    return err_set(e, ERR_INPUT, "%s: line %lld, column %.*s: '%.*s' is not %s", f->path,
                   (long long)f->line[row], str_shown(f->names[col]), f->names[col].p, str_shown(s),
                   s.p, expected);
}

static bool is_missing(Str s)
{
    return s.n == 0 || str_eq(s, STR("NA")) || str_eq(s, STR("NaN"));
}

ErrCode frame_number(const Frame *f, size_t row, size_t col, double *ret, Err *e)
{
    Str s = frame_cell(f, row, col);
    Err why;
    if (is_missing(s))
        *ret = (double)NAN;
    else if (str_f64(s, "", ret, &why) != ERR_OK)
        return frame_fault(f, row, col, "a number", e);
    return ERR_OK;
}

ErrCode frame_numbers(const Frame *f, const char *name, FrameRange range, Arena *mem, double **ret,
                      Err *e)
{
    size_t col;
    double *v;
    TRY(frame_column(f, name, &col, e));
    NEW(v, f->rows + 1, mem, e);
    for (size_t i = 0; i < f->rows; i++) {
        TRY(frame_number(f, i, col, &v[i], e));
        if (v[i] < range.min || v[i] > range.max)
            return frame_fault(f, i, col, arena_fmt(mem, "from %g to %g", range.min, range.max).p,
                               e);
    }
    *ret = v;
    return ERR_OK;
}
