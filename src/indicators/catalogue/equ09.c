/* EQU09: Unemployment, modelled. */
#include "indicators/indicator.h"

INDICATOR(equ09) = {
    .id = "EQU09",
    .name = "Unemployment, modelled",
    .definition = "People aged 16 and over without a job and looking for one, modelled",
    .numerator = "unemployed aged 16+",
    .denominator = "economically active aged 16+",
    .unit = "%",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Model-based estimate of the Annual Population Survey",
    .breaks = "",
    .series = "ons-unemployment",
};
