/* How unevenly groups live across small areas, for each larger area and for all together. */
#include <math.h>

#include "compute/columns.h"
#include "stats/segregation.h"

typedef struct {
    const Frame *f;
    size_t by;    /* column of the larger area; f->cols for none */
    Groups units; /* small areas, over rows */
    Groups kinds; /* groups of people of the long form; n 0 for the wide one */
    const Str *group;
    size_t groups;
    double *count;  /* units x groups */
    Groups areas;   /* larger areas, over units (see row_of) */
    size_t *order;  /* units area by area */
    size_t *at;     /* areas + 1 */
    double *sorted; /* counts in that order */
    double *a, *b, *all;
} Work;

static const char *const unit_names[] = { "lsoa21_code", "unit", "school", "place", NULL };
static const ColumnName unit_column = { "place", unit_names };

static ErrCode read_long(ProcedureCall *c, Work *w, size_t kind)
{
    static const FrameRange count = { 0.0, 1e12 };
    double *n;
    TRY(column_numbers(
        c, w->f, &(ColumnName){ "count", (const char *const[]){ "n", "count", NULL } }, count, &n));
    TRY(column_groups(c, w->f, kind, &w->kinds));
    w->group = w->kinds.name;
    w->groups = w->kinds.n;
    NEW(w->count, w->units.n * w->groups + 1, c->mem, c->err);
    for (size_t i = 0; i < w->f->rows; i++) {
        if (isnan(n[i]))
            return err_set(c->err, ERR_INPUT, "%s: line %lld: there is no count", w->f->path,
                           (long long)w->f->line[i]);
        w->count[w->units.of[i] * w->groups + w->kinds.of[i]] += n[i];
    }
    return ERR_OK;
}

static bool is_count(const Frame *f, size_t col)
{
    Err why;
    double v;
    for (size_t i = 0; i < f->rows; i++)
        if (frame_number(f, i, col, &v, &why) != ERR_OK) return false;
    return f->rows > 0;
}

static ErrCode read_wide(ProcedureCall *c, Work *w, size_t unit)
{
    static const FrameRange count = { 0.0, 1e12 };
    Str *name;
    size_t *col;
    NEW(name, w->f->cols, c->mem, c->err);
    NEW(col, w->f->cols, c->mem, c->err);
    for (size_t k = 0; k < w->f->cols; k++)
        if (k != unit && k != w->by && is_count(w->f, k)) {
            name[w->groups] = w->f->names[k];
            col[w->groups++] = k;
        }
    w->group = name;
    NEW(w->count, w->units.n * w->groups + 1, c->mem, c->err);
    for (size_t g = 0; g < w->groups; g++) {
        double *v;
        TRY(frame_numbers(w->f, name[g].p, count, c->mem, &v, c->err));
        for (size_t i = 0; i < w->f->rows; i++) {
            if (isnan(v[i])) return frame_fault(w->f, i, col[g], "a count", c->err);
            w->count[w->units.of[i] * w->groups + g] += v[i];
        }
    }
    return ERR_OK;
}

/* Units of each larger area side by side. */
static ErrCode order_units(ProcedureCall *c, Work *w)
{
    Groups rows;
    size_t *area, *next, n = w->units.n;
    TRY(column_groups(c, w->f, w->by, &rows));
    NEW(area, n + 1, c->mem, c->err);
    NEW(w->order, n + 1, c->mem, c->err);
    NEW(w->at, rows.n + 2, c->mem, c->err);
    NEW(next, rows.n + 1, c->mem, c->err);
    for (size_t u = 0; u < n; u++) area[u] = rows.of[w->units.row[w->units.at[u]]];
    for (size_t i = 0; i < w->f->rows; i++)
        if (rows.of[i] != area[w->units.of[i]])
            return err_set(c->err, ERR_INPUT, "%s: line %lld: '%.*s' lies in two areas", w->f->path,
                           (long long)w->f->line[i], STR_ARG(w->units.name[w->units.of[i]]));
    for (size_t u = 0; u < n; u++) w->at[area[u] + 1]++;
    for (size_t k = 0; k < rows.n; k++) w->at[k + 1] += w->at[k];
    memcpy(next, w->at, rows.n * sizeof *next);
    for (size_t u = 0; u < n; u++) w->order[next[area[u]]++] = u;
    w->areas = rows;
    NEW(w->sorted, n * w->groups + 1, c->mem, c->err);
    for (size_t i = 0; i < n; i++)
        memcpy(w->sorted + i * w->groups, w->count + w->order[i] * w->groups,
               w->groups * sizeof *w->sorted);
    return ERR_OK;
}

