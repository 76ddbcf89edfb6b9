/* TRU10: Someone to rely on. */
#include "indicators/indicator.h"

INDICATOR(tru10) = {
    .id = "TRU10",
    .name = "Someone to rely on",
    .definition = "% with a spouse, family member or friend to rely on if they have a"
                  " serious problem",
    .numerator = "has someone",
    .denominator = "UK adults",
    .unit = "%",
    .source = "ONS social capital headline indicators / Understanding Society",
    .geography = "UK, region",
    .frequency = "biennial",
    .domain = DOMAIN_TRUST,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "84% 2013/14",
    .breaks = "",
    .series = NULL,
};
