#include "compute/columns.h"

#include <stdio.h>

static const char *const counts[] = {
    "x", "count", "people", "obs", "observed", "numerator", NULL
};
static const char *const populations[] = { "n", "pop", "population", "denominator", NULL };
static const char *const values[] = { "value", "values", "r", "rate", "x", NULL };

const ColumnName column_count = { "count", counts };
const ColumnName column_population = { "population", populations };
const ColumnName column_value = { "value", values };

ErrCode column_look(const ProcedureCall *c, const Frame *f, const ColumnName *name, bool *ret_found,
                    size_t *ret_col)
{
    Str given = setting_text(c->set, name->setting);
    if (given.p) {
        TRY(frame_column(f, arena_fmt(c->mem, "%.*s", STR_ARG(given)).p, ret_col, c->err));
        *ret_found = true;
        return ERR_OK;
    }
    *ret_found = false;
    for (size_t i = 0; name->usual[i] && !*ret_found; i++)
        *ret_found = frame_has(f, name->usual[i], ret_col);
    return ERR_OK;
}

static ErrCode not_there(const ProcedureCall *c, const Frame *f, const ColumnName *name)
{
    char list[160] = "";
    size_t n = 0;
    for (size_t i = 0; name->usual[i] && n < sizeof list; i++)
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", i ? ", " : "", name->usual[i]);
    return err_set(c->err, ERR_INPUT, "%s: there is no column %s; --set %s=NAME names another",
                   f->path, list, name->setting);
}

ErrCode column_find(const ProcedureCall *c, const Frame *f, const ColumnName *name, size_t *ret_col)
{
    bool found;
    size_t col = 0;
    TRY(column_look(c, f, name, &found, &col));
    if (!found) return not_there(c, f, name);
    *ret_col = col;
    return ERR_OK;
}

ErrCode column_numbers(const ProcedureCall *c, const Frame *f, const ColumnName *name,
                       FrameRange range, double **ret)
{
    size_t col;
    TRY(column_find(c, f, name, &col));
    return frame_numbers(f, f->names[col].p, range, c->mem, ret, c->err);
}

ErrCode column_label(const ProcedureCall *c, const Frame *f, const size_t taken[], size_t n,
                     size_t *ret_col)
{
    static const char *const usual[] = { NULL };
    static const ColumnName label = { "label", usual };
    bool found;
    size_t col = 0;
    TRY(column_look(c, f, &label, &found, &col));
    for (size_t i = 0; i < n && !found; i++)
        if (taken[i] == 0) col = f->cols;
    *ret_col = col;
    return ERR_OK;
}

ErrCode column_names(const ProcedureCall *c, const Frame *f, size_t label,
                     const char *const names[], const char *const **ret)
{
    const char **all;
    size_t n = 0, count = 0;
    while (names[count]) count++;
    NEW(all, count + 2, c->mem, c->err);
    if (label < f->cols) all[n++] = f->names[label].p;
    for (size_t i = 0; i < count; i++) all[n++] = names[i];
    *ret = all;
    return ERR_OK;
}

void column_write_label(ProcedureCall *c, const Frame *f, size_t label, size_t row)
{
    if (label < f->cols) table_text(&c->out, frame_cell(f, row, label));
}

static uint64_t hash(Str s)
{
    uint64_t h = 14695981039346656037U;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211U;
    return h ^ (h >> 29);
}

typedef struct {
    size_t *slot, mask; /* group + 1, 0 for empty */
    Str *name;
    size_t n;
} Names;

static ErrCode names_open(const ProcedureCall *c, size_t rows, Names *ret)
{
    size_t room = 16;
    while (room < 2 * rows) room *= 2;
    *ret = (Names){ .mask = room - 1 };
    NEW(ret->slot, room, c->mem, c->err);
    NEW(ret->name, rows + 1, c->mem, c->err);
    return ERR_OK;
}

static size_t names_add(Names *t, Str s)
{
    size_t at = hash(s) & t->mask;
    while (t->slot[at] && !str_eq(t->name[t->slot[at] - 1], s)) at = (at + 1) & t->mask;
    if (!t->slot[at]) {
        t->name[t->n] = s;
        t->slot[at] = ++t->n;
    }
    return t->slot[at] - 1;
}

ErrCode column_groups(const ProcedureCall *c, const Frame *f, size_t col, Groups *ret)
{
    Names names;
    size_t *of, *row, *at, *next;
    TRY(names_open(c, f->rows, &names));
    NEW(of, f->rows + 1, c->mem, c->err);
    NEW(row, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++)
        of[i] = names_add(&names, col < f->cols ? frame_cell(f, i, col) : STR(""));
    NEW(at, names.n + 2, c->mem, c->err);
    NEW(next, names.n + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) at[of[i] + 1]++;
    for (size_t g = 0; g < names.n; g++) at[g + 1] += at[g];
    memcpy(next, at, names.n * sizeof *next);
    for (size_t i = 0; i < f->rows; i++) row[next[of[i]]++] = i;
    *ret = (Groups){ names.n, names.name, of, row, at };
    return ERR_OK;
}

ErrCode column_distinct(const ProcedureCall *c, const Frame *f, size_t col)
{
    Names names;
    TRY(names_open(c, f->rows, &names));
    for (size_t i = 0; i < f->rows; i++)
        if (names_add(&names, frame_cell(f, i, col)) + 1 < names.n || names.n == i)
            return frame_fault(f, i, col, "there only once", c->err);
    return ERR_OK;
}
