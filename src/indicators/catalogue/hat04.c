/* HAT04: Sexual orientation / disability / transgender hate crime. */
#include "indicators/indicator.h"

INDICATOR(hat04) = {
    .id = "HAT04",
    .name = "Sexual orientation / disability / transgender hate crime",
    .definition = "Three separate strands",
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
    .caveat = "-2% / -8% / -11%",
    .breaks = "",
    .series = NULL,
};
