/* EQU04: Employment gap by ethnicity. */
#include "indicators/indicator.h"

INDICATOR(equ04) = {
    .id = "EQU04",
    .name = "Employment gap by ethnicity",
    .definition = "White minus ethnic-minority employment rate 16-64",
    .numerator = "rate difference",
    .denominator = "residents 16-64",
    .unit = "pp",
    .source = "Annual Population Survey",
    .geography = "LA (wide CIs), region",
    .frequency = "quarterly rolling year",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "LFS/APS quality problems since 2023",
    .breaks = "",
    .series = NULL,
};
