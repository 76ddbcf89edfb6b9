/* HAT14: Feel safe walking alone after dark. */
#include "indicators/indicator.h"

INDICATOR(hat14) = {
    .id = "HAT14",
    .name = "Feel safe walking alone after dark",
    .definition = "% very/fairly safe",
    .numerator = "very/fairly safe",
    .denominator = "adults",
    .unit = "%",
    .source = "CSEW / ONS OPN",
    .geography = "E&W, region",
    .frequency = "annual/irregular",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Gender gap 20pp in 2018/19",
    .breaks = "",
    .series = NULL,
};
