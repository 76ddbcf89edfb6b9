/* HAT13: Confidence in local police. */
#include "indicators/indicator.h"

INDICATOR(hat13) = {
    .id = "HAT13",
    .name = "Confidence in local police",
    .definition = "% saying police doing good/excellent job locally",
    .numerator = "good/excellent",
    .denominator = "adults",
    .unit = "%",
    .source = "CSEW; MOPAC Public Attitude Survey in London",
    .geography = "force; London borough (PAS: 3,200 interviews a quarter, 12,800 a year)",
    .frequency = "annual; quarterly in London",
    .domain = DOMAIN_DEMOCRACY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "PAS also asks TRU01",
    .breaks = "",
    .series = NULL,
};
