/* TRU05: Chat to neighbours. */
#include "indicators/indicator.h"

INDICATOR(tru05) = {
    .id = "TRU05",
    .name = "Chat to neighbours",
    .definition = "% who chat to neighbours (more than hello) at least once a month",
    .numerator = "at least monthly",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_TRUST,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "73% in 2016/17",
    .breaks = "",
    .series = NULL,
};
