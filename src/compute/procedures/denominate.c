/* Indicators divided by what they should be seen against. */
#include <math.h>

#include "compute/index_data.h"

static ErrCode divide(ProcedureCall *c, IndexData *d, size_t i, Str by)
{
    static const FrameRange positive = { 0.0, 1e300 };
    double *under;
    TRY(frame_numbers(d->f, arena_fmt(c->mem, "%.*s", STR_ARG(by)).p, positive, c->mem, &under,
                      c->err));
    for (size_t u = 0; u < d->units; u++)
        d->v[i][u] = under[u] > 0.0 ? d->v[i][u] / under[u] : (double)NAN;
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    IndexData d;
    IndexMeta meta;
    size_t col;
    TRY(index_read(c, true, &d, &meta));
    TRY(frame_column(meta.f, "Denominator", &col, c->err));
    for (size_t i = 0; i < d.n; i++) {
        Str by = frame_cell(meta.f, meta.node[d.node[i]].row, col);
        if (by.n && !str_eq(by, STR("NA"))) TRY(divide(c, &d, i, by));
    }
    return index_print(c, &d);
}

static const SettingParam params[] = { COLUMN_LABEL_PARAM, { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = { INDEX_INPUTS, { NULL, NULL, false } };

PROCEDURE(denominate) = {
    .name = "denominate",
    .title = "Figures for each person, each square kilometre, each pound",
    .meaning = "Divides each figure by what it should be seen against, such as the population.",
    .formula = "x / denominator, the column that the meta names",
    .defects = "",
    .source = "oecd2008",
    .params = params,
    .inputs = inputs,
    .shape = "uCode and the indicators",
    .run = run,
};
