/* BEL05: Area getting worse. */
#include "indicators/indicator.h"

INDICATOR(bel05) = {
    .id = "BEL05",
    .name = "Area getting worse",
    .definition = "% adults who say their area has got worse to live in",
    .numerator = "got worse",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_BELONGING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Perception item; reacts to national news",
    .breaks = "",
    .series = NULL,
};
