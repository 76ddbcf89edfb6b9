/* global_spatial_priv.h - what Moran's I and Geary's C share: one test over all places. */
#ifndef COMPUTE_PROCEDURES_GLOBAL_SPATIAL_PRIV_H
#define COMPUTE_PROCEDURES_GLOBAL_SPATIAL_PRIV_H

#include "compute/spatial_data.h"

typedef ErrCode GlobalSpatialFn(const SpatialCase *s, Arena *mem, SpatialTest *ret, Err *e);

/**
 * Reads the figures and their neighbours, tests them, and writes the one row.
 *
 * error   ERR_INPUT  names file, line and column, or the setting
 */
ErrCode global_spatial(ProcedureCall *c, GlobalSpatialFn *test) NONNULL MUST_USE;

extern const SettingParam global_spatial_params[];
extern const ProcedureInput global_spatial_inputs[];

#endif
