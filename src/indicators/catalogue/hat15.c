/* HAT15: Prevent referrals. */
#include "indicators/indicator.h"

INDICATOR(hat15) = {
    .id = "HAT15",
    .name = "Prevent referrals",
    .definition = "Referrals and Channel adoption by concern type",
    .numerator = "referrals",
    .denominator = "population",
    .unit = "per 100k",
    .source = "Home Office Individuals referred to Prevent",
    .geography = "region (not LA)",
    .frequency = "annual",
    .domain = DOMAIN_INFORMATION,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context only",
    .caveat = "Never at LA level; never an individual link",
    .breaks = "",
    .series = NULL,
};
