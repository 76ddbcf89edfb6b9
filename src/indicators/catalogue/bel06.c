/* BEL06: Feel disconnected from society. */
#include "indicators/indicator.h"

INDICATOR(bel06) = {
    .id = "BEL06",
    .name = "Feel disconnected from society",
    .definition = "% who report feeling disconnected from society around them",
    .numerator = "agree",
    .denominator = "GB adults (MRP model)",
    .unit = "%",
    .source = "More in Common / UCL Policy Lab / Citizens UK, This Place Matters",
    .geography = "parliamentary constituency (modelled)",
    .frequency = "one-off Aug 2025",
    .domain = DOMAIN_BELONGING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "51% GB; constituency boundaries are not LA boundaries; modelled "
              "estimate",
    .breaks = "",
    .series = NULL,
};
