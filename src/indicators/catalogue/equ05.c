/* EQU05: Households in temporary accommodation. */
#include "indicators/indicator.h"

INDICATOR(equ05) = {
    .id = "EQU05",
    .name = "Households in temporary accommodation",
    .definition = "Per 1,000 households",
    .numerator = "households in TA",
    .denominator = "households",
    .unit = "per 1,000",
    .source = "MHCLG statutory homelessness",
    .geography = "LA",
    .frequency = "quarterly",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "temporary-accommodation",
};
