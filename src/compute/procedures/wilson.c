/* Wilson's interval of a share, one row each. */
#include <math.h>

#include "compute/confidence.h"
#include "stats/interval.h"

static ErrCode run(ProcedureCall *c)
{
    static const char *const before[] = { "x", "n", "value", NULL }, *const after[] = { NULL };
    static const FrameRange count = { 0.0, 1e15 };
    const Frame *f = c->in[0];
    Confidence levels;
    double *x, *n;
    TRY(confidence_read(c, &levels));
    TRY(confidence_open(c, &levels, before, after));
    TRY(frame_numbers(f, "x", count, c->mem, &x, c->err));
    TRY(frame_numbers(f, "n", count, c->mem, &n, c->err));
    for (size_t i = 0; i < f->rows; i++) {
        size_t col;
        TRY(frame_column(f, "x", &col, c->err));
        if (x[i] > n[i]) return frame_fault(f, i, col, "at most n", c->err);
        table_f64(&c->out, x[i], 0);
        table_f64(&c->out, n[i], 0);
        table_f64(&c->out, n[i] > 0.0 ? x[i] / n[i] : (double)NAN, 4);
        for (int k = 0; k < levels.n; k++) {
            Interval v = stat_wilson(x[i], n[i], levels.level[k]);
            table_f64(&c->out, v.lower, 4);
            table_f64(&c->out, v.upper, 4);
        }
    }
    return ERR_OK;
}

static const SettingParam params[] = { CONFIDENCE_PARAM, { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = { { "input", "x,n", true }, { NULL, NULL, false } };

PROCEDURE(wilson) = {
    .name = "wilson",
    .title = "Wilson's interval of a share",
    .meaning = "Says how well the share of a group is known.",
    .formula = "(2 x + z^2 -+ z sqrt(z^2 + 4 x (1 - x/n))) / (2 (n + z^2))",
    .defects = "",
    .source = "wilson1927",
    .params = params,
    .inputs = inputs,
    .shape = "x,n,value, then lower,upper (with several levels lower_95,upper_95,...)",
    .run = run,
};
