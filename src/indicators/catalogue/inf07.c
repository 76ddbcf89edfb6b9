/* INF07: Homes with outdoor space. */
#include "indicators/indicator.h"

INDICATOR(inf07) = {
    .id = "INF07",
    .name = "Homes with outdoor space",
    .definition = "Homes with a garden or other outdoor space of their own, as the ONS "
                  "Health Index gives it",
    .numerator = "homes with outdoor space",
    .denominator = "homes",
    .unit = "%",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-outdoor-space",
};
