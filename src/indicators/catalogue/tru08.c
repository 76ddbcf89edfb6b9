/* TRU08: Lonely often/always. */
#include "indicators/indicator.h"

INDICATOR(tru08) = {
    .id = "TRU08",
    .name = "Lonely often/always",
    .definition = "% adults who feel lonely often or always",
    .numerator = "often/always",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey; OHID Fingertips",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_TRUST,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "6.6% 2024/25; 7.1% 2023/24",
    .breaks = "",
    .series = NULL,
};
