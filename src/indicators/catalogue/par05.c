/* PAR05: Formal volunteering monthly. */
#include "indicators/indicator.h"

INDICATOR(par05) = {
    .id = "PAR05",
    .name = "Formal volunteering monthly",
    .definition = "% who gave unpaid help through a group at least once a month",
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
    .caveat = "22% 2016/17",
    .breaks = "",
    .series = NULL,
};
