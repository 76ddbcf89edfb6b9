/* MIX03: Exposure/interaction index. */
#include "indicators/indicator.h"

INDICATOR(mix03) = {
    .id = "MIX03",
    .name = "Exposure/interaction index",
    .definition = "Sum (x_i/X)*(y_i/t_i): average share of group y in the small area "
                  "of a member of x",
    .numerator = "not stated",
    .denominator = "not stated",
    .unit = "0-1 index",
    .source = "Census 2021",
    .geography = "LA from LSOA",
    .frequency = "10-yearly",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "Higher better (with care)",
    .caveat = "Cantle & Kaufmann stress growing isolation of White majority in "
              "some urban zones, others stress more mixing - show both",
    .breaks = "",
    .series = NULL,
};
