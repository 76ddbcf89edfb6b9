/* PRE07: Households assessed as homeless. */
#include "indicators/indicator.h"

INDICATOR(pre07) = {
    .id = "PRE07",
    .name = "Households assessed as homeless",
    .definition = "Households assessed as homeless by the council",
    .numerator = "households assessed as homeless",
    .denominator = "households",
    .unit = "per 1,000",
    .source = "MHCLG statutory homelessness, 2023",
    .geography = "LA",
    .frequency = "quarterly; one period at hand",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "homeless-households",
};
