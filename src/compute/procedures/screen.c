/* Which units have enough figures. */
#include <math.h>

#include "compute/index_data.h"

typedef struct {
    size_t missing, zero;
    double available, non_zero;
} Standing;

static Standing standing(const IndexData *d, size_t u)
{
    Standing s = { 0, 0, 0.0, 0.0 };
    for (size_t i = 0; i < d->n; i++) {
        s.missing += isnan(d->v[i][u]);
        s.zero += d->v[i][u] == 0.0;
    }
    double there = (double)(d->n - s.missing);
    s.available = there / (double)d->n;
    s.non_zero = there > 0.0 ? 1.0 - (double)s.zero / there : (double)NAN;
    return s;
}

static void tell(ProcedureCall *c, const IndexData *d, size_t u, Standing s)
{
    Table *t = c->extra[0];
    table_text(t, d->label < d->f->cols ? frame_cell(d->f, u, d->label) : STR(""));
    table_int(t, (int64_t)s.missing);
    table_int(t, (int64_t)s.zero);
    table_int(t, (int64_t)(s.missing + s.zero));
    table_f64(t, s.available, 4);
    table_f64(t, s.non_zero, 4);
}

static ErrCode run(ProcedureCall *c)
{
    IndexData d;
    IndexMeta meta;
    double available = 2.0 / 3.0, non_zero = 0.0;
    TRY(index_read(c, false, &d, &meta));
    TRY(setting_number(c->set, "datThreshold", -1e-9, 1.0, &available, c->err));
    TRY(setting_number(c->set, "nonZeroThreshold", -1e-9, 1.0, &non_zero, c->err));
    const char **names;
    const char *const *all;
    NEW(names, d.n + 1, c->mem, c->err);
    for (size_t i = 0; i < d.n; i++) names[i] = d.code[i].p;
    TRY(column_names(c, d.f, d.label, names, &all));
    c->out = table_open(c->mem, c->out.format, all);
    size_t left = 0;
    for (size_t u = 0; u < d.units; u++) {
        Standing s = standing(&d, u);
        if (c->extra[0]) tell(c, &d, u, s);
        bool stays = s.available >= available && (non_zero <= 0.0 || s.non_zero >= non_zero);
        left += !stays;
        if (!stays) continue;
        column_write_label(c, d.f, d.label, u);
        for (size_t i = 0; i < d.n; i++) table_f64(&c->out, d.v[i][u], 4);
    }
    buf_addf(c->notes, "%zu of %zu units have too few figures\n", left, d.units);
    return ERR_OK;
}

static const SettingParam params[] = {
    { "datThreshold", "2/3", "0 to 1", "share of the indicators that a unit must have" },
    { "nonZeroThreshold", "0", "0 to 1", "share of its figures that must not be zero" },
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { INDEX_INPUTS, { NULL, NULL, false } };
static const char *const details[] = { "uCode",     "N_missing", "N_zero", "N_miss_or_zero",
                                       "Dat_Avail", "Non_Zero",  NULL };
static const ProcedureOutput outputs[] = { { "details", details }, { NULL, NULL } };

PROCEDURE(screen) = {
    .name = "screen",
    .title = "Units with enough figures",
    .meaning = "Leaves out areas of which too little is known, and says how much of each is.",
    .formula = "figures there / indicators",
    .defects = "",
    .source = "oecd2008",
    .params = params,
    .inputs = inputs,
    .outputs = outputs,
    .shape = "uCode and the indicators of the units that stay",
    .run = run,
};
