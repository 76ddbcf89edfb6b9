/* DEM06: Trust in national government. */
#include "indicators/indicator.h"

INDICATOR(dem06) = {
    .id = "DEM06",
    .name = "Trust in national government",
    .definition = "% with trust (6-10 on 0-10 scale) in national government",
    .numerator = "6-10",
    .denominator = "GB/UK adults",
    .unit = "%",
    .source = "ONS Trust in government survey",
    .geography = "UK, region",
    .frequency = "2022, 2023; irregular",
    .domain = DOMAIN_DEMOCRACY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Fell 11pp in year to autumn 2019 on earlier measure (read)",
    .breaks = "",
    .series = NULL,
};
