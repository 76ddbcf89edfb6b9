/* EQU06: Deprivation: average score. */
#include "indicators/indicator.h"

INDICATOR(equ06) = {
    .id = "EQU06",
    .name = "Deprivation: average score",
    .definition = "Average score of the Index of Multiple Deprivation over the "
                  "neighbourhoods of the council",
    .numerator = "sum of score times residents",
    .denominator = "residents",
    .unit = "score",
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
    .series = "imd-average-score",
};
