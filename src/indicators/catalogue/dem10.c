/* DEM10: Councillors: police response did not address concern at all. */
#include "indicators/indicator.h"

INDICATOR(dem10) = {
    .id = "DEM10",
    .name = "Councillors: police response did not address concern at all",
    .definition = "% of those who reported to police who say response did not address"
                  " concern at all",
    .numerator = "not at all",
    .denominator = "councillors who reported to police",
    .unit = "%",
    .source = "LGA Debate Not Hate",
    .geography = "England & Wales",
    .frequency = "annual",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "30% of the 21% who reported, 2025",
    .breaks = "",
    .series = NULL,
};
