/* DEM11: Councillors: council protection effective. */
#include "indicators/indicator.h"

INDICATOR(dem11) = {
    .id = "DEM11",
    .name = "Councillors: council protection effective",
    .definition = "% who say authority's arrangements for protecting councillors are "
                  "very/fairly effective",
    .numerator = "very/fairly",
    .denominator = "LGA survey respondents",
    .unit = "%",
    .source = "LGA Debate Not Hate",
    .geography = "England & Wales",
    .frequency = "annual",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "57% in 2024",
    .breaks = "",
    .series = NULL,
};
