/* FRH04: Witnessed FRH online. */
#include "indicators/indicator.h"

INDICATOR(frh04) = {
    .id = "FRH04",
    .name = "Witnessed FRH online",
    .definition = "%",
    .numerator = "yes",
    .denominator = "adults 16+",
    .unit = "%",
    .source = "Khan Review poll",
    .geography = "national",
    .frequency = "one-off",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "44%",
    .breaks = "",
    .series = NULL,
};
