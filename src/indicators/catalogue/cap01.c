/* CAP01: Tension return completeness. */
#include "indicators/indicator.h"

INDICATOR(cap01) = {
    .id = "CAP01",
    .name = "Tension return completeness",
    .definition = "% of due weekly returns submitted, counting positive 'nothing to "
                  "report' returns",
    .numerator = "returns submitted",
    .denominator = "returns due",
    .unit = "%",
    .source = "NEW",
    .geography = "LA, force",
    .frequency = "weekly",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Norwich: 6 reports in a year 'does not reflect what officers "
              "report anecdotally'",
    .breaks = "",
    .series = NULL,
};
