/* EQU27: Drug misuse. */
#include "indicators/indicator.h"

INDICATOR(equ27) = {
    .id = "EQU27",
    .name = "Drug misuse",
    .definition = "Age-standardised deaths from drug misuse, as the ONS Health Index "
                  "gives it",
    .numerator = "as the ONS Health Index defines them",
    .denominator = "as the ONS Health Index defines them",
    .unit = "as published",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-drug-misuse",
};
