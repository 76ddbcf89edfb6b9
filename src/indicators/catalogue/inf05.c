/* INF05: Local news outlets. */
#include "indicators/indicator.h"

INDICATOR(inf05) = {
    .id = "INF05",
    .name = "Local news outlets",
    .definition = "Count of independent/local news outlets covering the LA; flag news"
                  " deserts",
    .numerator = "outlets",
    .denominator = "population",
    .unit = "per 100k",
    .source = "Public Interest News Foundation local news map",
    .geography = "LA",
    .frequency = "annual",
    .domain = DOMAIN_INFORMATION,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
