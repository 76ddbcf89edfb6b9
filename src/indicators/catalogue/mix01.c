/* MIX01: Residential dissimilarity (White British v all others). */
#include "indicators/indicator.h"

INDICATOR(mix01) = {
    .id = "MIX01",
    .name = "Residential dissimilarity (White British v all others)",
    .definition = "Index of Dissimilarity D = 0.5 * sum |a_i/A - b_i/B| over small "
                  "areas i in the LA",
    .numerator = "sum of absolute share differences",
    .denominator = "LA totals A and B",
    .unit = "0-1 index",
    .source = "Census 2021 ethnic group by OA/LSOA (TS021)",
    .geography = "LA from OA/LSOA",
    .frequency = "10-yearly (2001, 2011, 2021)",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "Lower better (with care)",
    .caveat = "A falling D is not by itself proof of falling separation (Harris);"
              " always show with MIX02/MIX03; scale-dependent",
    .breaks = "",
    .series = NULL,
};
