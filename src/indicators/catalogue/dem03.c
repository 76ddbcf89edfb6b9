/* DEM03: Electoral registration ratio. */
#include "indicators/indicator.h"

INDICATOR(dem03) = {
    .id = "DEM03",
    .name = "Electoral registration ratio",
    .definition = "Local government electors / estimated 18+ population",
    .numerator = "electors on 1 Dec register",
    .denominator = "18+ mid-year estimate",
    .unit = "%",
    .source = "ONS Electoral statistics",
    .geography = "LA",
    .frequency = "annual",
    .domain = DOMAIN_DEMOCRACY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Proxy only: ineligible residents, duplicates",
    .breaks = "",
    .series = NULL,
};
