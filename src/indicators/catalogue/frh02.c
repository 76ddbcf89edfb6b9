/* FRH02: Believe FRH occurs. */
#include "indicators/indicator.h"

INDICATOR(frh02) = {
    .id = "FRH02",
    .name = "Believe FRH occurs",
    .definition = "% who believe FRH currently occurs in the UK",
    .numerator = "yes",
    .denominator = "adults 16+",
    .unit = "%",
    .source = "Khan Review poll",
    .geography = "national",
    .frequency = "one-off",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context",
    .caveat = "85%",
    .breaks = "",
    .series = NULL,
};
