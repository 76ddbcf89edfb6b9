/* FRH01: Self-censored for fear of FRH. */
#include "indicators/indicator.h"

INDICATOR(frh01) = {
    .id = "FRH01",
    .name = "Self-censored for fear of FRH",
    .definition = "% of public who have refrained from expressing personal views in "
                  "public for fear of receiving FRH",
    .numerator = "yes",
    .denominator = "adults 16+",
    .unit = "%",
    .source = "Khan Review poll (n=1,279); to be repeated by OSCDR",
    .geography = "national",
    .frequency = "one-off 2023/24; proposed annual",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "76%",
    .breaks = "",
    .series = NULL,
};
