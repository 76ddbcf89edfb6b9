/* MIX04: Ethnic diversity (entropy). */
#include "indicators/indicator.h"

INDICATOR(mix04) = {
    .id = "MIX04",
    .name = "Ethnic diversity (entropy)",
    .definition = "Shannon entropy of ethnic group shares, normalised by ln(k)",
    .numerator = "-sum p ln p",
    .denominator = "ln(k)",
    .unit = "0-1 index",
    .source = "Census 2021 TS021",
    .geography = "LSOA, ward, LA",
    .frequency = "10-yearly",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context only",
    .caveat = "Never a 'risk' score on its own",
    .breaks = "",
    .series = NULL,
};
