/* CAP05: Alert precision and recall. */
#include "indicators/indicator.h"

INDICATOR(cap05) = {
    .id = "CAP05",
    .name = "Alert precision and recall",
    .definition = "Share of ELEVATED+ assessments followed by a qualifying event in "
                  "14 days; share of qualifying events preceded by ELEVATED+",
    .numerator = "not stated",
    .denominator = "not stated",
    .unit = "%",
    .source = "NEW",
    .geography = "national, region",
    .frequency = "annual",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Publish calibration or nobody will trust it",
    .breaks = "",
    .series = NULL,
};
