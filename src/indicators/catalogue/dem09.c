/* DEM09: Councillors threatened with violence or death. */
#include "indicators/indicator.h"

INDICATOR(dem09) = {
    .id = "DEM09",
    .name = "Councillors threatened with violence or death",
    .definition = "% with a threat of violence or death against self or someone close",
    .numerator = "yes",
    .denominator = "LGA survey respondents",
    .unit = "%",
    .source = "LGA Debate Not Hate",
    .geography = "England & Wales",
    .frequency = "annual",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "About 1 in 4, 2025",
    .breaks = "",
    .series = NULL,
};
