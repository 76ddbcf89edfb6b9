/* NAR02: Time to authoritative statement. */
#include "indicators/indicator.h"

INDICATOR(nar02) = {
    .id = "NAR02",
    .name = "Time to authoritative statement",
    .definition = "Median hours from claim triage to first public factual statement "
                  "by the responsible body",
    .numerator = "not stated",
    .denominator = "claims answered",
    .unit = "hours",
    .source = "NEW",
    .geography = "LA",
    .frequency = "weekly/quarterly",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "The 2024 lesson: 'information vacuum'",
    .breaks = "",
    .series = NULL,
};
