/* DEM02: General election turnout. */
#include "indicators/indicator.h"

INDICATOR(dem02) = {
    .id = "DEM02",
    .name = "General election turnout",
    .definition = "Valid votes / electorate",
    .numerator = "valid votes",
    .denominator = "electorate",
    .unit = "%",
    .source = "House of Commons Library",
    .geography = "constituency",
    .frequency = "per election",
    .domain = DOMAIN_DEMOCRACY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "general-election-turnout",
};
