/* PAR08: Registered charities per 1,000. */
#include "indicators/indicator.h"

INDICATOR(par08) = {
    .id = "PAR08",
    .name = "Registered charities per 1,000",
    .definition = "Active registered charities operating in LA per 1,000 residents",
    .numerator = "charities",
    .denominator = "mid-year population",
    .unit = "per 1,000",
    .source = "Charity Commission public register extract",
    .geography = "LA",
    .frequency = "monthly extract",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Head-office effect; use area-of-operation field",
    .breaks = "",
    .series = NULL,
};
