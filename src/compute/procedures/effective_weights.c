/* What each indicator and group counts for in the top group. */
#include "compute/index_data.h"

static double share_of(const IndexMeta *meta, size_t k)
{
    double share = 1.0;
    int depth = 0;
    for (int at = (int)k; meta->node[at].parent != INDEX_NO_PARENT && depth < 200; depth++) {
        double sum = 0.0;
        int parent = meta->node[at].parent;
        for (size_t i = 0; i < meta->n; i++)
            if (meta->node[i].parent == parent) sum += meta->node[i].weight;
        share *= sum > 0.0 ? meta->node[at].weight / sum : 0.0;
        at = parent;
    }
    return share;
}

static ErrCode run(ProcedureCall *c)
{
    IndexMeta meta;
    TRY(index_meta_read(c, c->in[0], &meta));
    for (size_t k = 0; k < meta.n; k++) {
        table_text(&c->out, meta.node[k].code);
        table_int(&c->out, meta.node[k].level);
        table_f64(&c->out, meta.node[k].weight, 4);
        table_f64(&c->out, share_of(&meta, k), 4);
    }
    return ERR_OK;
}

static const SettingParam params[] = { { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = {
    { "meta", "iCode,Level,Parent,Direction,Weight,Type", true },
    { NULL, NULL, false },
};
static const char *const columns[] = { "iCode", "Level", "Weight", "EffWeight", NULL };

PROCEDURE(effective_weights) = {
    .name = "effective-weights",
    .title = "What each indicator counts for in the whole",
    .meaning = "Says how much of the summary score each figure makes up.",
    .formula = "product of weight / sum of the weights of its group, up to the top",
    .defects = "",
    .source = "oecd2008",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
