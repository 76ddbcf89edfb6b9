/* EQU03: Claimant rate 18-24. */
#include "indicators/indicator.h"

INDICATOR(equ03) = {
    .id = "EQU03",
    .name = "Claimant rate 18-24",
    .definition = "Claimants 18-24 / residents 18-24",
    .numerator = "claimants",
    .denominator = "residents 18-24",
    .unit = "%",
    .source = "DWP/ONS via Nomis",
    .geography = "LA, ward",
    .frequency = "monthly",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
