/* DEM01: Local election turnout. */
#include "indicators/indicator.h"

INDICATOR(dem01) = {
    .id = "DEM01",
    .name = "Local election turnout",
    .definition = "Valid + rejected ballots / electorate at latest ordinary local "
                  "election",
    .numerator = "ballots at the count",
    .denominator = "electorate",
    .unit = "%",
    .source = "Electoral Commission / Commons Library local elections handbooks /"
              " council declarations",
    .geography = "ward, LA",
    .frequency = "cycle (annual thirds / 4-yearly)",
    .domain = DOMAIN_DEMOCRACY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Never compare all-out with by-thirds, nor years combined with a "
              "general election",
    .breaks = "",
    .series = NULL,
};
