/* MIX08: School FSM dissimilarity. */
#include "indicators/indicator.h"

INDICATOR(mix08) = {
    .id = "MIX08",
    .name = "School FSM dissimilarity",
    .definition = "As MIX07 for FSM-eligible v not",
    .numerator = "not stated",
    .denominator = "pupils",
    .unit = "0-1 index",
    .source = "DfE school-level file",
    .geography = "LA",
    .frequency = "annual",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "FSM protections changed eligibility from 2018",
    .breaks = "",
    .series = NULL,
};
