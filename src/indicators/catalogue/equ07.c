/* EQU07: Deprivation: extent. */
#include "indicators/indicator.h"

INDICATOR(equ07) = {
    .id = "EQU07",
    .name = "Deprivation: extent",
    .definition = "Share of residents in the most deprived neighbourhoods, those of "
                  "the upper three tenths counted in part",
    .numerator = "weighted residents",
    .denominator = "residents",
    .unit = "share of 1",
    .source = "MHCLG Indices of Deprivation 2004 to 2025",
    .geography = "LA",
    .frequency = "4-6 yearly",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "2015 to 2019 to 2025: other data and boundaries of neighbourhoods;"
              " relative, never a level.",
    .relative = true,
    .series = "imd-extent",
};
