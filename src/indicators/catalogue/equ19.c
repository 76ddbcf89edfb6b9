/* EQU19: Qualified to level 3. */
#include "indicators/indicator.h"

INDICATOR(equ19) = {
    .id = "EQU19",
    .name = "Qualified to level 3",
    .definition = "People aged 16 to 64 with qualifications at level 3 or above",
    .numerator = "qualified to level 3+",
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
    .series = "ons-level-3",
};
