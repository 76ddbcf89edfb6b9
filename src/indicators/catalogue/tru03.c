/* TRU03: People in neighbourhood can be trusted. */
#include "indicators/indicator.h"

INDICATOR(tru03) = {
    .id = "TRU03",
    .name = "People in neighbourhood can be trusted",
    .definition = "% who say many of the people in their neighbourhood can be trusted",
    .numerator = "many can be trusted",
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
