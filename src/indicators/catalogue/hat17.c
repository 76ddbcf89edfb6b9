/* HAT17: Personal crime. */
#include "indicators/indicator.h"

INDICATOR(hat17) = {
    .id = "HAT17",
    .name = "Personal crime",
    .definition = "Recorded crime against the person, robbery and criminal damage, as"
                  " the ONS Health Index gives it",
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
    .series = "hi-personal-crime",
};
