/* PRE01: Supported asylum seekers. */
#include "indicators/indicator.h"

INDICATOR(pre01) = {
    .id = "PRE01",
    .name = "Supported asylum seekers",
    .definition = "Asylum seekers receiving s.95/s.98/s.4 support per 10,000 residents",
    .numerator = "people supported",
    .denominator = "mid-year population",
    .unit = "per 10k",
    .source = "Home Office immigration statistics Asy_D11",
    .geography = "LA",
    .frequency = "quarterly",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Context only",
    .caveat = "Presence is not a risk measure: use change, accommodation type and"
              " notice given",
    .breaks = "December 2022: Section 98 support is given by council.",
    .series = "asylum-support-quarterly",
    .over = "population",
    .per = 10000,
};
