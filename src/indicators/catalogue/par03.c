/* PAR03: Can influence local decisions. */
#include "indicators/indicator.h"

INDICATOR(par03) = {
    .id = "PAR03",
    .name = "Can influence local decisions",
    .definition = "% who agree they can personally influence decisions affecting "
                  "their local area",
    .numerator = "definitely/tend to agree",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_DEMOCRACY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
