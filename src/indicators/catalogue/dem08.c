/* DEM08: Councillors who feel at risk. */
#include "indicators/indicator.h"

INDICATOR(dem08) = {
    .id = "DEM08",
    .name = "Councillors who feel at risk",
    .definition = "% who felt at risk when fulfilling role",
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
    .caveat = "73% 2025; women 84%, ethnic minority 84%, LGBTQ+ 85%, disabled 85%",
    .breaks = "",
    .series = NULL,
};
