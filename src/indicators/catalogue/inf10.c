/* INF10: Young people in education or work. */
#include "indicators/indicator.h"

INDICATOR(inf10) = {
    .id = "INF10",
    .name = "Young people in education or work",
    .definition = "People aged 16 and 17 in education, employment or an "
                  "apprenticeship, as the ONS Health Index gives it",
    .numerator = "in education or work",
    .denominator = "residents aged 16-17",
    .unit = "%",
    .source = "ONS Health Index for England, 2015 to 2021",
    .geography = "LA",
    .frequency = "annual 2015 to 2021",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "The Health Index leaves out the City of London and the Isles of Scilly",
    .breaks = "",
    .series = "hi-young-people-engaged",
};
