/* MIX07: School ethnic dissimilarity. */
#include "indicators/indicator.h"

INDICATOR(mix07) = {
    .id = "MIX07",
    .name = "School ethnic dissimilarity",
    .definition = "Dissimilarity of White British v other pupils across state schools"
                  " in the LA, by phase",
    .numerator = "as MIX01",
    .denominator = "pupils",
    .unit = "0-1 index",
    .source = "DfE Schools, pupils and their characteristics (school-level file)",
    .geography = "LA",
    .frequency = "annual (June)",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "Lower better (with care)",
    .caveat = "Rec 7d: DfE unit to collect; primary and secondary separate",
    .breaks = "",
    .series = NULL,
};
