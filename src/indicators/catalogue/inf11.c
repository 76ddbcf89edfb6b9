/* INF11: Distance to a GP. */
#include "indicators/indicator.h"

INDICATOR(inf11) = {
    .id = "INF11",
    .name = "Distance to a GP",
    .definition = "Mean distance of homes to the nearest GP service, as the ONS "
                  "Health Index gives it",
    .numerator = "-",
    .denominator = "homes",
    .unit = "km",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-distance-gp",
};
