/* Which of many p-values to believe. */
#include <math.h>

#include "compute/columns.h"
#include "stats/fdr.h"

static ErrCode run(ProcedureCall *c)
{
    static const FrameRange share = { 0.0, 1.0 };
    static const char *const usual[] = { "p", "pvalue", "p_value", "Pi", NULL };
    static const ColumnName column = { "p", usual };
    const Frame *f = c->in[0];
    const char *const *names;
    const char *plain[] = { NULL, "adjusted", "believed", NULL };
    size_t at, label;
    double *p, *adjusted, q = 0.05;
    TRY(setting_number(c->set, "q", 0.0, 0.999999, &q, c->err));
    TRY(column_find(c, f, &column, &at));
    TRY(column_numbers(c, f, &column, share, &p));
    TRY(column_label(c, f, &at, 1, &label));
    NEW(adjusted, f->rows + 1, c->mem, c->err);
    TRY(stat_benjamini_hochberg_adjusted((F64s){ f->rows, p }, c->mem, adjusted, c->err));
    plain[0] = f->names[at].p;
    TRY(column_names(c, f, label, plain, &names));
    c->out = table_open(c->mem, c->out.format, names);
    for (size_t i = 0; i < f->rows; i++) {
        column_write_label(c, f, label, i);
        table_f64(&c->out, p[i], 6);
        table_f64(&c->out, adjusted[i], 6);
        if (isnan(p[i]))
            table_missing(&c->out);
        else
            table_text(&c->out, adjusted[i] <= q ? STR("true") : STR("false"));
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    { "q", "0.05", "above 0, below 1", "the share of chance among the believed" },
    { "p", "p, pvalue, p_value or Pi", "a column", "the p-values" },
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "[label,]p", true }, { NULL, NULL, false } };

PROCEDURE(fdr) = {
    .name = "fdr",
    .title = "Benjamini and Hochberg's rule",
    .meaning = "Says which of many differences to believe when some are bound to be chance.",
    .formula = "adjusted p_(i) = min over k >= i of m p_(k) / k, at most 1; believed up to q",
    .defects = "",
    .source = "benjamini1995",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]p,adjusted,believed",
    .run = run,
};
