/* DEM07: Councillors abused in last 12 months. */
#include "indicators/indicator.h"

INDICATOR(dem07) = {
    .id = "DEM07",
    .name = "Councillors abused in last 12 months",
    .definition = "% of responding councillors reporting abuse or intimidation "
                  "because of role",
    .numerator = "yes",
    .denominator = "LGA survey respondents",
    .unit = "%",
    .source = "LGA Debate Not Hate survey",
    .geography = "England & Wales",
    .frequency = "annual since 2022/23",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "72% 2025 (n=1,861, 11% response: self-selected); 73% 2024 "
              "(n=1,734, 10%)",
    .breaks = "",
    .series = NULL,
};
