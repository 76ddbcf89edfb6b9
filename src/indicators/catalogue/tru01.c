/* TRU01: Different backgrounds get on well. */
#include "indicators/indicator.h"

INDICATOR(tru01) = {
    .id = "TRU01",
    .name = "Different backgrounds get on well",
    .definition = "% agreeing the local area is a place where people from different "
                  "backgrounds get on well together (definitely + tend to agree)",
    .numerator = "definitely/tend to agree",
    .denominator = "adults giving one of the four substantive answers (definitely/tend"
                   " to agree, tend to/definitely disagree); exclude don't know/too "
                   "few people/all same background",
    .unit = "%",
    .source = "Community Life Survey (successor to Citizenship Survey; same "
              "concept as NI 1 in the 2008 Place Survey)",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual",
    .domain = DOMAIN_TRUST,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "81% in 2016/17 and 2018/19; mode break: 87% face-to-face 2012/13 "
              "is NOT comparable with push-to-web",
    .breaks = "",
    .series = NULL,
};
