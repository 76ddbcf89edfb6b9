/* PRE06: Rough sleeping. */
#include "indicators/indicator.h"

INDICATOR(pre06) = {
    .id = "PRE06",
    .name = "Rough sleeping",
    .definition = "People counted as sleeping rough on one night in autumn, as the "
                  "ONS Health Index gives it",
    .numerator = "as the ONS Health Index defines them",
    .denominator = "as the ONS Health Index defines them",
    .unit = "as published",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-rough-sleeping",
};
