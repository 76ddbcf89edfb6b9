/* Geary's C. */
#include "compute/procedures/global_spatial_priv.h"

static ErrCode run(ProcedureCall *c)
{
    return global_spatial(c, stat_geary);
}

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
    .params = global_spatial_params,
    .inputs = global_spatial_inputs,
    .columns = columns,
    .run = run,
};
