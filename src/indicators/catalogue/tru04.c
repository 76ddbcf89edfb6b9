/* TRU04: Generalised trust. */
#include "indicators/indicator.h"

INDICATOR(tru04) = {
    .id = "TRU04",
    .name = "Generalised trust",
    .definition = "% who say generally most people can be trusted",
    .numerator = "most people can be trusted",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey; ONS social capital",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_TRUST,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "42% (2012/13)",
    .breaks = "",
    .series = NULL,
};
