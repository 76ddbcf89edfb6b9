/* INF09: Gigabit broadband. */
#include "indicators/indicator.h"

INDICATOR(inf09) = {
    .id = "INF09",
    .name = "Gigabit broadband",
    .definition = "Homes that can have gigabit broadband",
    .numerator = "homes",
    .denominator = "homes",
    .unit = "%",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "ons-gigabit",
};
