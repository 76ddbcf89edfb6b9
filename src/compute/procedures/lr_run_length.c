/* The distribution of the run length of a Poisson likelihood-ratio CUSUM. */
#include <math.h>

#include "compute/procedure.h"
#include "stats/run_length.h"

enum { MOST_PERIODS = 2000 };

static ErrCode read_setup(ProcedureCall *c, LrRunLength *ret, int *ret_n)
{
    static const char *const modes[] = { "strict", "compat", NULL };
    LrRunLength r = { .kappa = log(2.0), .limit = 5.0 };
    int levels = 5, mode = 0;
    *ret_n = 52;
    TRY(setting_number(c->set, "theta", 0, 20, &r.kappa, c->err));
    TRY(setting_number(c->set, "h", 0, 100, &r.limit, c->err));
    TRY(setting_int(c->set, "n", 1, MOST_PERIODS, ret_n, c->err));
    TRY(setting_int(c->set, "g", 2, 200, &levels, c->err));
    TRY(setting_word(c->set, "mode", modes, &mode, c->err));
    r.intervals = mode == 1 ? levels - 1 : 0;
    *ret = r;
    return ERR_OK;
}

/* The rows of the file, the last one again and again up to n. */
static ErrCode stretch(ProcedureCall *c, const char *name, int n, const double **ret)
{
    static const FrameRange means = { 0.0, 1e5 };
    double *given, *v;
    const Frame *f = c->in[0];
    TRY(frame_numbers(f, name, means, c->mem, &given, c->err));
    NEW(v, (size_t)n, c->mem, c->err);
    for (size_t t = 0; t < (size_t)n; t++) v[t] = given[t < f->rows ? t : f->rows - 1];
    *ret = v;
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    LrRunLength r;
    double *pmf, sum = 0.0;
    int n;
    TRY(read_setup(c, &r, &n));
    if (c->in[0]->rows == 0)
        return err_set(c->err, ERR_INPUT, "%s: no rows after the header", c->in[0]->path);
    TRY(stretch(c, "mu0", n, &r.mu0));
    TRY(stretch(c, "mean", n, &r.mean));
    r.n = (size_t)n;
    NEW(pmf, r.n, c->mem, c->err);
    TRY(stat_lr_run_length(&r, c->mem, pmf, c->err));
    for (size_t t = 0; t < r.n; t++) {
        sum += pmf[t];
        table_int(&c->out, (int64_t)t + 1);
        table_f64(&c->out, pmf[t], 6);
        table_f64(&c->out, sum, 6);
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    { "theta", "0.693147", "0.001 to 20", "change looked for, on the log scale" },
    { "h", "5", "above 0, up to 100", "threshold: alarm when the sum is above" },
    { "n", "52", "1 to 2000", "periods" },
    { "g", "5", "2 to 200", "levels that compat cuts the sum into" },
    { "mode", "strict", "strict, compat", "exact, or by levels as R surveillance 1.20.3 does" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = {
    { "input", "mu0,mean: one row a period; the last one holds for all later ones", true },
    { NULL, NULL, false },
};
static const char *const columns[] = { "t", "pmf", "cdf", NULL };

PROCEDURE(lr_run_length) = {
    .name = "lr-run-length",
    .title = "Run length of a likelihood-ratio CUSUM",
    .meaning = "Says how likely it is that the first alarm comes in each period.",
    .formula = "S_t = max(0, S_(t-1) + theta X_t - (e^theta - 1) mu0_t), X_t ~ Poisson(mean_t);\n"
               "pmf: chance that S_t > h for the first time",
    .defects =
        "R surveillance cuts the sum into 5 levels: over 52 periods at mean 4 and h = 4 that\n"
        "overstates the chance of a false alarm by a fifth.  strict follows every sum that can\n"
        "be reached; compat gives the peer's figures.",
    .source = "hawkins1992",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
