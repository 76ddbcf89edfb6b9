/* kleinberg_priv.h - what the two burst procedures share. */
#ifndef COMPUTE_PROCEDURES_KLEINBERG_PRIV_H
#define COMPUTE_PROCEDURES_KLEINBERG_PRIV_H

#include "compute/event_groups.h"
#include "stats/kleinberg.h"

/**
 * Reads s and gamma; the states are left to the data.
 *
 * error   ERR_INPUT  names the setting and what it may be
 */
ErrCode kleinberg_control(const ProcedureCall *c, KleinbergControl *ret) NONNULL MUST_USE;

#define KLEINBERG_PARAMS                                                                           \
    { "s", "2", "above 1, at most 1000",                                                           \
      "how many times faster each state is than the one below" },                                  \
    {                                                                                              \
        "gamma", "1", "0 to 1000000", "price of a step up, in units of log n"                      \
    }

#endif
