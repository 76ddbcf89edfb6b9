/* EQU12: Median weekly pay. */
#include "indicators/indicator.h"

INDICATOR(equ12) = {
    .id = "EQU12",
    .name = "Median weekly pay",
    .definition = "Gross median weekly pay of residents in full-time work",
    .numerator = "-",
    .denominator = "-",
    .unit = "GBP a week",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "ons-weekly-pay",
};
