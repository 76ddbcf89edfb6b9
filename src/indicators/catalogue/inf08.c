/* INF08: Job-related training. */
#include "indicators/indicator.h"

INDICATOR(inf08) = {
    .id = "INF08",
    .name = "Job-related training",
    .definition = "Workers with job-related training in the last three months, as the"
                  " ONS Health Index gives it",
    .numerator = "with training",
    .denominator = "workers",
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
    .series = "hi-job-training",
};
