#include "compute/spatial_data.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    size_t from, to;
} Link;

typedef struct {
    Link *link;
    size_t n, left_out;
} Links;

static size_t place_of(const Groups *g, const size_t *index, Str name)
{
    for (size_t k = 0; k < g->n; k++)
        if (str_eq(g->name[k], name)) return index[g->row[g->at[k]]];
    return SIZE_MAX;
}

static int by_ends(const void *a, const void *b)
{
    const Link *x = a, *y = b;
    if (x->from != y->from) return (x->from > y->from) - (x->from < y->from);
    return (x->to > y->to) - (x->to < y->to);
}

/* Sorted, each once. */
static void tidy(Links *l)
{
    size_t kept = 0;
    qsort(l->link, l->n, sizeof *l->link, by_ends);
    for (size_t i = 0; i < l->n; i++)
        if (kept == 0 || by_ends(&l->link[kept - 1], &l->link[i]) != 0)
            l->link[kept++] = l->link[i];
    l->n = kept;
}

static ErrCode read_links(ProcedureCall *c, const SpatialData *s, const size_t *index, Links *ret)
{
    const Frame *f = c->in[1];
    size_t kind = f->cols, weight;
    bool ferries = false;
    Groups names;
    TRY(setting_flag(c->set, "ferries", &ferries, c->err));
    TRY(column_groups(c, s->f, s->label, &names));
    if (f->cols < 2)
        return err_set(c->err, ERR_INPUT, "%s: expected the columns a,b[,kind]", f->path);
    if (frame_has(f, "weight", &weight))
        return err_set(c->err, ERR_INPUT,
                       "%s: the column weight: expected none, --set style says what links weigh",
                       f->path);
    (void)frame_has(f, "kind", &kind);
    NEW(ret->link, 2 * f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) {
        if (kind < f->cols && !ferries && str_eq_nocase(frame_cell(f, i, kind), STR("ferry")))
            continue;
        size_t a = place_of(&names, index, frame_cell(f, i, 0));
        size_t b = place_of(&names, index, frame_cell(f, i, 1));
        if (str_eq(frame_cell(f, i, 0), frame_cell(f, i, 1)))
            return frame_fault(f, i, 1, "another place", c->err);
        if (a == SIZE_MAX || b == SIZE_MAX) {
            ret->left_out++;
            continue;
        }
        ret->link[ret->n++] = (Link){ a, b };
        ret->link[ret->n++] = (Link){ b, a };
    }
    if (ret->left_out)
        buf_addf(c->notes, "%zu links lead to places without a figure\n", ret->left_out);
    return ERR_OK;
}

typedef struct {
    double distance;
    size_t at;
} Away;

static int by_distance(const void *a, const void *b)
{
    const Away *x = a, *y = b;
    if (x->distance != y->distance)
        return (x->distance > y->distance) - (x->distance < y->distance);
    return (x->at > y->at) - (x->at < y->at);
}

static ErrCode nearest(ProcedureCall *c, const SpatialData *s, const double *x, const double *y,
                       Links *ret)
{
    int k = 0;
    Away *away;
    TRY(setting_int(c->set, "k", 1, 100, &k, c->err));
    if ((size_t)k >= s->n) return err_set(c->err, ERR_INPUT, "setting k: only %zu places", s->n);
    NEW(away, s->n, c->mem, c->err);
    NEW(ret->link, s->n * (size_t)k + 1, c->mem, c->err);
    for (size_t i = 0; i < s->n; i++) {
        size_t n = 0;
        for (size_t j = 0; j < s->n; j++)
            if (j != i) away[n++] = (Away){ hypot(x[j] - x[i], y[j] - y[i]), j };
        qsort(away, n, sizeof *away, by_distance);
        for (size_t j = 0; j < (size_t)k; j++) ret->link[ret->n++] = (Link){ i, away[j].at };
    }
    return ERR_OK;
}

