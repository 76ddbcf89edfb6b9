/* FRH07: FRH cases per 100,000. */
#include "indicators/indicator.h"

INDICATOR(frh07) = {
    .id = "FRH07",
    .name = "FRH cases per 100,000",
    .definition = "New FRH cases opened with any partner in period",
    .numerator = "cases opened",
    .denominator = "resident population",
    .unit = "per 100k",
    .source = "NEW: system operational data (counts only)",
    .geography = "police force area; LA if n>=10",
    .frequency = "quarterly",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_NO_POLARITY,
    .reading = "Ambiguous: reporting up is first good, then bad",
    .caveat = "Show with FRH08",
    .breaks = "",
    .series = NULL,
};
