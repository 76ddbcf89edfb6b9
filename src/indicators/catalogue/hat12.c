/* HAT12: ASB incidents. */
#include "indicators/indicator.h"

INDICATOR(hat12) = {
    .id = "HAT12",
    .name = "ASB incidents",
    .definition = "Police-recorded ASB per 1,000",
    .numerator = "incidents",
    .denominator = "population",
    .unit = "per 1,000",
    .source = "data.police.uk / ONS",
    .geography = "LSOA points; force",
    .frequency = "monthly (about 2-month lag)",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Locations are snapped; Greater Manchester gaps",
    .breaks = "",
    .series = NULL,
};
