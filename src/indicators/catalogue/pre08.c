/* PRE08: New homes. */
#include "indicators/indicator.h"

INDICATOR(pre08) = {
    .id = "PRE08",
    .name = "New homes",
    .definition = "Net additions to the housing stock",
    .numerator = "net additional dwellings",
    .denominator = "dwellings",
    .unit = "per 1,000",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context only",
    .caveat = "",
    .breaks = "",
    .series = "ons-net-new-homes",
};
