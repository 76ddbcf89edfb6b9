/* HAT11: Suspensions for racist abuse. */
#include "indicators/indicator.h"

INDICATOR(hat11) = {
    .id = "HAT11",
    .name = "Suspensions for racist abuse",
    .definition = "Suspensions with reason 'racist abuse' per 10,000 pupils",
    .numerator = "suspensions",
    .denominator = "pupil headcount",
    .unit = "per 10k",
    .source = "DfE suspensions and permanent exclusions",
    .geography = "LA, region",
    .frequency = "termly/annual",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Also reasons: abuse against sexual orientation and gender "
              "identity; abuse relating to disability",
    .breaks = "",
    .series = NULL,
};
