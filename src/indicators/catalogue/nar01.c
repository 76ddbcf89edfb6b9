/* NAR01: Active harmful claims. */
#include "indicators/indicator.h"

INDICATOR(nar01) = {
    .id = "NAR01",
    .name = "Active harmful claims",
    .definition = "Open claim/narrative records rated medium or high impact",
    .numerator = "open claims",
    .denominator = "-",
    .unit = "count",
    .source = "NEW: communications unit register",
    .geography = "LA",
    .frequency = "weekly",
    .domain = DOMAIN_INFORMATION,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Claims, not people",
    .breaks = "",
    .series = NULL,
};
