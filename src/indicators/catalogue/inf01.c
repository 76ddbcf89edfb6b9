/* INF01: Community Needs Index. */
#include "indicators/indicator.h"

INDICATOR(inf01) = {
    .id = "INF01",
    .name = "Community Needs Index",
    .definition = "OCSI composite: civic assets, connectedness, active & engaged "
                  "community; higher = greater need",
    .numerator = "-",
    .denominator = "-",
    .unit = "score/rank",
    .source = "OCSI/Local Trust CNI 2023 (licensed via Local Insight)",
    .geography = "ward (2019: 19 indicators), LSOA/ward 2023",
    .frequency = "irregular 2019, 2023",
    .domain = DOMAIN_INFRASTRUCTURE,
    .kind = INDICATOR_CONDITION,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Licence: cannot be redistributed without agreement",
    .breaks = "",
    .series = NULL,
};
