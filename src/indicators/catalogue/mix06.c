/* MIX06: Cannot speak English well. */
#include "indicators/indicator.h"

INDICATOR(mix06) = {
    .id = "MIX06",
    .name = "Cannot speak English well",
    .definition = "% of usual residents 3+ who cannot speak English well or at all",
    .numerator = "cannot speak well + at all",
    .denominator = "usual residents 3+",
    .unit = "%",
    .source = "Census 2021 TS029",
    .geography = "LSOA, LA",
    .frequency = "10-yearly",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
