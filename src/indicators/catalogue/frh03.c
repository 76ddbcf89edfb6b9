/* FRH03: Believe FRH worse than 5 years ago. */
#include "indicators/indicator.h"

INDICATOR(frh03) = {
    .id = "FRH03",
    .name = "Believe FRH worse than 5 years ago",
    .definition = "%",
    .numerator = "worse",
    .denominator = "adults 16+",
    .unit = "%",
    .source = "Khan Review poll",
    .geography = "national",
    .frequency = "one-off",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "60%",
    .breaks = "",
    .series = NULL,
};
