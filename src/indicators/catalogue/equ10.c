/* EQU10: Employment rate. */
#include "indicators/indicator.h"

INDICATOR(equ10) = {
    .id = "EQU10",
    .name = "Employment rate",
    .definition = "People aged 16 to 64 in work",
    .numerator = "in work aged 16-64",
    .denominator = "residents aged 16-64",
    .unit = "%",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "ons-employment-rate",
};
