/* BEL04: Pride in local area. */
#include "indicators/indicator.h"

INDICATOR(bel04) = {
    .id = "BEL04",
    .name = "Pride in local area",
    .definition = "% adults who feel proud to live in their local area",
    .numerator = "agree",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey (listed chapter topic; wording to be checked)",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_BELONGING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "New/changed item in 2023/24: no long back-series",
    .breaks = "",
    .series = NULL,
};
