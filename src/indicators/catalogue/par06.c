/* PAR06: Informal volunteering monthly. */
#include "indicators/indicator.h"

INDICATOR(par06) = {
    .id = "PAR06",
    .name = "Informal volunteering monthly",
    .definition = "% who gave unpaid help to a non-relative at least once a month",
    .numerator = "monthly",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_PARTICIPATION,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
