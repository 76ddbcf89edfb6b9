/* EQU14: Life satisfaction. */
#include "indicators/indicator.h"

INDICATOR(equ14) = {
    .id = "EQU14",
    .name = "Life satisfaction",
    .definition = "Mean answer to how satisfied people are with their life, 0 to 10",
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
    .series = "ons-life-satisfaction",
};
