#include "compute/row_intervals.h"

#include <math.h>

typedef struct {
    const Frame *f;
    size_t label, count, base;
    double *x, *n, multiplier;
    Confidence levels;
} Rows;

ErrCode multiplier_read(const ProcedureCall *c, double fallback, double *ret)
{
    *ret = fallback;
    return setting_number(c->set, "multiplier", 0.0, 1e15, ret, c->err);
}

static ErrCode read_figures(const ProcedureCall *c, const RowIntervals *kind, Rows *r)
{
    static const FrameRange count = { 0.0, 1e15 };
    r->f = c->in[0];
    TRY(column_find(c, r->f, &column_count, &r->count));
    TRY(column_numbers(c, r->f, &column_count, count, &r->x));
    if (!kind->based) {
        NEW(r->n, r->f->rows + 1, c->mem, c->err);
        for (size_t i = 0; i < r->f->rows; i++) r->n[i] = 1.0;
        return column_label(c, r->f, &r->count, 1, &r->label);
    }
    TRY(column_find(c, r->f, &column_population, &r->base));
    TRY(column_numbers(c, r->f, &column_population, count, &r->n));
    for (size_t i = 0; i < r->f->rows && kind->within; i++)
        if (r->x[i] > r->n[i])
            return frame_fault(r->f, i, r->count,
                               arena_fmt(c->mem, "at most %s", r->f->names[r->base].p).p, c->err);
    return column_label(c, r->f, (const size_t[]){ r->count, r->base }, 2, &r->label);
}

static ErrCode open_table(ProcedureCall *c, const RowIntervals *kind, const Rows *r)
{
    static const char *const after[] = { NULL };
    const char *names[] = { r->f->names[r->count].p, NULL, "value", NULL };
    const char *const *before;
    names[1] = kind->based ? r->f->names[r->base].p : NULL;
    TRY(column_names(c, r->f, r->label, names, &before));
    return confidence_open(c, &r->levels, before, after);
}

ErrCode row_intervals(ProcedureCall *c, const RowIntervals *kind)
{
    Rows r = { .multiplier = 1.0 };
    TRY(confidence_read(c, &r.levels));
    if (kind->multiplier) {
        TRY(str_f64(str_of(kind->multiplier), "multiplier", &r.multiplier, c->err));
        TRY(multiplier_read(c, r.multiplier, &r.multiplier));
    }
    TRY(read_figures(c, kind, &r));
    TRY(open_table(c, kind, &r));
    for (size_t i = 0; i < r.f->rows; i++) {
        double x = r.x[i], n = r.n[i];
        column_write_label(c, r.f, r.label, i);
        table_f64(&c->out, x, 0);
        if (kind->based) table_f64(&c->out, n, 0);
        if (kind->based) table_f64(&c->out, n > 0.0 ? x / n * r.multiplier : (double)NAN, 4);
        for (int k = 0; k < r.levels.n; k++) {
            Interval v = kind->interval(x, n, r.levels.level[k]);
            table_f64(&c->out, v.lower * r.multiplier, 4);
            table_f64(&c->out, v.upper * r.multiplier, 4);
        }
    }
    return ERR_OK;
}
