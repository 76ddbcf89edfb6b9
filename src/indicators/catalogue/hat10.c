/* HAT10: Antisemitic incidents (CST). */
#include "indicators/indicator.h"

INDICATOR(hat10) = {
    .id = "HAT10",
    .name = "Antisemitic incidents (CST)",
    .definition = "Incidents recorded by CST in 6 categories",
    .numerator = "incidents",
    .denominator = "-",
    .unit = "count",
    .source = "Community Security Trust",
    .geography = "UK; police region; some boroughs",
    .frequency = "half-yearly, annual",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Categories: Extreme Violence, Assault, Damage & Desecration, "
              "Threats, Abusive Behaviour, Literature",
    .breaks = "",
    .series = NULL,
};
