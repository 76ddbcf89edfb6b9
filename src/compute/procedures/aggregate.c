/* Indicators become groups, and groups the groups above them. */
#include <math.h>

#include "compute/index_data.h"
#include "stats/aggregate.h"

enum { MOST_LEVELS = 20 };

static const char *const words[] = {
    "amean", "gmean", "hmean", "genmean", "copeland", "sum", NULL
};

typedef struct {
    IndexData d;
    IndexMeta meta;
    int method[MOST_LEVELS], levels; /* by level from 2; the last goes on for those above */
    int *own;                        /* of each node by its own method, or -1 */
    Aggregate how;
    double **v; /* of each node, NULL until it is known */
} Work;

static int word_at(Str s)
{
    for (int i = 0; words[i]; i++)
        if (str_eq_nocase(s, str_of(words[i]))) return i;
    return -1;
}

static ErrCode read_methods(ProcedureCall *c, Work *w)
{
    Str rest = setting_text(c->set, "method"), part;
    if (!rest.p) rest = STR("amean");
    while (str_split(&rest, ',', &part)) {
        int at = word_at(str_trim(part));
        if (at < 0 || w->levels == MOST_LEVELS)
            return err_set(c->err, ERR_INPUT,
                           "setting method: '%.*s' is not amean, gmean, hmean, "
                           "genmean, copeland or sum",
                           part.n > 40 ? 40 : (int)part.n, part.p);
        w->method[w->levels++] = at;
    }
    w->how.power = -1.0;
    TRY(setting_number(c->set, "p", -1000.0, 1000.0, &w->how.power, c->err));
    return setting_number(c->set, "datThreshold", -1e-9, 1.0, &w->how.least, c->err);
}

/* A group may name its own method in the meta. */
static ErrCode read_own(ProcedureCall *c, Work *w)
{
    size_t col;
    bool has = frame_has(w->meta.f, "Method", &col);
    NEW(w->own, w->meta.n + 1, c->mem, c->err);
    for (size_t k = 0; k < w->meta.n; k++) {
        Str s = has ? frame_cell(w->meta.f, w->meta.node[k].row, col) : STR("");
        w->own[k] = word_at(s);
        if (s.n && !str_eq(s, STR("NA")) && w->own[k] < 0)
            return frame_fault(w->meta.f, w->meta.node[k].row, col, "a method of aggregation",
                               c->err);
    }
    return ERR_OK;
}

static ErrCode aggregate_node(ProcedureCall *c, Work *w, size_t node)
{
    size_t n = 0, units = w->d.units;
    const double **v;
    double *weight, *x;
    Aggregate how = w->how;
    int level = w->meta.node[node].level - 2;
    NEW(v, w->meta.n, c->mem, c->err);
    NEW(weight, w->meta.n, c->mem, c->err);
    NEW(x, w->meta.n, c->mem, c->err);
    NEW(w->v[node], units + 1, c->mem, c->err);
    for (size_t k = 0; k < w->meta.n; k++) {
        if (w->meta.node[k].parent != (int)node || !w->v[k]) continue;
        weight[n] = w->meta.node[k].weight;
        v[n++] = w->v[k];
    }
    how.method =
        (AggregateMethod)(w->own[node] >= 0 ? w->own[node]
                                            : w->method[level < w->levels ? level : w->levels - 1]);
    if (how.method == AGGREGATE_COPELAND) {
        stat_copeland(&(AggregateGroup){ units, n, v, weight }, how.least, w->v[node]);
        return ERR_OK;
    }
    for (size_t u = 0; u < units; u++) {
        for (size_t i = 0; i < n; i++) x[i] = v[i][u];
        w->v[node][u] = stat_aggregate((F64s){ n, x }, weight, &how);
    }
    return ERR_OK;
}

static ErrCode aggregate_all(ProcedureCall *c, Work *w)
{
    int top = 1;
    NEW(w->v, w->meta.n + 1, c->mem, c->err);
    for (size_t i = 0; i < w->d.n; i++) w->v[w->d.node[i]] = w->d.v[i];
    for (size_t k = 0; k < w->meta.n; k++)
        if (w->meta.node[k].level > top) top = w->meta.node[k].level;
    for (int level = 2; level <= top; level++)
        for (size_t k = 0; k < w->meta.n; k++)
            if (w->meta.node[k].level == level && !w->meta.node[k].indicator)
                TRY(aggregate_node(c, w, k));
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    Work w = { .levels = 0 };
    IndexData groups;
    Str *code;
    TRY(index_read(c, true, &w.d, &w.meta));
    TRY(read_methods(c, &w));
    TRY(read_own(c, &w));
    TRY(aggregate_all(c, &w));
    groups = w.d;
    groups.n = 0;
    NEW(code, w.meta.n + 1, c->mem, c->err);
    NEW(groups.v, w.meta.n + 1, c->mem, c->err);
    for (size_t k = 0; k < w.meta.n; k++)
        if (!w.meta.node[k].indicator) {
            code[groups.n] = w.meta.node[k].code;
            groups.v[groups.n++] = w.v[k];
        }
    groups.code = code;
    if (groups.n == 0) return err_set(c->err, ERR_INPUT, "%s: there is no group", w.meta.f->path);
    return index_print(c, &groups);
}

static const SettingParam params[] = {
    { "method", "amean", "amean, gmean, hmean, genmean, copeland or sum",
      "how; several with commas, from the lowest groups up" },
    { "p", "-1", "a number", "the power of genmean" },
    { "datThreshold", "0", "0 to 1", "share of a group's members that must be there" },
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = {
    { "input", "uCode, then a column per indicator", true },
    { "meta", "iCode,Level,Parent,Direction,Weight,Type[,Method]", true },
    { NULL, NULL, false },
};

PROCEDURE(aggregate) = {
    .name = "aggregate",
    .title = "Indicators into groups",
    .meaning = "Makes one figure of several, with the weights said, group by group.",
    .formula = "sum w x / sum w; exp(sum w ln x / sum w); sum w / sum(w / x); "
               "(sum w x^p / sum w)^(1/p); sum w x; or units beaten less units that beat it",
    .defects = "COINr's Aggregate fails for Copeland by data frame; here it is a method like the "
               "others.",
    .source = "oecd2008",
    .params = params,
    .inputs = inputs,
    .shape = "uCode and the groups",
    .run = run,
};
