/* INF03: Youth services spend per head. */
#include "indicators/indicator.h"

INDICATOR(inf03) = {
    .id = "INF03",
    .name = "Youth services spend per head",
    .definition = "Net current spend on services for young people per resident 0-19",
    .numerator = "spend",
    .denominator = "residents 0-19",
    .unit = "GBP",
    .source = "DfE LA and school expenditure (s.251)",
    .geography = "LA",
    .frequency = "annual",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
