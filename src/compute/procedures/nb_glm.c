/* Regression of counts with season, trend, weekday and holidays, one for each unit. */
#include <math.h>

#include "compute/wide.h"
#include "stats/count_design.h"
#include "stats/count_glm.h"

typedef enum { FAMILY_NB, FAMILY_POISSON, FAMILY_QUASI } Family;

typedef struct {
    CountTerms terms;
    int family, compat;
} Setup;

static ErrCode read_settings(const ProcedureCall *c, Setup *ret)
{
    static const char *const families[] = { "nb", "poisson", "quasipoisson", NULL };
    static const char *const modes[] = { "strict", "compat", NULL };
    Setup s = { .terms = { .trend = true, .harmonics = 1, .frequency = 52 } };
    TRY(setting_word(c->set, "family", families, &s.family, c->err));
    TRY(setting_flag(c->set, "trend", &s.terms.trend, c->err));
    TRY(setting_int(c->set, "S", 0, 12, &s.terms.harmonics, c->err));
    TRY(setting_int(c->set, "frequency", 1, 366, &s.terms.frequency, c->err));
    TRY(setting_flag(c->set, "weekday", &s.terms.weekday, c->err));
    TRY(setting_flag(c->set, "holidays", &s.terms.holidays, c->err));
    TRY(setting_word(c->set, "mode", modes, &s.compat, c->err));
    *ret = s;
    return ERR_OK;
}

static void add(ProcedureCall *c, Str unit, const char *term, double estimate, double se)
{
    table_text(&c->out, unit);
    table_text(&c->out, str_of(term));
    table_f64(&c->out, estimate, 4);
    table_f64(&c->out, se, 4);
}

static double pearson(const CountGlm *g, const CountFit *f)
{
    double sum = 0.0;
    for (size_t i = 0; i < g->n; i++) {
        double r = g->y[i] - f->mean[i];
        if (!isnan(r)) sum += r * r / f->mean[i];
    }
    return sum / ((double)f->used - f->ls.rank);
}

static void add_fit(ProcedureCall *c, Str unit, const CountDesign *d, const CountGlm *g,
                    const CountFit *f, Family family)
{
    double se[LEAST_SQUARES_MAX], phi = pearson(g, f);
    const double none = (double)NAN;
    stat_count_glm_se(f, se);
    for (int j = 0; j < d->p; j++)
        add(c, unit, d->names[j], f->ls.used[j] ? f->ls.coef[j] : none,
            family == FAMILY_QUASI ? se[j] * sqrt(phi) : se[j]);
    if (family == FAMILY_NB) {
        bool spread = f->alpha > 0.0;
        add(c, unit, "theta", spread ? 1.0 / f->alpha : none,
            spread ? f->alpha_se / (f->alpha * f->alpha) : none);
        add(c, unit, "alpha", f->alpha, f->alpha_se);
    }
    if (family == FAMILY_QUASI) add(c, unit, "dispersion", phi, none);
    if (family != FAMILY_QUASI) add(c, unit, "loglik", f->loglik, none);
    add(c, unit, "deviance", f->deviance, none);
    add(c, unit, "n", (double)f->used, none);
}

static ErrCode fit_unit(ProcedureCall *c, const CountDesign *d, Str unit, const double *y,
                        const Setup *setup)
{
    CountGlm g = { .n = d->n, .p = d->p, .x = d->x, .y = y };
    Family family = (Family)setup->family;
    if (setup->compat) g.epsilon = 1e-8;
    CountFit *f;
    double total = 0.0;
    size_t known = 0;
    for (size_t i = 0; i < d->n; i++) {
        if (isnan(y[i])) continue;
        total += y[i];
        known++;
    }
    const char *why = known <= (size_t)d->p ? "too few counts for so many terms"
                      : total <= 0.0        ? "nothing was ever counted"
                                            : NULL;
    if (!why && family == FAMILY_NB) TRY(stat_count_glm_nb(&g, c->mem, &f, c->err));
    if (!why && family != FAMILY_NB) TRY(stat_count_glm(&g, c->mem, &f, c->err));
    if (!why && !f->converged) why = "the regression found no stable answer";
    if (why)
        buf_addf(c->notes, "%.*s: %s\n", STR_ARG(unit), why);
    else
        add_fit(c, unit, d, &g, f, family);
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    WideCounts w;
    Setup setup;
    CountDesign d;
    TRY(read_settings(c, &setup));
    TRY(wide_read(c, c->in[0], &w));
    TRY(stat_count_design(w.periods, w.day, &setup.terms, c->mem, &d, c->err));
    for (size_t u = 0; u < w.units; u++) TRY(fit_unit(c, &d, w.unit[u], w.count[u], &setup));
    return ERR_OK;
}

static const SettingParam params[] = {
    { "family", "nb", "nb, poisson, quasipoisson", "how counts scatter; nb estimates the spread" },
    { "trend", "true", "true, false", "a trend by period" },
    { "S", "1", "0 to 12", "waves a year" },
    { "frequency", "52", "1 to 366", "periods a year" },
    { "weekday", "false", "true, false", "a level for each day of the week; needs dates" },
    { "holidays", "false", "true, false", "bank holidays of England; needs dates" },
    { "mode", "strict", "strict, compat",
      "until nothing changes, or as soon as R's glm stops, whose standard errors lag a step" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "t,date,UNIT...", true },
                                         { NULL, NULL, false } };
static const char *const columns[] = { "unit", "term", "estimate", "se", NULL };

PROCEDURE(nb_glm) = {
    .name = "nb-glm",
    .title = "Regression of counts on season, trend, weekday and holidays",
    .meaning = "Finds how the usual count changes over the year, the week and time.",
    .formula = "log mu = intercept + t + cos, sin (2 pi s t / frequency) + weekday + holidays;\n"
               "var = mu + alpha mu^2, theta = 1/alpha by maximum likelihood",
    .defects = "MASS 7.3-58 stops with an error where counts scatter no more than Poisson's;\n"
               "here alpha is then 0 and the fit Poisson.  R takes the standard errors from the "
               "weights of\n"
               "the step before the last; strict goes on until they no longer differ.",
    .source = "lawless1987",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
