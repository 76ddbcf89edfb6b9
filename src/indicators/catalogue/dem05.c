/* DEM05: Trust in local council. */
#include "indicators/indicator.h"

INDICATOR(dem05) = {
    .id = "DEM05",
    .name = "Trust in local council",
    .definition = "% who trust their council a great deal / fair amount",
    .numerator = "great deal/fair amount",
    .denominator = "residents 18+",
    .unit = "%",
    .source = "LGA resident satisfaction polling (national) + council 'Are you "
              "being served?' surveys via LG Inform",
    .geography = "national; LA where the council runs it",
    .frequency = "2-3 times a year nationally; local varies",
    .domain = DOMAIN_DEMOCRACY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "Telephone benchmark v online local surveys not comparable",
    .breaks = "",
    .series = NULL,
};
