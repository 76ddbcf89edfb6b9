/* EQU01: Neighbourhoods in most deprived 10%. */
#include "indicators/indicator.h"

INDICATOR(equ01) = {
    .id = "EQU01",
    .name = "Neighbourhoods in most deprived 10%",
    .definition = "% of the LA's LSOAs in England's most deprived decile, IMD25",
    .numerator = "LSOAs in decile 1",
    .denominator = "LSOAs in LA",
    .unit = "%",
    .source = "MHCLG IoD 2025 (33,755 LSOAs; 7 domains; income 22.5% ...)",
    .geography = "LSOA, LA",
    .frequency = "4-6 yearly (30 Oct 2025)",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "65% of LADs have at least one; method changed: limited comparison "
              "with 2019",
    .breaks = "2015 to 2019 to 2025: other data and boundaries of neighbourhoods;"
              " relative, never a level.",
    .relative = true,
    .series = "imd-most-deprived-tenth",
    .per = 100,
};
