/* EQU22: Pupil attainment. */
#include "indicators/indicator.h"

INDICATOR(equ22) = {
    .id = "EQU22",
    .name = "Pupil attainment",
    .definition = "Pupils with the expected level in English and maths, as the ONS "
                  "Health Index gives it",
    .numerator = "as the ONS Health Index defines them",
    .denominator = "as the ONS Health Index defines them",
    .unit = "as published",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-pupil-attainment",
};
