/* CAP02: Source breadth. */
#include "indicators/indicator.h"

INDICATOR(cap02) = {
    .id = "CAP02",
    .name = "Source breadth",
    .definition = "Number of distinct partner types contributing signals in last 28 days",
    .numerator = "partner types",
    .denominator = "11 defined types",
    .unit = "count",
    .source = "NEW",
    .geography = "LA",
    .frequency = "weekly",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
