/* INF04: Static libraries per 100,000. */
#include "indicators/indicator.h"

INDICATOR(inf04) = {
    .id = "INF04",
    .name = "Static libraries per 100,000",
    .definition = "Static public libraries per 100,000 residents",
    .numerator = "open libraries",
    .denominator = "population",
    .unit = "per 100k",
    .source = "Arts Council England libraries data set",
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
