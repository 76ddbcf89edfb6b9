/* EQU11: Disposable household income. */
#include "indicators/indicator.h"

INDICATOR(equ11) = {
    .id = "EQU11",
    .name = "Disposable household income",
    .definition = "Gross disposable household income per head",
    .numerator = "gross disposable household income",
    .denominator = "residents",
    .unit = "GBP per head",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "ons-disposable-income",
};
