/* PRE02: Asylum seekers in hotels. */
#include "indicators/indicator.h"

INDICATOR(pre02) = {
    .id = "PRE02",
    .name = "Asylum seekers in hotels",
    .definition = "People in contingency accommodation per 10,000",
    .numerator = "people in contingency",
    .denominator = "mid-year population",
    .unit = "per 10k",
    .source = "Home Office Asy_D11",
    .geography = "LA",
    .frequency = "quarterly",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context",
    .caveat = "About 32,000 UK at 30 Jun 2025; fewer than 200 hotels by 2026; "
              "never show building addresses",
    .breaks = "",
    .series = "asylum-hotels-quarterly",
    .over = "population",
    .per = 10000,
};
