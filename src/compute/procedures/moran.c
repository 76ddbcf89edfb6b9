/* Moran's I. */
#include "compute/spatial_data.h"

static ErrCode run(ProcedureCall *c)
{
    SpatialData d;
    SpatialTest t;
    TRY(spatial_read_value(c, &d));
    SpatialCase s = { &d.near, d.v, (uint64_t)d.seed, (size_t)d.permutations };
    TRY(stat_moran(&s, c->mem, &t, c->err));
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
static const char *const columns[] = { "n",       "I",      "EI", "VI_rand", "z_rand",
                                       "VI_norm", "z_norm", "p",  NULL };

PROCEDURE(moran) = {
    .name = "moran",
    .title = "Moran's I",
    .meaning = "Says whether neighbouring places are more alike than chance would have it.",
    .formula = "n / S0 sum w_ij z_i z_j / sum z^2; moments of Cliff and Ord; p by permutation",
    .defects = "",
    .source = "cliff1981",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
