/* HAT01: Police-recorded hate crime rate. */
#include "indicators/indicator.h"

INDICATOR(hat01) = {
    .id = "HAT01",
    .name = "Police-recorded hate crime rate",
    .definition = "Hate crimes recorded by police per 1,000 residents",
    .numerator = "hate crimes",
    .denominator = "mid-year population",
    .unit = "per 1,000",
    .source = "Home Office hate crime statistics",
    .geography = "police force area",
    .frequency = "annual (October)",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Ambiguous",
    .caveat = "115,990 E&W excl. Met YE Mar 2025 (+2%); Home Office: not reliable"
              " trend since 2014, not a measure of prevalence; Met not comparable"
              " after Feb 2024",
    .breaks = "",
    .series = NULL,
};
