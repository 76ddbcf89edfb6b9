/* Missing figures filled by a stated rule, and each of them told. */
#include <math.h>

#include "compute/index_data.h"
#include "stats/interval.h"
#include "stats/rank.h"

typedef enum { NOTHING, MEAN, MEDIAN, CARRY } Rule;

typedef struct {
    IndexData d;
    IndexMeta meta;
    int rule, expiry;
    Groups groups;
    double *time;
    size_t filled;
} Work;

static ErrCode read_settings(ProcedureCall *c, Work *w)
{
    static const char *const words[] = { "none", "mean", "median", "carry", NULL };
    static const char *const usual[] = { NULL };
    static const ColumnName group = { "group", usual };
    size_t col = w->d.f->cols;
    bool found;
    w->rule = MEDIAN;
    w->expiry = 2;
    TRY(setting_word(c->set, "method", words, &w->rule, c->err));
    TRY(setting_int(c->set, "expiry", 1, 100, &w->expiry, c->err));
    TRY(column_look(c, w->d.f, &group, &found, &col));
    if (w->rule == CARRY) {
        static const FrameRange any = { -1e300, 1e300 };
        TRY(frame_numbers(w->d.f, "Time", any, c->mem, &w->time, c->err));
        col = w->d.label; /* a unit's own earlier figures */
    }
    return column_groups(c, w->d.f, col, &w->groups);
}

static void tell(ProcedureCall *c, Work *w, size_t i, size_t u, const char *from)
{
    w->filled++;
    if (!c->extra[0]) return;
    table_text(c->extra[0],
               w->d.label < w->d.f->cols ? frame_cell(w->d.f, u, w->d.label) : STR(""));
    table_text(c->extra[0], w->d.code[i]);
    table_f64(c->extra[0], w->d.v[i][u], 4);
    table_text(c->extra[0], str_of(from));
}

/* The figure of the group's other units; NAN when none has one. */
static ErrCode middle(ProcedureCall *c, const Work *w, size_t i, size_t g, double *ret)
{
    size_t at = w->groups.at[g], n = w->groups.at[g + 1] - at;
    double *v;
    NEW(v, n + 1, c->mem, c->err);
    for (size_t k = 0; k < n; k++) v[k] = w->d.v[i][w->groups.row[at + k]];
    if (w->rule == MEDIAN) return stat_quantile((F64s){ n, v }, 0.5, c->mem, ret, c->err);
    *ret = stat_moments((F64s){ n, v }).mean;
    return ERR_OK;
}

static ErrCode fill_group(ProcedureCall *c, Work *w, size_t i, size_t g)
{
    double from;
    TRY(middle(c, w, i, g, &from));
    for (size_t k = w->groups.at[g]; k < w->groups.at[g + 1]; k++) {
        size_t u = w->groups.row[k];
        if (!isnan(w->d.v[i][u]) || isnan(from)) continue;
        w->d.v[i][u] = from;
        tell(c, w, i, u, w->rule == MEAN ? "mean" : "median");
    }
    return ERR_OK;
}

/* The unit's latest earlier figure that is not too old; what was carried is not carried on. */
static ErrCode carry_group(ProcedureCall *c, Work *w, size_t i, size_t g)
{
    size_t at = w->groups.at[g], n = w->groups.at[g + 1] - at;
    const size_t *row = w->groups.row + at;
    double *filled;
    NEW(filled, n + 1, c->mem, c->err);
    for (size_t k = 0; k < n; k++) {
        double best = -HUGE_VAL, now = w->time[row[k]];
        filled[k] = w->d.v[i][row[k]];
        for (size_t m = 0; m < n && isnan(w->d.v[i][row[k]]); m++) {
            double then = w->time[row[m]], x = w->d.v[i][row[m]];
            if (isnan(x) || !(then < now && then > best && now - then <= w->expiry)) continue;
            best = then;
            filled[k] = x;
        }
    }
    for (size_t k = 0; k < n; k++) {
        if (!isnan(w->d.v[i][row[k]]) || isnan(filled[k])) continue;
        w->d.v[i][row[k]] = filled[k];
        tell(c, w, i, row[k], "carried");
    }
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    Work w = { .filled = 0 };
    TRY(index_read(c, false, &w.d, &w.meta));
    TRY(read_settings(c, &w));
    for (size_t i = 0; i < w.d.n && w.rule != NOTHING; i++)
        for (size_t g = 0; g < w.groups.n; g++)
            TRY(w.rule == CARRY ? carry_group(c, &w, i, g) : fill_group(c, &w, i, g));
    buf_addf(c->notes, "%zu missing figures were filled\n", w.filled);
    return index_print(c, &w.d);
}

static const SettingParam params[] = {
    { "method", "median", "none, mean, median or carry",
      "of the units, or the unit's earlier figure" },
    { "group", "all units", "a column", "units that are alike, such as a region" },
    { "expiry", "2", "1 to 100", "how many periods of Time a figure may be carried" },
    COLUMN_LABEL_PARAM,
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { INDEX_INPUTS, { NULL, NULL, false } };
static const char *const details[] = { "unit", "indicator", "value", "from", NULL };
static const ProcedureOutput outputs[] = { { "details", details }, { NULL, NULL } };

PROCEDURE(impute) = {
    .name = "impute",
    .title = "Missing figures filled by a stated rule",
    .meaning = "Fills a missing figure from similar areas or from the area's earlier one, and says "
               "which.",
    .formula = "mean or median of the group's figures; or the latest earlier figure of the unit",
    .defects = "",
    .source = "oecd2008",
    .params = params,
    .inputs = inputs,
    .outputs = outputs,
    .shape = "uCode and the indicators",
    .run = run,
};
