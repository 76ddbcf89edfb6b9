/* HAT07: Public order offences. */
#include "indicators/indicator.h"

INDICATOR(hat07) = {
    .id = "HAT07",
    .name = "Public order offences",
    .definition = "Per 1,000",
    .numerator = "offences",
    .denominator = "population",
    .unit = "per 1,000",
    .source = "Police recorded crime open data",
    .geography = "CSP",
    .frequency = "quarterly",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "met-public-fear-alarm-distress",
    .over = "population",
    .per = 1000,
};
