/* HAT18: Crime severity score. */
#include "indicators/indicator.h"

INDICATOR(hat18) = {
    .id = "HAT18",
    .name = "Crime severity score",
    .definition = "Recorded crime weighted by its severity",
    .numerator = "weighted offences",
    .denominator = "residents",
    .unit = "score",
    .source = "ONS crime severity score, 2023",
    .geography = "LA",
    .frequency = "annual; one year at hand",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Councils that share a community safety partnership have the same "
              "figure",
    .breaks = "",
    .series = "crime-severity-score",
};
