/* PRE03: Advance notice given. */
#include "indicators/indicator.h"

INDICATOR(pre03) = {
    .id = "PRE03",
    .name = "Advance notice given",
    .definition = "Median working days between department's notice to the council and"
                  " the action taking effect (rec 4)",
    .numerator = "not stated",
    .denominator = "notified actions",
    .unit = "days",
    .source = "NEW: system operational data",
    .geography = "LA; department",
    .frequency = "quarterly",
    .domain = DOMAIN_CAPABILITY,
    .kind = INDICATOR_CAPABILITY,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "No public measure exists today",
    .breaks = "",
    .series = NULL,
};
