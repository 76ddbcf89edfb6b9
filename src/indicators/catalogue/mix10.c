/* MIX10: Friends from other ethnic groups. */
#include "indicators/indicator.h"

INDICATOR(mix10) = {
    .id = "MIX10",
    .name = "Friends from other ethnic groups",
    .definition = "% adults who have friends from a different ethnic group to their own",
    .numerator = "some/most friends differ",
    .denominator = "adults with friends",
    .unit = "%",
    .source = "Community Life Survey diversity-of-friendships item",
    .geography = "England; region; LA if base allows",
    .frequency = "annual when asked",
    .domain = DOMAIN_MIXING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Strongly driven by local demography: compare with expected",
    .breaks = "",
    .series = NULL,
};
