#include "compute/index_data.h"

#include <math.h>

typedef struct {
    size_t code, level, parent, direction, weight, type;
    IndexNode *node;
    size_t n;
} MetaWork;

static ErrCode find_meta_columns(const ProcedureCall *c, const Frame *f, MetaWork *w)
{
    TRY(frame_column(f, "iCode", &w->code, c->err));
    TRY(frame_column(f, "Level", &w->level, c->err));
    TRY(frame_column(f, "Parent", &w->parent, c->err));
    TRY(frame_column(f, "Direction", &w->direction, c->err));
    TRY(frame_column(f, "Weight", &w->weight, c->err));
    w->type = f->cols;
    (void)frame_has(f, "Type", &w->type);
    if (f->rows > INDEX_MOST_NODES)
        return err_set(c->err, ERR_INPUT, "%s: more than %d rows", f->path, INDEX_MOST_NODES);
    return column_distinct(c, f, w->code);
}

static ErrCode read_node(const ProcedureCall *c, const Frame *f, MetaWork *w, size_t row)
{
    Str type = w->type < f->cols ? frame_cell(f, row, w->type) : STR("");
    double level, direction, weight;
    TRY(frame_number(f, row, w->level, &level, c->err));
    bool indicator = type.n ? str_eq(type, STR("Indicator")) : level == 1.0;
    if (!indicator && type.n && !str_eq(type, STR("Aggregate"))) return ERR_OK;
    if (!(level >= 1.0 && level <= 100.0 && level == floor(level)))
        return frame_fault(f, row, w->level, "a whole number from 1", c->err);
    TRY(frame_number(f, row, w->direction, &direction, c->err));
    TRY(frame_number(f, row, w->weight, &weight, c->err));
    if (direction != 1.0 && direction != -1.0)
        return frame_fault(f, row, w->direction, "1 or -1", c->err);
    if (!(weight >= 0.0 && weight <= 1e9))
        return frame_fault(f, row, w->weight, "a number from 0", c->err);
    w->node[w->n++] = (IndexNode){
        frame_cell(f, row, w->code), INDEX_NO_PARENT, (int)level, direction, weight, indicator, row
    };
    return ERR_OK;
}

static ErrCode find_parent(const ProcedureCall *c, const Frame *f, MetaWork *w, IndexNode *node)
{
    Str name = frame_cell(f, node->row, w->parent);
    if (name.n == 0 || str_eq(name, STR("NA"))) return ERR_OK;
    for (size_t k = 0; k < w->n; k++)
        if (str_eq(w->node[k].code, name)) node->parent = (int)k;
    if (node->parent == INDEX_NO_PARENT)
        return frame_fault(f, node->row, w->parent, "the iCode of a row", c->err);
    const IndexNode *p = &w->node[node->parent];
    if (p->level <= node->level || p->indicator)
        return frame_fault(f, node->row, w->parent, "a group of a higher level", c->err);
    return ERR_OK;
}

ErrCode index_meta_read(const ProcedureCall *c, const Frame *f, IndexMeta *ret)
{
    MetaWork w = { .n = 0 };
    TRY(find_meta_columns(c, f, &w));
    NEW(w.node, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) TRY(read_node(c, f, &w, i));
    for (size_t i = 0; i < w.n; i++) TRY(find_parent(c, f, &w, &w.node[i]));
    *ret = (IndexMeta){ f, w.n, w.node };
    return ERR_OK;
}

static bool is_numbers(const ProcedureCall *c, const Frame *f, size_t col)
{
    Err why;
    double v;
    (void)c;
    for (size_t i = 0; i < f->rows; i++)
        if (frame_number(f, i, col, &v, &why) != ERR_OK) return false;
    return true;
}

static ErrCode find_label(const ProcedureCall *c, const Frame *f, size_t *ret)
{
    size_t col = 0;
    bool has = frame_has(f, "uCode", &col) || !is_numbers(c, f, 0);
    *ret = has ? col : f->cols;
    if (setting_text(c->set, "label").p) TRY(column_label(c, f, &col, 0, ret));
    size_t time;
    return has && !frame_has(f, "Time", &time) ? column_distinct(c, f, *ret) : ERR_OK;
}

