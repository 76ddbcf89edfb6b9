/* DEM04: Uncontested or thinly contested seats. */
#include "indicators/indicator.h"

INDICATOR(dem04) = {
    .id = "DEM04",
    .name = "Uncontested or thinly contested seats",
    .definition = "% of council seats with no more candidates than seats",
    .numerator = "uncontested seats",
    .denominator = "seats up",
    .unit = "%",
    .source = "Democracy Club candidate data",
    .geography = "ward, LA",
    .frequency = "per election",
    .domain = DOMAIN_DEMOCRACY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Proxy for deterrence of candidates",
    .breaks = "",
    .series = NULL,
};
