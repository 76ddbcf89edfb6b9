/* EQU08: Child poverty. */
#include "indicators/indicator.h"

INDICATOR(equ08) = {
    .id = "EQU08",
    .name = "Child poverty",
    .definition = "Children under 16 in low-income families, as the ONS Health Index "
                  "gives it",
    .numerator = "children in low-income families",
    .denominator = "children under 16",
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
    .series = "hi-child-poverty",
};
