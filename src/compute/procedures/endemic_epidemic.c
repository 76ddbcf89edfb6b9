/* The endemic-epidemic model: what is always there, what follows from here, what from next door. */
#include <math.h>

#include "compute/wide.h"
#include "stats/count_design.h"
#include "stats/endemic.h"

static ErrCode find_unit(const ProcedureCall *c, const WideCounts *w, size_t row, size_t col,
                         size_t *ret)
{
    const Frame *f = c->in[1];
    for (size_t u = 0; u < w->units; u++)
        if (str_eq(w->unit[u], frame_cell(f, row, col))) {
            *ret = u;
            return ERR_OK;
        }
    return frame_fault(f, row, col, "a unit of the input", c->err);
}

/* from,to[,weight] as a matrix: how much of `from`'s last count reaches `to`. */
static ErrCode read_neighbours(ProcedureCall *c, const WideCounts *w, const double **ret)
{
    const Frame *f = c->in[1];
    size_t from, to, col;
    double *weight;
    *ret = NULL;
    if (!f) return ERR_OK;
    NEW(weight, w->units * w->units, c->mem, c->err);
    TRY(frame_column(f, "from", &from, c->err));
    TRY(frame_column(f, "to", &to, c->err));
    bool weighted = frame_has(f, "weight", &col);
    for (size_t i = 0; i < f->rows; i++) {
        size_t a, b;
        double v = 1.0;
        TRY(find_unit(c, w, i, from, &a));
        TRY(find_unit(c, w, i, to, &b));
        if (weighted) TRY(frame_number(f, i, col, &v, c->err));
        if (a == b || !(v >= 0.0 && v <= 1e9))
            return frame_fault(f, i, weighted ? col : to, "a weight between two units", c->err);
        weight[b * w->units + a] = v;
    }
    *ret = weight;
    return ERR_OK;
}

static ErrCode read_population(ProcedureCall *c, const WideCounts *w, double ***ret)
{
    WideCounts p;
    *ret = NULL;
    if (!c->in[2]) return ERR_OK;
    TRY(wide_read(c, c->in[2], &p));
    if (p.periods != w->periods || p.units != w->units)
        return err_set(c->err, ERR_INPUT,
                       "--population: %zu periods of %zu units, %zu of %zu expected", p.periods,
                       p.units, w->periods, w->units);
    for (size_t u = 0; u < w->units; u++)
        if (!str_eq(p.unit[u], w->unit[u]))
            return err_set(c->err, ERR_INPUT, "--population: column '%.*s' found, '%.*s' expected",
                           STR_ARG(p.unit[u]), STR_ARG(w->unit[u]));
    *ret = p.count;
    return ERR_OK;
}

static void add(ProcedureCall *c, const char *term, double estimate, double se)
{
    table_text(&c->out, str_of(term));
    table_f64(&c->out, estimate, 4);
    table_f64(&c->out, se, 4);
}

static void add_fit(ProcedureCall *c, const CountDesign *d, const EndemicFit *f)
{
    if (f->at_own >= 0) add(c, "ar", f->value[f->at_own], f->se[f->at_own]);
    if (f->at_neighbours >= 0) {
        bool none = f->value[f->at_neighbours] < -12.0;
        add(c, "ne", none ? (double)-INFINITY : f->value[f->at_neighbours],
            none ? (double)NAN : f->se[f->at_neighbours]);
        if (none) buf_add(c->notes, STR("no sign that neighbours lead to more: e^ne is 0\n"));
    }
    for (int j = 0; j < d->p; j++) {
        Str term = arena_fmt(c->mem, "end.%s", d->names[j]);
        add(c, term.p, f->value[f->at_endemic + j], f->se[f->at_endemic + j]);
    }
    if (f->at_spread >= 0) {
        double spread = exp(f->value[f->at_spread]);
        add(c, "overdisp", spread, spread * f->se[f->at_spread]);
    }
    add(c, "loglik", f->loglik, (double)NAN);
    add(c, "n", (double)f->used, (double)NAN);
}

typedef struct {
    CountTerms terms;
    bool own;
    int poisson;
} Setup;

static ErrCode read_settings(const ProcedureCall *c, Setup *ret)
{
    static const char *const families[] = { "nb", "poisson", NULL };
    Setup s = { .terms = { .trend = true, .harmonics = 1, .frequency = 52 }, .own = true };
    TRY(setting_word(c->set, "family", families, &s.poisson, c->err));
    TRY(setting_flag(c->set, "ar", &s.own, c->err));
    TRY(setting_flag(c->set, "trend", &s.terms.trend, c->err));
    TRY(setting_int(c->set, "S", 0, 8, &s.terms.harmonics, c->err));
    TRY(setting_int(c->set, "frequency", 1, 366, &s.terms.frequency, c->err));
    *ret = s;
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    WideCounts w;
    Setup s;
    CountDesign x;
    EndemicFit f;
    double **population;
    TRY(read_settings(c, &s));
    TRY(wide_read(c, c->in[0], &w));
    EndemicData d = { .periods = w.periods,
                      .units = w.units,
                      .count = (const double *const *)w.count,
                      .own = s.own,
                      .poisson = s.poisson == 1 };
    TRY(read_neighbours(c, &w, &d.weight));
    TRY(read_population(c, &w, &population));
    d.population = (const double *const *)population;
    TRY(stat_count_design(w.periods, w.day, &s.terms, c->mem, &x, c->err));
    d.p = x.p;
    d.x = x.x;
    TRY(stat_endemic_fit(&d, c->mem, &f, c->err));
    if (!f.converged) buf_add(c->notes, STR("the fit did not settle; do not rely on it\n"));
    add_fit(c, &x, &f);
    return ERR_OK;
}

static const SettingParam params[] = {
    { "family", "nb", "nb, poisson", "how counts scatter" },
    { "ar", "true", "true, false", "a part that follows the place's own last count" },
    { "trend", "true", "true, false", "a trend in the endemic part" },
    { "S", "1", "0 to 8", "waves a year in the endemic part" },
    { "frequency", "52", "1 to 366", "periods a year" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = {
    { "input", "t,date,UNIT...", true },
    { "neighbours", "from,to[,weight]", false },
    { "population", "t,date,UNIT... as the input", false },
    { NULL, NULL, false },
};
static const char *const columns[] = { "term", "estimate", "se", NULL };

PROCEDURE(endemic_epidemic) = {
    .name = "endemic-epidemic",
    .title = "Endemic-epidemic model of neighbouring places",
    .meaning =
        "Splits counts into what is always there, what follows from here, and what from next "
        "door.",
    .formula =
        "mu_it = e^ar y_i,t-1 + e^ne sum over j of w_ji y_j,t-1\n"
        "        + population e^(intercept + t + waves), t = 0, 1, ...; var = mu + overdisp mu^2",
    .defects =
        "R surveillance prints a parameter of about -20 with a huge error where neighbours add\n"
        "nothing; here it is -Inf, and a note says so.",
    .source = "held2005",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