static ErrCode read_all(ProcedureCall *c, Work *w)
{
    static const char *const none[] = { NULL }, *const kinds[] = { "group", "race", "ethnicity",
                                                                   NULL };
    static const ColumnName by = { "by", none }, kind = { "group", kinds };
    size_t unit = 0, kind_at = 0;
    bool has_unit, has_by, has_kind;
    w->f = c->in[0];
    w->by = w->f->cols;
    TRY(column_look(c, w->f, &unit_column, &has_unit, &unit));
    TRY(column_look(c, w->f, &by, &has_by, &w->by));
    TRY(column_look(c, w->f, &kind, &has_kind, &kind_at));
    TRY(column_groups(c, w->f, has_unit ? unit : 0, &w->units));
    TRY(has_kind ? read_long(c, w, kind_at) : read_wide(c, w, has_unit ? unit : 0));
    if (w->groups < 2)
        return err_set(c->err, ERR_INPUT, "%s: expected counts of two groups or more", w->f->path);
    NEW(w->a, w->units.n + 1, c->mem, c->err);
    NEW(w->b, w->units.n + 1, c->mem, c->err);
    NEW(w->all, w->units.n + 1, c->mem, c->err);
    return order_units(c, w);
}

/* What of whom, towards whom. */
typedef struct {
    const char *index;
    Str of, to;
} Line;

static void write(ProcedureCall *c, const Work *w, size_t area, Line line, double v)
{
    table_text(&c->out, area < w->areas.n ? w->areas.name[area] : STR("all"));
    table_text(&c->out, str_of(line.index));
    table_text(&c->out, line.of);
    table_text(&c->out, line.to);
    table_f64(&c->out, v, 4);
}

/* Columns of one group (or of all but `reference`) over the units of a range. */
static void gather(const Work *w, size_t from, size_t to, size_t g, bool others, double *ret)
{
    for (size_t i = from; i < to; i++) {
        double sum = 0.0;
        for (size_t k = 0; k < w->groups; k++)
            if (others ? k != g : k == g) sum += w->sorted[i * w->groups + k];
        ret[i - from] = sum;
    }
}

static ErrCode write_one_group(ProcedureCall *c, const Work *w, size_t area, Str name,
                               double *group)
{
    size_t n = area < w->areas.n ? w->at[area + 1] - w->at[area] : w->units.n;
    SegregationPair with_all = { n, group, group, w->all };
    double gini, share = 0.0, people = 0.0;
    for (size_t i = 0; i < n; i++) {
        share += group[i];
        people += w->all[i];
        w->b[i] = w->all[i] - group[i];
    }
    share /= people;
    double isolation = stat_exposure(&with_all);
    TRY(stat_segregation_gini(&with_all, c->mem, &gini, c->err));
    SegregationPair with_rest = { n, group, w->b, w->all };
    write(c, w, area, (Line){ "share", name, STR("") }, share);
    write(c, w, area, (Line){ "dissimilarity", name, STR("others") },
          stat_dissimilarity(&with_rest));
    write(c, w, area, (Line){ "isolation", name, name }, isolation);
    write(c, w, area, (Line){ "exposure", name, STR("others") }, stat_exposure(&with_rest));
    write(c, w, area, (Line){ "eta2", name, STR("") },
          share < 1.0 ? (isolation - share) / (1.0 - share) : (double)NAN);
    write(c, w, area, (Line){ "gini", name, STR("") }, gini);
    return ERR_OK;
}

static void write_pairs(ProcedureCall *c, const Work *w, size_t area, size_t from, size_t to)
{
    for (size_t g = 0; g < w->groups; g++)
        for (size_t h = 0; h < w->groups; h++) {
            if (g == h) continue;
            gather(w, from, to, g, false, w->a);
            gather(w, from, to, h, false, w->b);
            SegregationPair p = { to - from, w->a, w->b, w->all };
            write(c, w, area, (Line){ "exposure", w->group[g], w->group[h] }, stat_exposure(&p));
            if (g < h)
                write(c, w, area, (Line){ "dissimilarity", w->group[g], w->group[h] },
                      stat_dissimilarity(&p));
        }
}

