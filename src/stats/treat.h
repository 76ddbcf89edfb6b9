/* treat.h - figures that a few extreme units would rule, drawn in by a stated rule.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_TREAT_H
#define STATS_TREAT_H

#include "base/arena.h"

typedef struct {
    double skew, kurt; /* NAN below three and four figures, or when all are equal */
} Shape;

/**
 * Skewness and excess kurtosis of a sample.
 *
 * formula  G1 = sqrt(n (n - 1)) / (n - 2) m3 / m2^1.5; G2 = ((n + 1) g2 + 6) (n - 1) /
 *          ((n - 2) (n - 3)), g2 = m4 / m2^2 - 3
 * missing  NAN is left out
 * source   joanes1998
 * test     tests/unit/test_treat.c, tests/reference/compute_composite.py
 */
Shape stat_shape(F64s v) PURE;

/* When a shape is too extreme: both are beyond. */
typedef struct {
    double skew, kurt;
} ShapeLimits;

/** Whether a shape is within the limits; one that is unknown is.
 *
 * source   oecd2008
 * test     tests/unit/test_treat.c
 */
bool stat_shape_passes(Shape s, ShapeLimits limits) PURE;

typedef struct {
    ShapeLimits limits;
    size_t most; /* figures that may be drawn in */
} Winsorise;

typedef struct {
    double *v; /* room for as many as there are */
    size_t n;  /* figures drawn in */
} Winsorised;

/**
 * Draws in one extreme figure after the other until the shape passes: the highest ones when the
 * skewness is positive, else the lowest, each to the next that is not yet drawn in.
 *
 * missing  NAN stays
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * source   oecd2008
 * test     tests/unit/test_treat.c, tests/reference/compute_composite.py
 */
ErrCode stat_winsorise(F64s v, const Winsorise *rule, Arena *mem, Winsorised *ret, Err *e)
    NONNULL MUST_USE;

typedef enum { TREAT_LOG_CT, TREAT_LOG_GII, TREAT_BOXCOX } Transformation;

/**
 * A transformation of all figures that keeps their order.
 *
 * formula  log_CT: ln(x - min + (max - min) / 100)
 *          log_GII: ln((max - 1) (x - min) / (max - min) + 1), max above 1
 *          boxcox: ((x - min + 1)^lambda - 1) / lambda, its logarithm for lambda 0
 *          figures of negative skewness are turned around, transformed and turned back
 * missing  NAN stays; everything is NAN when all figures are equal
 * source   oecd2008, box1964
 * test     tests/unit/test_treat.c, tests/reference/compute_composite.py
 */
void stat_transform(F64s v, Transformation t, double lambda, double *ret) NONNULL;

#endif
