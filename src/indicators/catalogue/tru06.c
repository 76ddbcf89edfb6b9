/* TRU06: Pull together. */
#include "indicators/indicator.h"

INDICATOR(tru06) = {
    .id = "TRU06",
    .name = "Pull together",
    .definition = "% who agree people in this neighbourhood pull together to improve it",
    .numerator = "definitely/tend to agree",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_TRUST,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
