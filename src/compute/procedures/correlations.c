/* How indicators and groups go together. */
#include <math.h>

#include "compute/index_data.h"
#include "stats/correlation.h"

typedef struct {
    const Frame *f;
    IndexMeta meta;
    int low, high, spearman;
    double p;
    double **v; /* of each node; NULL without a column */
} Work;

static ErrCode read_all(ProcedureCall *c, Work *w)
{
    static const FrameRange any = { -1e300, 1e300 };
    static const char *const methods[] = { "pearson", "spearman", NULL };
    w->f = c->in[0];
    TRY(setting_word(c->set, "method", methods, &w->spearman, c->err));
    TRY(setting_number(c->set, "pval", -1e-9, 1.0, &w->p, c->err));
    TRY(setting_int(c->set, "level", 1, 100, &w->low, c->err));
    w->high = w->low + 1;
    TRY(setting_int(c->set, "with", 1, 100, &w->high, c->err));
    TRY(index_meta_read(c, c->in[1], &w->meta));
    NEW(w->v, w->meta.n + 1, c->mem, c->err);
    for (size_t k = 0; k < w->meta.n; k++) {
        int level = w->meta.node[k].level;
        if (level == w->low || level == w->high)
            TRY(frame_numbers(w->f, w->meta.node[k].code.p, any, c->mem, &w->v[k], c->err));
    }
    return ERR_OK;
}

static ErrCode write_pair(ProcedureCall *c, const Work *w, size_t a, size_t b)
{
    F64s v = { w->f->rows, w->v[a] };
    Correlation r = { 0, 0.0, 0.0 };
    if (w->spearman)
        TRY(stat_spearman(v, w->v[b], c->mem, &r, c->err));
    else
        r = stat_pearson(v, w->v[b]);
    table_text(&c->out, w->meta.node[a].code);
    table_text(&c->out, w->meta.node[b].code);
    table_f64(&c->out, r.p <= w->p ? r.r : (double)NAN, 4);
    table_f64(&c->out, r.p, 6);
    table_int(&c->out, (int64_t)r.n);
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    Work w = { .low = 1, .p = 0.05 };
    TRY(read_all(c, &w));
    for (size_t b = 0; b < w.meta.n; b++)
        for (size_t a = 0; a < w.meta.n; a++)
            if (w.meta.node[b].level == w.low && w.meta.node[a].level == w.high && a != b)
                TRY(write_pair(c, &w, a, b));
    return ERR_OK;
}

static const SettingParam params[] = {
    { "level", "1", "1 to 100", "the level of the one" },
    { "with", "the level above", "1 to 100", "the level of the other" },
    { "method", "pearson", "pearson or spearman", "of figures or of ranks" },
    { "pval", "0.05", "0 to 1", "correlations that are less sure are not shown" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = {
    { "input", "uCode, then a column per indicator and group", true },
    { "meta", "iCode,Level,Parent,Direction,Weight,Type", true },
    { NULL, NULL, false },
};
static const char *const columns[] = { "Var1", "Var2", "Correlation", "p", "n", NULL };

PROCEDURE(correlations) = {
    .name = "correlations",
    .title = "How indicators and groups go together",
    .meaning = "Says which figures rise and fall together from area to area.",
    .formula = "Pearson's r of the units that have both; p of t = r sqrt((n - 2) / (1 - r^2))",
    .defects = "",
    .source = "oecd2008",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
