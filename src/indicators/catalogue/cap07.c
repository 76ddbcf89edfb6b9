/* CAP07: Trained in conflict resolution. */
#include "indicators/indicator.h"

INDICATOR(cap07) = {
    .id = "CAP07",
    .name = "Trained in conflict resolution",
    .definition = "% of relevant officers and councillors with training in date (rec "
                  "1e, 12d)",
    .numerator = "trained in last 3 years",
    .denominator = "relevant roles",
    .unit = "%",
    .source = "NEW",
    .geography = "LA",
    .frequency = "annual",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
