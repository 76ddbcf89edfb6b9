/* INF02: Social Fabric Index. */
#include "indicators/indicator.h"

INDICATOR(inf02) = {
    .id = "INF02",
    .name = "Social Fabric Index",
    .definition = "Onward composite of 5 threads, threads equal, each of 3-5 strands",
    .numerator = "-",
    .denominator = "-",
    .unit = "score (median 4.88; Richmond 6.42; Hull 3.43 in 2020)",
    .source = "Onward 2020, 2023",
    .geography = "LA",
    .frequency = "2020, 2023",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = NULL,
};
