/* EQU18: Early years: communication and language. */
#include "indicators/indicator.h"

INDICATOR(equ18) = {
    .id = "EQU18",
    .name = "Early years: communication and language",
    .definition = "Children at the expected level of communication and language at "
                  "the end of the early years stage",
    .numerator = "at expected level",
    .denominator = "children assessed",
    .unit = "%",
    .source = "ONS subnational indicators explorer, March 2024",
    .geography = "LA",
    .frequency = "latest year",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "ons-early-language",
};
