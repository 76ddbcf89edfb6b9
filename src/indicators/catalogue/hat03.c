/* HAT03: Religious hate crime and targeted faith. */
#include "indicators/indicator.h"

INDICATOR(hat03) = {
    .id = "HAT03",
    .name = "Religious hate crime and targeted faith",
    .definition = "As HAT01, religion strand; and by perceived targeted religion",
    .numerator = "not stated",
    .denominator = "mid-year population",
    .unit = "per 1,000",
    .source = "Home Office",
    .geography = "police force area; targeted faith national",
    .frequency = "annual",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Ambiguous",
    .caveat = "+3%; against Muslims +19%; against Jewish people 2,093 -> 1,715 "
              "excl Met (Met recorded 40%)",
    .breaks = "",
    .series = NULL,
};
