/* PAR04: Want more involvement. */
#include "indicators/indicator.h"

INDICATOR(par04) = {
    .id = "PAR04",
    .name = "Want more involvement",
    .definition = "% who would like to be more involved in council decisions",
    .numerator = "yes",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual when asked",
    .domain = DOMAIN_DEMOCRACY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context",
    .caveat = "48% (2012/13)",
    .breaks = "",
    .series = NULL,
};
