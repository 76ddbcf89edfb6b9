/* confidence.h - one or several levels of confidence, as every procedure with intervals takes them:
 * --set confidence=0.95 gives the columns lower, upper; confidence=0.95,0.998 gives lower_95,
 * upper_95, lower_99.8, upper_99.8. */
#ifndef COMPUTE_CONFIDENCE_H
#define COMPUTE_CONFIDENCE_H

#include "compute/procedure.h"

enum { CONFIDENCE_MAX = 4 };

typedef struct {
    int n;
    double level[CONFIDENCE_MAX]; /* above 0, below 1 */
} Confidence;

/* The line of params that describes the setting. */
#define CONFIDENCE_PARAM                                                                           \
    {                                                                                              \
        "confidence", "0.95", "above 0, below 1; up to 4, with commas",                            \
            "level of the interval, or several"                                                    \
    }

/**
 * Reads the setting.
 *
 * error   ERR_INPUT  not one to four different numbers between 0 and 1
 */
ErrCode confidence_read(const ProcedureCall *c, Confidence *ret) NONNULL MUST_USE;

/**
 * Opens c->out with the columns before, the interval columns of each level, and those after; both
 * lists end with NULL.
 *
 * error   ERR_LIMIT  no memory
 */
ErrCode confidence_open(ProcedureCall *c, const Confidence *levels, const char *const before[],
                        const char *const after[]) NONNULL MUST_USE;

#endif
