/* HAT06: Racially/religiously aggravated offences. */
#include "indicators/indicator.h"

INDICATOR(hat06) = {
    .id = "HAT06",
    .name = "Racially/religiously aggravated offences",
    .definition = "Recorded aggravated assault, criminal damage, public "
                  "fear/harassment offences per 1,000",
    .numerator = "offences",
    .denominator = "mid-year population",
    .unit = "per 1,000",
    .source = "Police recorded crime open data (CSP tables)",
    .geography = "Community Safety Partnership (about LA)",
    .frequency = "quarterly",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Ambiguous",
    .caveat = "Best sub-force proxy for hate crime",
    .breaks = "June 2012: recording changed.",
    .series = "met-race-religion-public-order",
    .over = "population",
    .per = 1000,
};
