/* CAP03: Triage in time. */
#include "indicators/indicator.h"

INDICATOR(cap03) = {
    .id = "CAP03",
    .name = "Triage in time",
    .definition = "% of public tension reports triaged and answered within 2 working days",
    .numerator = "in time",
    .denominator = "reports with contact details",
    .unit = "%",
    .source = "NEW (Hull's published standard)",
    .geography = "LA",
    .frequency = "monthly",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
