/* dispersion.h - more variation between places than chance within them explains.
 *
 * Pure functions: no database, no clock, no randomness. */
#ifndef STATS_DISPERSION_H
#define STATS_DISPERSION_H

#include "base/arena.h"

/* Figures of places with their errors. */
typedef struct {
    size_t n;
    const double *figure, *error;
    double baseline;
} Spread;

typedef struct {
    double phi; /* mean of the squared winsorised z; 1 when there is only chance */
    double tau; /* standard deviation between places, in the unit of the figures; 0 for none */
} Dispersion;

/**
 * How much places differ beyond chance, a tenth at each end drawn in.
 *
 * formula  phi = sum z^2 / n of winsorised z = (y - baseline) / s; tau^2 = (n phi - (n - 1)) /
 *          (sum w - sum w^2 / sum w), w = 1 / s^2, when n phi > n - 1, else 0
 * shape    trim: share at each end, below 0.5
 * missing  a place without a figure or with s not above 0 is left out; NAN below two places
 * own      scratch in mem
 * error    ERR_LIMIT  no room
 * source   spiegelhalter2005
 * test     tests/unit/test_dispersion.c
 */
ErrCode stat_dispersion(const Spread *s, double trim, Arena *mem, Dispersion *ret, Err *e)
    NONNULL MUST_USE;

#endif
