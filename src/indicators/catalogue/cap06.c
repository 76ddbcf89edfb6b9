/* CAP06: PSED limb 3 evidence. */
#include "indicators/indicator.h"

INDICATOR(cap06) = {
    .id = "CAP06",
    .name = "PSED limb 3 evidence",
    .definition = "Published evidence on tackling prejudice and promoting "
                  "understanding, scored on a 5-step rubric",
    .numerator = "rubric score",
    .denominator = "-",
    .unit = "0-4",
    .source = "NEW from s.149 / SI 2017/353 publication",
    .geography = "LA, other public bodies",
    .frequency = "annual (publication at most 12 months apart; objectives at most 4 "
                 "years)",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "EHRC has no routine national dataset",
    .breaks = "",
    .series = NULL,
};
