/* EQU15: Life is worthwhile. */
#include "indicators/indicator.h"

INDICATOR(equ15) = {
    .id = "EQU15",
    .name = "Life is worthwhile",
    .definition = "Mean answer to how far the things people do in life are "
                  "worthwhile, 0 to 10",
    .numerator = "-",
    .denominator = "adults 16+",
    .unit = "mean 0-10",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "ons-worthwhile",
};
