/* Whether the members of each group measure one thing. */
#include "compute/index_data.h"
#include "stats/correlation.h"

static ErrCode run(ProcedureCall *c)
{
    IndexData d;
    IndexMeta meta;
    const double **v;
    TRY(index_read(c, true, &d, &meta));
    NEW(v, d.n + 1, c->mem, c->err);
    for (size_t k = 0; k < meta.n; k++) {
        size_t n = 0;
        for (size_t i = 0; i < d.n; i++)
            if (meta.node[d.node[i]].parent == (int)k) v[n++] = d.v[i];
        if (n == 0) continue;
        table_text(&c->out, meta.node[k].code);
        table_int(&c->out, (int64_t)n);
        table_f64(&c->out, stat_cronbach(v, n, d.units), 4);
    }
    return ERR_OK;
}

static const SettingParam params[] = { COLUMN_LABEL_PARAM, { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = {
    { "input", "uCode, then a column per indicator", true },
    { "meta", "iCode,Level,Parent,Direction,Weight,Type", true },
    { NULL, NULL, false },
};
static const char *const columns[] = { "group", "members", "alpha", NULL };

PROCEDURE(cronbach) = {
    .name = "cronbach",
    .title = "Cronbach's alpha of each group",
    .meaning = "Says how far the figures of a group measure one thing.",
    .formula = "n / (n - 1) (1 - sum of variances / variance of the sum)",
    .defects = "",
    .source = "cronbach1951",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
