/* HAT09: Malicious communications offences. */
#include "indicators/indicator.h"

INDICATOR(hat09) = {
    .id = "HAT09",
    .name = "Malicious communications offences",
    .definition = "Per 1,000",
    .numerator = "offences",
    .denominator = "population",
    .unit = "per 1,000",
    .source = "Police recorded crime open data (force tables)",
    .geography = "police force area",
    .frequency = "quarterly",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Ambiguous",
    .caveat = "Counting rules change 2023",
    .breaks = "",
    .series = NULL,
};
