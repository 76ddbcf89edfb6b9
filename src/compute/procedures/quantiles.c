/* Bands of equal size: quintiles, deciles. */
#include <math.h>

#include "compute/columns.h"
#include "stats/rank.h"

static ErrCode read_settings(const ProcedureCall *c, int *ret_n, bool *ret_invert)
{
    *ret_n = 10;
    *ret_invert = true;
    TRY(setting_int(c->set, "nquantiles", 2, 1000, ret_n, c->err));
    return setting_flag(c->set, "invert", ret_invert, c->err);
}

static ErrCode open_table(ProcedureCall *c, const Frame *f, size_t label, size_t value)
{
    const char *names[] = { f->names[value].p, "quantile", NULL };
    const char *const *all;
    TRY(column_names(c, f, label, names, &all));
    c->out = table_open(c->mem, c->out.format, all);
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    static const FrameRange any = { -1e300, 1e300 };
    const Frame *f = c->in[0];
    size_t label, value;
    int bands;
    bool invert;
    double *v, *signed_v, *band;
    TRY(read_settings(c, &bands, &invert));
    TRY(column_find(c, f, &column_value, &value));
    TRY(column_numbers(c, f, &column_value, any, &v));
    TRY(column_label(c, f, &value, 1, &label));
    NEW(signed_v, f->rows + 1, c->mem, c->err);
    NEW(band, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) signed_v[i] = invert ? -v[i] : v[i];
    TRY(stat_bands((F64s){ f->rows, signed_v }, bands, c->mem, band, c->err));
    TRY(open_table(c, f, label, value));
    for (size_t i = 0; i < f->rows; i++) {
        column_write_label(c, f, label, i);
        table_f64(&c->out, v[i], 4);
        table_f64(&c->out, band[i], 0);
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    { "nquantiles", "10", "2 to 1000", "how many bands" },
    { "invert", "true", "true or false", "band 1 holds the highest figures" },
    COLUMN_VALUE_PARAM,
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "[label,]value", true },
                                         { NULL, NULL, false } };

PROCEDURE(quantiles) = {
    .name = "quantiles",
    .title = "Bands of equal size",
    .meaning = "Says into which tenth (or fifth) of all areas each of them falls.",
    .formula = "floor(bands + 1 - ceil((m + 1 - rank) / m x bands))",
    .defects = "",
    .source = "hyndman1996",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]value,quantile",
    .run = run,
};
