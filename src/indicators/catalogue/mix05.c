/* MIX05: Multi-ethnic households. */
#include "indicators/indicator.h"

INDICATOR(mix05) = {
    .id = "MIX05",
    .name = "Multi-ethnic households",
    .definition = "% of multi-person households containing more than one ethnic group",
    .numerator = "households with multiple ethnic groups",
    .denominator = "households with 2+ people",
    .unit = "%",
    .source = "Census 2021",
    .geography = "LA, ward, MSOA",
    .frequency = "10-yearly",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context (bridging)",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
