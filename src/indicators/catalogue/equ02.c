/* EQU02: IDACI. */
#include "indicators/indicator.h"

INDICATOR(equ02) = {
    .id = "EQU02",
    .name = "IDACI",
    .definition = "% of children in income-deprived households",
    .numerator = "children 0-15 income deprived",
    .denominator = "children 0-15",
    .unit = "%",
    .source = "MHCLG IoD 2025",
    .geography = "LSOA, LA",
    .frequency = "4-6 yearly",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
