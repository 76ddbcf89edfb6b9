/* uncertain_index.h - the files and settings that the uncertainty of an index starts from. */
#ifndef COMPUTE_UNCERTAIN_INDEX_H
#define COMPUTE_UNCERTAIN_INDEX_H

#include "compute/index_data.h"
#include "stats/uncertainty.h"

typedef struct {
    IndexData d;
    IndexMeta meta;
    UncertainIndex x;
    int seed;
    uint32_t *nominal; /* ranks, 0 for a unit without */
} UncertainCall;

#define UNCERTAIN_INPUTS                                                                           \
    { "input", "uCode, then a column per indicator", true },                                       \
        { "meta", "iCode,Level,Parent,Direction,Weight,Type", true },                              \
    {                                                                                              \
        "errors", "uCode, then the standard error of each indicator", false                        \
    }

#define UNCERTAIN_PARAMS                                                                           \
    { "normalise", "minmax,zscore", "minmax, zscore, prank with commas",                           \
      "scales that could have been chosen, the nominal one first" },                               \
        { "aggregate", "amean", "amean, gmean, hmean with commas",                                 \
          "means that could have been chosen, the nominal one first" },                            \
        { "weights", "0.25", "0 to 1", "share of itself by which a weight may differ" },           \
        { "winmax", "none", "LOW:HIGH within 0:100",                                               \
          "figures that may be drawn in, any number from low to high; 5 is nominal" },             \
        { "leave-one-out", "true", "true or false", "an indicator may be missing altogether" },    \
        { "datThreshold", "0", "0 to 1", "share of a group's members that must be there" },        \
    {                                                                                              \
        "seed", "1", "a whole number from 0", "of the random numbers"                              \
    }

/**
 * Reads everything and ranks the nominal index.
 *
 * error   ERR_INPUT  names file, line and column, or the setting
 */
ErrCode uncertain_read(ProcedureCall *c, UncertainCall *ret) NONNULL MUST_USE;

/** Bytes of scratch that one replicate needs. */
size_t uncertain_scratch(const UncertainCall *u) NONNULL PURE;

#endif
