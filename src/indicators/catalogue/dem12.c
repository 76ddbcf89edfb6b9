/* DEM12: Councillors doxxed. */
#include "indicators/indicator.h"

INDICATOR(dem12) = {
    .id = "DEM12",
    .name = "Councillors doxxed",
    .definition = "% whose personal information was inappropriately published",
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
    .caveat = "11% 2025; 52% had misinformation spread about them",
    .breaks = "",
    .series = NULL,
};
