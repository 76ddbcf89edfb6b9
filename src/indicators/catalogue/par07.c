/* PAR07: Gave to charity. */
#include "indicators/indicator.h"

INDICATOR(par07) = {
    .id = "PAR07",
    .name = "Gave to charity",
    .definition = "% who gave to charity in the 4 weeks before interview",
    .numerator = "yes",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_PARTICIPATION,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "75% 2016/17",
    .breaks = "",
    .series = NULL,
};
