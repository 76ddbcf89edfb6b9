/* HAT02: Race hate crime. */
#include "indicators/indicator.h"

INDICATOR(hat02) = {
    .id = "HAT02",
    .name = "Race hate crime",
    .definition = "As HAT01, race strand",
    .numerator = "not stated",
    .denominator = "mid-year population",
    .unit = "per 1,000",
    .source = "Home Office",
    .geography = "police force area",
    .frequency = "annual",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Ambiguous",
    .caveat = "+6% YE Mar 2025 excl Met",
    .breaks = "",
    .series = NULL,
};
