/* CAP04: Warning lead time. */
#include "indicators/indicator.h"

INDICATOR(cap04) = {
    .id = "CAP04",
    .name = "Warning lead time",
    .definition = "Median hours between the first recorded linked signal and the "
                  "flashpoint start",
    .numerator = "not stated",
    .denominator = "flashpoints debriefed",
    .unit = "hours",
    .source = "NEW",
    .geography = "LA, national",
    .frequency = "annual",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Also log missed (no prior signal) and false alarms",
    .breaks = "",
    .series = NULL,
};
