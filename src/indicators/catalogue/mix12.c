/* MIX12: Net international migration rate. */
#include "indicators/indicator.h"

INDICATOR(mix12) = {
    .id = "MIX12",
    .name = "Net international migration rate",
    .definition = "Long-term international in minus out per 1,000 residents",
    .numerator = "net flow",
    .denominator = "mid-year population",
    .unit = "per 1,000",
    .source = "ONS MYE components",
    .geography = "LA",
    .frequency = "annual",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context only",
    .caveat = "Revised heavily",
    .breaks = "",
    .series = NULL,
};
