/* EQU17: English and maths by 19. */
#include "indicators/indicator.h"

INDICATOR(equ17) = {
    .id = "EQU17",
    .name = "English and maths by 19",
    .definition = "Young people with GCSEs or the like in English and maths by age 19",
    .numerator = "with both by 19",
    .denominator = "young people",
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
    .series = "ons-gcse-by-19",
};
