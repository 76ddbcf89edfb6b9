/* EQU23: Disability. */
#include "indicators/indicator.h"

INDICATOR(equ23) = {
    .id = "EQU23",
    .name = "Disability",
    .definition = "People whose daily life is limited by a long-lasting condition, as"
                  " the ONS Health Index gives it",
    .numerator = "as the ONS Health Index defines them",
    .denominator = "as the ONS Health Index defines them",
    .unit = "as published",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context only",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-disability",
};
