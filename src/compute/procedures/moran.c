/* Moran's I. */
#include "compute/procedures/global_spatial_priv.h"

static ErrCode run(ProcedureCall *c)
{
    return global_spatial(c, stat_moran);
}

static const char *const columns[] = { "n",       "I",      "EI", "VI_rand", "z_rand",
                                       "VI_norm", "z_norm", "p",  NULL };

PROCEDURE(moran) = {
    .name = "moran",
    .title = "Moran's I",
    .meaning = "Says whether neighbouring places are more alike than chance would have it.",
    .formula = "n / S0 sum w_ij z_i z_j / sum z^2; moments of Cliff and Ord; p by permutation",
    .defects = "",
    .source = "cliff1981",
    .params = global_spatial_params,
    .inputs = global_spatial_inputs,
    .columns = columns,
    .run = run,
};
