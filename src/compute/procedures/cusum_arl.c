/* The mean run length of Poisson CUSUMs, one row each. */
#include "compute/procedure.h"
#include "stats/run_length.h"

static ErrCode run(ProcedureCall *c)
{
    static const FrameRange any = { 0.0, 1e6 };
    const Frame *f = c->in[0];
    double *h, *k, *mean;
    TRY(frame_numbers(f, "h", any, c->mem, &h, c->err));
    TRY(frame_numbers(f, "k", any, c->mem, &k, c->err));
    TRY(frame_numbers(f, "mean", any, c->mem, &mean, c->err));
    for (size_t i = 0; i < f->rows; i++) {
        RunLength r;
        Err why;
        ArenaMark mark = arena_mark(c->mem);
        ErrCode code = stat_poisson_cusum_arl(h[i], k[i], mean[i], c->mem, &r, &why);
        if (code != ERR_OK)
            return err_set(c->err, code, "%s: line %lld: %s", f->path, (long long)f->line[i],
                           why.message);
        arena_back(c->mem, mark);
        table_f64(&c->out, h[i], 2);
        table_f64(&c->out, k[i], 2);
        table_f64(&c->out, mean[i], 3);
        table_f64(&c->out, r.plain, 1);
        table_f64(&c->out, r.fast, 1);
    }
    return ERR_OK;
}

static const SettingParam params[] = { { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = { { "input", "h,k,mean", true }, { NULL, NULL, false } };
static const char *const columns[] = { "h", "k", "mean", "arl", "arl_fir", NULL };

PROCEDURE(cusum_arl) = {
    .name = "cusum-arl",
    .title = "Mean run length of a Poisson CUSUM",
    .meaning =
        "Says how many periods pass on average until a CUSUM alarms, by chance or after a rise.",
    .formula =
        "S_t = max(0, S_(t-1) + X_t - k), alarm when S_t >= h: a Markov chain on the multiples\n"
        "of 1/q; arl_fir: begun at half of h",
    .defects =
        "Others solve (I - P) x = 1, which loses digits as run lengths grow; here states are\n"
        "eliminated without a subtraction.",
    .source = "lucas1982",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
