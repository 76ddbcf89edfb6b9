/* HAT16: Low-level crime. */
#include "indicators/indicator.h"

INDICATOR(hat16) = {
    .id = "HAT16",
    .name = "Low-level crime",
    .definition = "Recorded bicycle theft, shoplifting and other thefts, as the ONS "
                  "Health Index gives it",
    .numerator = "as the ONS Health Index defines them",
    .denominator = "as the ONS Health Index defines them",
    .unit = "as published",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-low-level-crime",
};
