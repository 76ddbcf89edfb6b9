/* TRU07: Exchange favours. */
#include "indicators/indicator.h"

INDICATOR(tru07) = {
    .id = "TRU07",
    .name = "Exchange favours",
    .definition = "% who borrow things and exchange favours with neighbours",
    .numerator = "agree",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_TRUST,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "53% (2012/13)",
    .breaks = "",
    .series = NULL,
};
