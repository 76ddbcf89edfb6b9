/* EQU28: Mental health conditions. */
#include "indicators/indicator.h"

INDICATOR(equ28) = {
    .id = "EQU28",
    .name = "Mental health conditions",
    .definition = "Residents with a mental health condition, from GP registers, as "
                  "the ONS Health Index gives it",
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
    .series = "hi-mental-health",
};
