/* PRE04: Personal wellbeing: anxiety. */
#include "indicators/indicator.h"

INDICATOR(pre04) = {
    .id = "PRE04",
    .name = "Personal wellbeing: anxiety",
    .definition = "Mean anxiety yesterday (0-10)",
    .numerator = "not stated",
    .denominator = "adults",
    .unit = "mean",
    .source = "ONS APS personal wellbeing",
    .geography = "LA",
    .frequency = "annual",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "hi-anxiety",
};