static ErrCode write_local(ProcedureCall *c, const Work *w, size_t area, const SegregationTable *t)
{
    double *share, all = 0.0;
    size_t from = area < w->areas.n ? w->at[area] : 0;
    NEW(share, w->groups, c->mem, c->err);
    stat_group_shares(t, share);
    for (size_t i = 0; i < t->units; i++) all += w->all[i];
    for (size_t i = 0; i < t->units && c->extra[0]; i++) {
        table_text(c->extra[0], area < w->areas.n ? w->areas.name[area] : STR("all"));
        table_text(c->extra[0], w->units.name[w->order[from + i]]);
        table_f64(c->extra[0], stat_local_segregation(t, share, i), 6);
        table_f64(c->extra[0], w->all[i] / all, 6);
    }
    return ERR_OK;
}

static ErrCode write_area(ProcedureCall *c, Work *w, size_t area, Mixture *ret)
{
    size_t from = area < w->areas.n ? w->at[area] : 0;
    size_t to = area < w->areas.n ? w->at[area + 1] : w->units.n;
    SegregationTable t = { to - from, w->groups, w->sorted + from * w->groups };
    gather(w, from, to, w->groups, true, w->all);
    Mixture m = stat_mixture(&t);
    write(c, w, area, (Line){ "units", STR(""), STR("") }, (double)t.units);
    write(c, w, area, (Line){ "people", STR(""), STR("") }, m.total);
    write(c, w, area, (Line){ "entropy", STR(""), STR("") }, m.entropy);
    write(c, w, area, (Line){ "simpson", STR(""), STR("") }, m.simpson);
    write(c, w, area, (Line){ "M", STR(""), STR("") }, m.mutual);
    write(c, w, area, (Line){ "H", STR(""), STR("") }, m.theil);
    for (size_t g = 0; g < w->groups; g++) {
        gather(w, from, to, g, false, w->a);
        TRY(write_one_group(c, w, area, w->group[g], w->a));
        gather(w, from, to, g, true, w->a);
        Str others = arena_fmt(c->mem, "not %.*s", STR_ARG(w->group[g]));
        TRY(write_one_group(c, w, area, others, w->a));
    }
    write_pairs(c, w, area, from, to);
    *ret = m;
    return write_local(c, w, area, &t);
}

static ErrCode run(ProcedureCall *c)
{
    Work w = { .groups = 0 };
    Mixture whole, part;
    double within = 0.0;
    TRY(read_all(c, &w));
    TRY(write_area(c, &w, w.areas.n, &whole));
    if (w.by == w.f->cols) return ERR_OK;
    for (size_t k = 0; k < w.areas.n; k++) {
        TRY(write_area(c, &w, k, &part));
        if (part.total > 0.0) within += part.total / whole.total * part.mutual;
        write(c, &w, k, (Line){ "share of people", STR(""), STR("") }, part.total / whole.total);
        write(c, &w, k, (Line){ "entropy ratio", STR(""), STR("") }, part.entropy / whole.entropy);
    }
    write(c, &w, w.areas.n, (Line){ "M within areas", STR(""), STR("") }, within);
    write(c, &w, w.areas.n, (Line){ "M between areas", STR(""), STR("") }, whole.mutual - within);
    write(c, &w, w.areas.n, (Line){ "H within areas", STR(""), STR("") }, within / whole.entropy);
    write(c, &w, w.areas.n, (Line){ "H between areas", STR(""), STR("") },
          (whole.mutual - within) / whole.entropy);
    return ERR_OK;
}

static const SettingParam params[] = {
    { "by", "none", "a column", "larger areas that are told one by one" },
    { "place", "lsoa21_code, unit, school, place; else the first", "a column", "the small areas" },
    { "group", "group, race or ethnicity", "a column",
      "the groups, when each row is one group's count; else each column of numbers is a group" },
    { "count", "n or count", "a column", "the counts, when each row is one group's" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = {
    { "input", "place[,area], then a column per group; or place,group,n", true },
    { NULL, NULL, false },
};
static const char *const local[] = { "area", "place", "ls", "p", NULL };
static const ProcedureOutput outputs[] = { { "details", local }, { NULL, NULL } };
static const char *const columns[] = { "area", "index", "of", "to", "value", NULL };

PROCEDURE(segregation) = {
    .name = "segregation",
    .title = "How unevenly groups live across small areas",
    .meaning = "Says how far groups of people live apart from each other, and how often they meet.",
    .formula =
        "D = sum |a_i / A - b_i / B| / 2; exposure sum a_i / A x b_i / t_i; eta2 = (isolation - "
        "P) / (1 - P); M = sum t_i / T sum p_ig ln(p_ig / p_g), within areas by their shares "
        "of people and between them the rest; H = M / entropy",
    .defects = "",
    .source = "massey1988",
    .params = params,
    .inputs = inputs,
    .outputs = outputs,
    .columns = columns,
    .run = run,
};
