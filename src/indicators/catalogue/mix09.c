/* MIX09: Schools flagged as unlike their neighbours. */
#include "indicators/indicator.h"

INDICATOR(mix09) = {
    .id = "MIX09",
    .name = "Schools flagged as unlike their neighbours",
    .definition = "% of schools whose White British share differs by more than 15 "
                  "percentage points from other nearby schools, or is less than half "
                  "/ more than twice (SchoolDash rule)",
    .numerator = "flagged schools",
    .denominator = "mainstream state schools with data",
    .unit = "%",
    .source = "SchoolDash/iCoCo/The Challenge method on DfE data",
    .geography = "LA",
    .frequency = "annual if recomputed",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "Lower better (contested)",
    .caveat = "26% primary, 40.6% secondary in 2016; Burgess & Harris dispute the"
              " method: show beside MIX07",
    .breaks = "",
    .series = NULL,
};
