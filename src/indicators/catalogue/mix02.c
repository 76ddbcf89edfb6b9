/* MIX02: Isolation index (group g). */
#include "indicators/indicator.h"

INDICATOR(mix02) = {
    .id = "MIX02",
    .name = "Isolation index (group g)",
    .definition = "Probability that a randomly chosen member of g's small-area "
                  "neighbour is also g: sum (g_i/G)*(g_i/t_i)",
    .numerator = "not stated",
    .denominator = "not stated",
    .unit = "0-1 index",
    .source = "Census 2021",
    .geography = "LA from LSOA",
    .frequency = "10-yearly",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context",
    .caveat = "Depends on group size; report against LA share of g",
    .breaks = "",
    .series = NULL,
};
