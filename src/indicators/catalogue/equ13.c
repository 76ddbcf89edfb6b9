/* EQU13: Fuel poverty. */
#include "indicators/indicator.h"

INDICATOR(equ13) = {
    .id = "EQU13",
    .name = "Fuel poverty",
    .definition = "Households in fuel poverty by the low income, low energy "
                  "efficiency measure",
    .numerator = "households in fuel poverty",
    .denominator = "households",
    .unit = "%",
    .source = "DESNZ sub-regional fuel poverty, 2020",
    .geography = "LA",
    .frequency = "annual; one year at hand",
    .domain = DOMAIN_EQUITY,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "",
    .breaks = "",
    .series = "fuel-poverty",
};
