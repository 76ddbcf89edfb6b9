/* Geary's C. */
#include "compute/spatial_data.h"

static ErrCode run(ProcedureCall *c)
{
    SpatialData d;
    SpatialTest t;
    TRY(spatial_read_value(c, &d));
    SpatialCase s = { &d.near, d.v, (uint64_t)d.seed, (size_t)d.permutations };
    TRY(stat_geary(&s, c->mem, &t, c->err));
    table_int(&c->out, (int64_t)t.n);
    table_f64(&c->out, t.value, 4);
    table_f64(&c->out, t.expected, 4);
    table_f64(&c->out, t.variance, 6);
    table_f64(&c->out, t.z, 3);
    table_f64(&c->out, t.variance_normal, 6);
    table_f64(&c->out, t.z_normal, 3);
    table_f64(&c->out, t.p, 4);
    return ERR_OK;
}

static const SettingParam params[] = {
    SPATIAL_PARAMS,
    COLUMN_VALUE_PARAM,
    { "permutations", "999", "0 to 1000000", "orders of the figures tried; p is one-sided" },
    { "seed", "1", "a whole number from 0", "of the random numbers" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { SPATIAL_INPUTS("place,value"), { NULL, NULL, false } };
static const char *const columns[] = { "n",       "C",      "EC", "VC_rand", "z_rand",
                                       "VC_norm", "z_norm", "p",  NULL };

PROCEDURE(geary) = {
    .name = "geary",
    .title = "Geary's C",
    .meaning = "Says how much neighbouring places differ; below 1 they are alike.",
    .formula =
        "(n - 1) / (2 S0) sum w_ij (x_i - x_j)^2 / sum z^2; z = (1 - C) / sd; p by permutation",
    .defects = "Where places have no neighbour, spdep 1.2-7 gives a z that is 0.5 percent larger "
               "than that of the variance over all orders, which is ours.",
    .source = "cliff1981",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
