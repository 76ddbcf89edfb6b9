/* CAP08: Cohesion embedded in strategy. */
#include "indicators/indicator.h"

INDICATOR(cap08) = {
    .id = "CAP08",
    .name = "Cohesion embedded in strategy",
    .definition = "Yes/no/partial checklist: corporate plan, risk register, tension "
                  "group, contingency plan, comms plan, exercise in last 12 months",
    .numerator = "items met",
    .denominator = "6",
    .unit = "0-6",
    .source = "NEW (rec 12a)",
    .geography = "LA",
    .frequency = "annual",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
