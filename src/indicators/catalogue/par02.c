/* PAR02: Civic consultation. */
#include "indicators/indicator.h"

INDICATOR(par02) = {
    .id = "PAR02",
    .name = "Civic consultation",
    .definition = "% who took part in a consultation about local services/problems in"
                  " last 12 months",
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
    .caveat = "19% (2012/13)",
    .breaks = "",
    .series = NULL,
};
