/* FRH09: Schools targeted. */
#include "indicators/indicator.h"

INDICATOR(frh09) = {
    .id = "FRH09",
    .name = "Schools targeted",
    .definition = "Incidents of targeting/harassment of schools and staff per 1,000 "
                  "schools",
    .numerator = "incidents",
    .denominator = "state-funded schools",
    .unit = "per 1,000",
    .source = "NEW: DfE to collect and publish (rec 7c)",
    .geography = "region; LA if n>=10",
    .frequency = "annual",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
