/* TRU02: NI 1 legacy baseline. */
#include "indicators/indicator.h"

INDICATOR(tru02) = {
    .id = "TRU02",
    .name = "NI 1 legacy baseline",
    .definition = "% who believe people from different backgrounds get on well "
                  "together in their local area (Place Survey 2008)",
    .numerator = "agree",
    .denominator = "Place Survey respondents excluding DK etc.",
    .unit = "%",
    .source = "Place Survey / National Indicator 1",
    .geography = "district and upper tier (old boundaries)",
    .frequency = "2008 only",
    .domain = DOMAIN_TRUST,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "History only; e.g. Dudley 72.4; West Midlands range 60.8-85.1; "
              "wording/mode differ from CLS",
    .breaks = "",
    .series = NULL,
};
