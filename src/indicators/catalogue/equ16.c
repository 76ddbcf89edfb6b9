/* EQU16: Happiness. */
#include "indicators/indicator.h"

INDICATOR(equ16) = {
    .id = "EQU16",
    .name = "Happiness",
    .definition = "Mean answer to how happy people felt yesterday, 0 to 10",
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
    .series = "ons-happiness",
};
