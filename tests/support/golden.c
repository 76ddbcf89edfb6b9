#include "golden.h"

#include <stdlib.h>

#include "base/csv.h"
#include "check.h"

static ErrCode take_row(void *context, const CsvRow *row, Err *e)
{
    Golden *g = context;
    if (g->cols == 0) {
        g->cols = row->n;
        NEW(g->names, row->n, g->mem, e);
        for (size_t i = 0; i < row->n; i++) g->names[i] = arena_str(g->mem, row->v[i]);
        return ERR_OK;
    }
    if (row->n != g->cols) return err_set(e, ERR_INPUT, "line %d: wrong width", (int)row->line);
    if (g->rows == g->room) {
        Str *more;
        g->room = g->room ? 2 * g->room : 1024;
        NEW(more, g->room * g->cols, g->mem, e);
        if (g->rows) memcpy(more, g->cells, g->rows * g->cols * sizeof *more);
        g->cells = more;
    }
    for (size_t i = 0; i < row->n; i++)
        g->cells[g->rows * g->cols + i] = arena_str(g->mem, row->v[i]);
    g->rows++;
    return ERR_OK;
}

Golden golden_read(Arena *mem, const char *path)
{
    char full[1024];
    Golden g = { .mem = mem };
    CsvFacts facts;
    Err e;
    (void)snprintf(full, sizeof full, "%s/%s", check_shared(), path);
    CsvFile file = { .path = full, .row = take_row, .context = &g };
    CHECK_OK(csv_read(&file, &facts, &e), &e);
    return g;
}

Str golden_text(const Golden *g, size_t row, const char *column)
{
    for (size_t i = 0; i < g->cols; i++)
        if (str_eq(g->names[i], str_of(column))) return g->cells[row * g->cols + i];
    print_error("no column %s\n", column);
    CHECK(false);
    return (Str){ 0, "" };
}

double golden_number(const Golden *g, size_t row, const char *column)
{
    Str s = golden_text(g, row, column);
    if (str_eq(s, STR("TRUE"))) return 1.0;
    if (str_eq(s, STR("FALSE"))) return 0.0;
    if (str_eq(s, STR("NA")) || s.n == 0) return (double)NAN;
    char room[64];
    (void)snprintf(room, sizeof room, "%.*s", STR_ARG(s));
    return strtod(room, NULL); /* reads Inf and NaN too */
}

bool golden_agrees(double got, double want, double tolerance)
{
    if (isnan(got) || isnan(want)) return isnan(got) && isnan(want);
    if (isinf(got) || isinf(want)) return got == want;
    return fabs(got - want) <= tolerance * fmax(1e-300, fmax(fabs(got), fabs(want)));
}
