/* Proper scores of forecasts of counts, one row each. */
#include <math.h>

#include "compute/procedure.h"
#include "stats/score.h"

static ErrCode run(ProcedureCall *c)
{
    static const FrameRange counts = { 0.0, 1e7 }, means = { 1e-300, 1e7 },
                            sizes = { 1e-300, 1e300 };
    const Frame *f = c->in[0];
    double *x, *mu, *size = NULL;
    size_t col;
    TRY(frame_column(f, "x", &col, c->err));
    TRY(frame_numbers(f, "x", counts, c->mem, &x, c->err));
    TRY(frame_numbers(f, "mu", means, c->mem, &mu, c->err));
    bool sized = frame_has(f, "size", &col);
    if (sized) TRY(frame_numbers(f, "size", sizes, c->mem, &size, c->err));
    TRY(frame_column(f, "x", &col, c->err));
    for (size_t i = 0; i < f->rows; i++) {
        double n = sized ? size[i] : (double)NAN;
        if (!isnan(x[i]) && x[i] != floor(x[i]))
            return frame_fault(f, i, col, "a whole number", c->err);
        CountScores s = stat_count_scores(x[i], mu[i], n);
        table_f64(&c->out, x[i], 0);
        table_f64(&c->out, mu[i], 3);
        table_f64(&c->out, n, 3);
        table_f64(&c->out, s.logs, 4);
        table_f64(&c->out, s.rps, 4);
        table_f64(&c->out, s.dss, 4);
        table_f64(&c->out, s.ses, 4);
        table_f64(&c->out, s.pit_lower, 4);
        table_f64(&c->out, s.pit_upper, 4);
    }
    return ERR_OK;
}

static const SettingParam params[] = { { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = { { "input", "x,mu[,size]", true }, { NULL, NULL, false } };
static const char *const columns[] = { "x",   "mu",  "size",      "logs",      "rps",
                                       "dss", "ses", "pit_lower", "pit_upper", NULL };

PROCEDURE(scores) = {
    .name = "scores",
    .title = "Proper scores of forecasts of counts",
    .meaning = "Says how good a forecast of a count was; lower is better.",
    .formula =
        "logs = -log p(x); rps = sum over k of (F(k) - [x <= k])^2;\n"
        "dss = ((x - mu) / sigma)^2 + 2 log sigma; ses = (x - mu)^2;\n"
        "pit_lower = F(x - 1), pit_upper = F(x); negative binomial of that size, Poisson without",
    .defects = "",
    .source = "czado2009",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
