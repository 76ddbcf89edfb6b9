/* PAR01: Civic participation. */
#include "indicators/indicator.h"

INDICATOR(par01) = {
    .id = "PAR01",
    .name = "Civic participation",
    .definition = "% who contacted an official, signed a petition, attended a rally "
                  "etc. (not voting) at least once in last 12 months",
    .numerator = "any",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_PARTICIPATION,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "33% 2023/24; 41% 2019/20-2020/21",
    .breaks = "",
    .series = NULL,
};
