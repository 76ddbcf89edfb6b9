/* HAT08: Stalking and harassment. */
#include "indicators/indicator.h"

INDICATOR(hat08) = {
    .id = "HAT08",
    .name = "Stalking and harassment",
    .definition = "Per 1,000",
    .numerator = "offences",
    .denominator = "population",
    .unit = "per 1,000",
    .source = "Police recorded crime open data",
    .geography = "CSP/force",
    .frequency = "quarterly",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Ambiguous",
    .caveat = "Recording-rule changes 2017-2023; includes domestic",
    .breaks = "",
    .series = NULL,
};
