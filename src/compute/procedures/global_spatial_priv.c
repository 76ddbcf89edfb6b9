#include "compute/procedures/global_spatial_priv.h"

ErrCode global_spatial(ProcedureCall *c, GlobalSpatialFn *test)
{
    SpatialData d;
    SpatialTest t;
    TRY(spatial_read_value(c, &d));
    SpatialCase s = { &d.near, d.v, (uint64_t)d.seed, (size_t)d.permutations };
    TRY(test(&s, c->mem, &t, c->err));
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

const SettingParam global_spatial_params[] = {
    SPATIAL_PARAMS,
    COLUMN_VALUE_PARAM,
    { "permutations", "999", "0 to 1000000", "orders of the figures tried; p is one-sided" },
    { "seed", "1", "a whole number from 0", "of the random numbers" },
    { NULL, NULL, NULL, NULL },
};

const ProcedureInput global_spatial_inputs[] = { SPATIAL_INPUTS("place,value"),
                                                 { NULL, NULL, false } };
