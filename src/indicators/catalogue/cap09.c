/* CAP09: Debriefs completed and actions closed. */
#include "indicators/indicator.h"

INDICATOR(cap09) = {
    .id = "CAP09",
    .name = "Debriefs completed and actions closed",
    .definition = "% of flashpoints with structured debrief in 28 days; % of actions "
                  "closed in 6 months",
    .numerator = "not stated",
    .denominator = "not stated",
    .unit = "%",
    .source = "NEW",
    .geography = "LA, national",
    .frequency = "quarterly",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "HMICFRS: lessons of earlier disorder not learned",
    .breaks = "",
    .series = NULL,
};
