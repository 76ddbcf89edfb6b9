/* TRU09: Indirect loneliness. */
#include "indicators/indicator.h"

INDICATOR(tru09) = {
    .id = "TRU09",
    .name = "Indirect loneliness",
    .definition = "% with high score on the three-item scale (companionship, left "
                  "out, isolated)",
    .numerator = "high score",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual since 2020/21",
    .domain = DOMAIN_TRUST,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "9% 2024/25",
    .breaks = "",
    .series = NULL,
};
