/* BEL03: Satisfied with local area. */
#include "indicators/indicator.h"

INDICATOR(bel03) = {
    .id = "BEL03",
    .name = "Satisfied with local area",
    .definition = "% adults very/fairly satisfied with local area as a place to live",
    .numerator = "very/fairly satisfied",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey; LGA residents' polling question is the same"
              " concept",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_BELONGING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
