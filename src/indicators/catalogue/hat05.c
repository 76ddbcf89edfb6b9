/* HAT05: CSEW hate crime incidents. */
#include "indicators/indicator.h"

INDICATOR(hat05) = {
    .id = "HAT05",
    .name = "CSEW hate crime incidents",
    .definition = "Estimated incidents a year, 3-year combined",
    .numerator = "survey estimate",
    .denominator = "adults/households",
    .unit = "count",
    .source = "Crime Survey for England and Wales",
    .geography = "England & Wales only",
    .frequency = "3-yearly rolling",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "176,000 a year (YE Mar 2023-25)",
    .breaks = "",
    .series = NULL,
};
