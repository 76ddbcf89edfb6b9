/* MIX11: Population churn. */
#include "indicators/indicator.h"

INDICATOR(mix11) = {
    .id = "MIX11",
    .name = "Population churn",
    .definition = "(internal inflow + outflow) per 1,000 residents",
    .numerator = "internal migration in + out",
    .denominator = "mid-year population",
    .unit = "per 1,000",
    .source = "ONS mid-year estimates components",
    .geography = "LA",
    .frequency = "annual",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context",
    .caveat = "Students inflate",
    .breaks = "",
    .series = NULL,
};
