/* BEL02: Belong to Britain. */
#include "indicators/indicator.h"

INDICATOR(bel02) = {
    .id = "BEL02",
    .name = "Belong to Britain",
    .definition = "% adults who feel they belong very/fairly strongly to Britain",
    .numerator = "very/fairly strongly",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey / Citizenship Survey",
    .geography = "England (national)",
    .frequency = "when asked",
    .domain = DOMAIN_BELONGING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "85% in 2016/17 (read); not asked every year - check",
    .breaks = "",
    .series = NULL,
};
