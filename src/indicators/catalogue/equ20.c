/* EQU20: Unemployment over time. */
#include "indicators/indicator.h"

INDICATOR(equ20) = {
    .id = "EQU20",
    .name = "Unemployment over time",
    .definition = "People aged 16 and over without a job and looking for one, as the "
                  "ONS Health Index gives it",
    .numerator = "unemployed",
    .denominator = "economically active",
    .unit = "%",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-unemployment",
};
