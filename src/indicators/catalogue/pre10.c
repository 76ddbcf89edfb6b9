/* PRE10: Council tax support, working age. */
#include "indicators/indicator.h"

INDICATOR(pre10) = {
    .id = "PRE10",
    .name = "Council tax support, working age",
    .definition = "Working-age claimants of council tax support",
    .numerator = "claimants of working age",
    .denominator = "residents",
    .unit = "per 1,000",
    .source = "MHCLG local council tax support statistics",
    .geography = "LA",
    .frequency = "quarterly 2015 to 2023",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context only",
    .caveat = "",
    .breaks = "",
    .series = "council-tax-support-working-age",
    .over = "population",
    .per = 1000,
};