typedef struct {
    Str *code;
    int *node;
    double **v;
    size_t n;
} DataWork;

static ErrCode add_column(const ProcedureCall *c, const Frame *f, size_t col, int node, DataWork *w)
{
    static const FrameRange any = { -1e300, 1e300 };
    for (size_t i = 0; i < w->n; i++)
        if (node >= 0 && w->node[i] == node) return ERR_OK;
    TRY(frame_numbers(f, f->names[col].p, any, c->mem, &w->v[w->n], c->err));
    w->code[w->n] = f->names[col];
    w->node[w->n++] = node;
    return ERR_OK;
}

static ErrCode add_indicators(const ProcedureCall *c, const Frame *f, const IndexMeta *meta,
                              DataWork *w)
{
    for (size_t col = 0; col < f->cols; col++)
        for (size_t k = 0; k < meta->n; k++)
            if (meta->node[k].indicator && str_eq(meta->node[k].code, f->names[col]))
                TRY(add_column(c, f, col, (int)k, w));
    for (size_t k = 0; k < meta->n; k++) {
        size_t col;
        if (meta->node[k].indicator) TRY(frame_column(f, meta->node[k].code.p, &col, c->err));
    }
    return ERR_OK;
}

ErrCode index_data_read(const ProcedureCall *c, const Frame *f, const IndexMeta *meta,
                        IndexData *ret)
{
    DataWork w = { .n = 0 };
    size_t label;
    TRY(find_label(c, f, &label));
    NEW(w.code, f->cols + 1, c->mem, c->err);
    NEW(w.node, f->cols + 1, c->mem, c->err);
    NEW(w.v, f->cols + 1, c->mem, c->err);
    if (meta)
        TRY(add_indicators(c, f, meta, &w));
    else
        for (size_t col = 0; col < f->cols; col++)
            if (col != label && !str_eq(f->names[col], STR("Time")) && is_numbers(c, f, col))
                TRY(add_column(c, f, col, -1, &w));
    if (w.n == 0) return err_set(c->err, ERR_INPUT, "%s: there is no column of figures", f->path);
    *ret = (IndexData){ f, label, f->rows, w.n, w.code, w.node, w.v };
    return ERR_OK;
}

ErrCode index_read(const ProcedureCall *c, bool needs_meta, IndexData *ret, IndexMeta *ret_meta)
{
    IndexMeta meta = { .n = 0 };
    if (c->in[1])
        TRY(index_meta_read(c, c->in[1], &meta));
    else if (needs_meta)
        return err_set(c->err, ERR_INPUT,
                       "--meta: expected a CSV file with the columns iCode,Level,"
                       "Parent,Direction,Weight,Type");
    TRY(index_data_read(c, c->in[0], c->in[1] ? &meta : NULL, ret));
    *ret_meta = meta;
    return ERR_OK;
}

ErrCode index_print(ProcedureCall *c, const IndexData *d)
{
    const char **names;
    const char *const *all;
    NEW(names, d->n + 1, c->mem, c->err);
    for (size_t i = 0; i < d->n; i++) names[i] = d->code[i].p;
    TRY(column_names(c, d->f, d->label, names, &all));
    c->out = table_open(c->mem, c->out.format, all);
    for (size_t u = 0; u < d->units; u++) {
        column_write_label(c, d->f, d->label, u);
        for (size_t i = 0; i < d->n; i++) table_f64(&c->out, d->v[i][u], 4);
    }
    return ERR_OK;
}

double index_direction(const IndexData *d, const IndexMeta *meta, size_t i)
{
    return meta->n && d->node[i] >= 0 ? meta->node[d->node[i]].direction : 1.0;
}

ErrCode index_meta_numbers(const ProcedureCall *c, const IndexMeta *meta, const IndexData *d,
                           const char *name, double **ret)
{
    double *v;
    size_t col;
    NEW(v, d->n + 1, c->mem, c->err);
    bool has = meta->n && frame_has(meta->f, name, &col);
    for (size_t i = 0; i < d->n; i++) {
        v[i] = (double)NAN;
        if (has && d->node[i] >= 0)
            TRY(frame_number(meta->f, meta->node[d->node[i]].row, col, &v[i], c->err));
    }
    *ret = v;
    return ERR_OK;
}
