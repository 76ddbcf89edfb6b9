/* INF12: Jobs by public transport. */
#include "indicators/indicator.h"

INDICATOR(inf12) = {
    .id = "INF12",
    .name = "Jobs by public transport",
    .definition = "Time by public transport or on foot to a place with 500 to 4,999 jobs",
    .numerator = "-",
    .denominator = "homes",
    .unit = "minutes",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "ons-jobs-by-transport",
};