static ErrCode read_places(ProcedureCall *c, const SpatialData *s, const size_t *index, Links *ret)
{
    static const FrameRange any = { -1e12, 1e12 };
    static const char *const xs[] = { "x", "centroid_e", "easting", NULL };
    static const char *const ys[] = { "y", "centroid_n", "northing", NULL };
    const Frame *f = c->in[2];
    double *px, *py, *x, *y;
    Groups names;
    TRY(column_numbers(c, f, &(ColumnName){ "x", xs }, any, &px));
    TRY(column_numbers(c, f, &(ColumnName){ "y", ys }, any, &py));
    TRY(column_groups(c, s->f, s->label, &names));
    NEW(x, s->n + 1, c->mem, c->err);
    NEW(y, s->n + 1, c->mem, c->err);
    for (size_t i = 0; i < s->n; i++) x[i] = y[i] = (double)NAN;
    for (size_t i = 0; i < f->rows; i++) {
        size_t at = place_of(&names, index, frame_cell(f, i, 0));
        if (at == SIZE_MAX) continue;
        x[at] = px[i];
        y[at] = py[i];
    }
    for (size_t i = 0; i < s->n; i++)
        if (isnan(x[i] + y[i]))
            return err_set(c->err, ERR_INPUT, "%s: there is no x,y for '%.*s'", f->path,
                           STR_ARG(frame_cell(s->f, s->row[i], s->label)));
    return nearest(c, s, x, y, ret);
}

static ErrCode make_neighbours(ProcedureCall *c, SpatialData *s, Links *l)
{
    size_t *at, *to;
    double *weight;
    tidy(l);
    NEW(at, s->n + 2, c->mem, c->err);
    NEW(to, l->n + 1, c->mem, c->err);
    NEW(weight, l->n + 1, c->mem, c->err);
    for (size_t i = 0; i < l->n; i++) at[l->link[i].from + 1]++;
    for (size_t i = 0; i < s->n; i++) at[i + 1] += at[i];
    for (size_t i = 0; i < l->n; i++) {
        size_t from = l->link[i].from;
        to[i] = l->link[i].to;
        weight[i] = s->standard ? 1.0 / (double)(at[from + 1] - at[from]) : 1.0;
    }
    s->near = (Neighbours){ s->n, at, to, weight };
    size_t alone = 0;
    for (size_t i = 0; i < s->n; i++) alone += at[i + 1] == at[i];
    if (alone) buf_addf(c->notes, "%zu places have no neighbour\n", alone);
    return ERR_OK;
}

ErrCode spatial_read(ProcedureCall *c, const bool *kept, SpatialData *ret)
{
    static const char *const styles[] = { "W", "B", NULL };
    SpatialData s = { .f = c->in[0], .seed = 1, .permutations = 0 };
    Links links = { NULL, 0, 0 };
    size_t *row, *index;
    int style = 0;
    TRY(setting_word(c->set, "style", styles, &style, c->err));
    s.standard = style == 0;
    TRY(column_label(c, s.f, &s.label, 0, &s.label));
    TRY(column_distinct(c, s.f, s.label));
    NEW(row, s.f->rows + 1, c->mem, c->err);
    NEW(index, s.f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < s.f->rows; i++) {
        index[i] = !kept || kept[i] ? s.n : SIZE_MAX;
        if (index[i] != SIZE_MAX) row[s.n++] = i;
    }
    s.row = row;
    bool nearest_k = setting_text(c->set, "k").p != NULL;
    if (nearest_k ? !c->in[2] : !c->in[1])
        return err_set(c->err, ERR_INPUT, "--%s: expected a CSV file with the columns %s",
                       nearest_k ? "places" : "neighbours", nearest_k ? "place,x,y" : "a,b[,kind]");
    TRY(nearest_k ? read_places(c, &s, index, &links) : read_links(c, &s, index, &links));
    TRY(make_neighbours(c, &s, &links));
    *ret = s;
    return ERR_OK;
}

ErrCode spatial_read_value(ProcedureCall *c, SpatialData *ret)
{
    static const FrameRange any = { -1e300, 1e300 };
    const Frame *f = c->in[0];
    double *v;
    bool *kept;
    TRY(column_numbers(c, f, &column_value, any, &v));
    NEW(kept, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) kept[i] = !isnan(v[i]);
    TRY(spatial_read(c, kept, ret));
    ret->permutations = 999;
    TRY(setting_int(c->set, "permutations", 0, 1000000, &ret->permutations, c->err));
    TRY(setting_int(c->set, "seed", 0, INT32_MAX, &ret->seed, c->err));
    NEW(ret->v, ret->n + 1, c->mem, c->err);
    for (size_t i = 0; i < ret->n; i++) ret->v[i] = v[ret->row[i]];
    return ERR_OK;
}
