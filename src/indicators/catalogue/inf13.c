/* INF13: Further education. */
#include "indicators/indicator.h"

INDICATOR(inf13) = {
    .id = "INF13",
    .name = "Further education",
    .definition = "Adults aged 19 and over in further education and skills training",
    .numerator = "learners aged 19+",
    .denominator = "residents aged 19+",
    .unit = "per 100k",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "ons-further-education",
};
