/* Local Moran: which places are like, or unlike, their neighbours. */
#include <math.h>

#include "base/parallel.h"
#include "compute/spatial_data.h"
#include "stats/fdr.h"

typedef struct {
    SpatialData d;
    LocalSpatial *l;
} Work;

static ErrCode do_place(void *context, size_t i, Arena *scratch, Err *e)
{
    Work *w = context;
    SpatialCase s = { &w->d.near, w->d.v, (uint64_t)w->d.seed, (size_t)w->d.permutations };
    (void)scratch;
    (void)e;
    stat_local_spatial(&s, i, w->d.standard, &w->l[i]);
    return ERR_OK;
}

static ErrCode adjust(ProcedureCall *c, const Work *w, bool permuted, double **ret)
{
    double *p, *adjusted;
    NEW(p, w->d.n + 1, c->mem, c->err);
    NEW(adjusted, w->d.n + 1, c->mem, c->err);
    for (size_t i = 0; i < w->d.n; i++) p[i] = permuted ? w->l[i].p_permuted : w->l[i].p;
    TRY(stat_benjamini_hochberg_adjusted((F64s){ w->d.n, p }, c->mem, adjusted, c->err));
    *ret = adjusted;
    return ERR_OK;
}

static const char *quadrant(const LocalSpatial *l, double z)
{
    if (isnan(l->lag)) return "";
    if (z >= 0.0) return l->lag >= 0.0 ? "High-High" : "High-Low";
    return l->lag >= 0.0 ? "Low-High" : "Low-Low";
}

static void write_place(ProcedureCall *c, const Work *w, size_t i, double z)
{
    const LocalSpatial *l = &w->l[i];
    column_write_label(c, w->d.f, w->d.label, w->d.row[i]);
    table_f64(&c->out, w->d.v[i], 4);
    table_f64(&c->out, l->value, 4);
    table_f64(&c->out, l->expected, 4);
    table_f64(&c->out, l->variance, 4);
    table_f64(&c->out, l->z, 3);
    table_f64(&c->out, l->p, 4);
    table_f64(&c->out, l->z_unconditional, 3);
    table_f64(&c->out, l->p_permuted, 4);
    table_f64(&c->out, l->lag, 4);
    table_text(&c->out, str_of(quadrant(l, z)));
}

static ErrCode run(ProcedureCall *c)
{
    static const char *const names[] = { "x",   "Ii",       "EIi",       "VIi",
                                         "Zi",  "Pi",       "Zi_uncond", "p_permuted",
                                         "lag", "quadrant", "padj_fdr",  "padj_fdr_permuted",
                                         NULL };
    const char *const *all;
    Work w = { .l = NULL };
    double mean = 0.0, *fdr, *fdr_permuted;
    TRY(spatial_read_value(c, &w.d));
    NEW(w.l, w.d.n + 1, c->mem, c->err);
    ParallelJob job = { .items = w.d.n,
                        .threads = c->threads,
                        .scratch_bytes = 1 << 16,
                        .work = do_place,
                        .context = &w };
    TRY(parallel_run(&job, c->err));
    TRY(adjust(c, &w, false, &fdr));
    TRY(adjust(c, &w, true, &fdr_permuted));
    TRY(column_names(c, w.d.f, w.d.label, names, &all));
    c->out = table_open(c->mem, c->out.format, all);
    for (size_t i = 0; i < w.d.n; i++) mean += w.d.v[i] / (double)w.d.n;
    for (size_t i = 0; i < w.d.n; i++) {
        write_place(c, &w, i, w.d.v[i] - mean);
        table_f64(&c->out, fdr[i], 4);
        table_f64(&c->out, fdr_permuted[i], 4);
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    SPATIAL_PARAMS,
    COLUMN_VALUE_PARAM,
    { "permutations", "999", "0 to 1000000", "draws of each place's neighbours; p is two-sided" },
    { "seed", "1", "a whole number from 0", "of the random numbers" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { SPATIAL_INPUTS("place,value"), { NULL, NULL, false } };

PROCEDURE(lisa) = {
    .name = "lisa",
    .title = "Local Moran: places like or unlike their neighbours",
    .meaning = "Says which places are high or low together with their neighbours, and which stand "
               "alone.",
    .formula = "I_i = z_i / m2 sum_j w_ij z_j; z given the place's own figure, and without; p by "
               "permutation; both with Benjamini and Hochberg's adjustment",
    .defects =
        "A place without neighbours has I 0 but neither z, p nor quadrant; spdep gives it a "
        "quadrant, and draws the line between low and high neighbours at the mean of all lags "
        "instead of at the mean.",
    .source = "anselin1995",
    .params = params,
    .inputs = inputs,
    .shape =
        "place,x,Ii,EIi,VIi,Zi,Pi,Zi_uncond,p_permuted,lag,quadrant,padj_fdr,padj_fdr_permuted",
    .run = run,
};
