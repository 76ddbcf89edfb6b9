/* FRH05: Witnessed FRH in person. */
#include "indicators/indicator.h"

INDICATOR(frh05) = {
    .id = "FRH05",
    .name = "Witnessed FRH in person",
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
