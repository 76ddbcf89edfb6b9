/* FRH08: FRH victims with one named contact within 2 working days. */
#include "indicators/indicator.h"

INDICATOR(frh08) = {
    .id = "FRH08",
    .name = "FRH victims with one named contact within 2 working days",
    .definition = "%",
    .numerator = "cases with named contact in 2 wd",
    .denominator = "cases accepted",
    .unit = "%",
    .source = "NEW: system operational data",
    .geography = "force area",
    .frequency = "quarterly",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "2 working days matches the support-referral standard; verify",
    .breaks = "",
    .series = NULL,
};
