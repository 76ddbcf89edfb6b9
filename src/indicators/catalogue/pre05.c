/* PRE05: Household overcrowding. */
#include "indicators/indicator.h"

INDICATOR(pre05) = {
    .id = "PRE05",
    .name = "Household overcrowding",
    .definition = "Households with fewer bedrooms than they need, as the ONS Health "
                  "Index gives it",
    .numerator = "overcrowded households",
    .denominator = "households",
    .unit = "%",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_PRESSURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-overcrowding",
};
