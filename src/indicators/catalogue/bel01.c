/* BEL01: Belong to neighbourhood. */
#include "indicators/indicator.h"

INDICATOR(bel01) = {
    .id = "BEL01",
    .name = "Belong to neighbourhood",
    .definition = "% adults who feel they belong 'very' or 'fairly strongly' to their"
                  " immediate neighbourhood",
    .numerator = "answered very/fairly strongly",
    .denominator = "weighted adults 16+ giving a valid answer",
    .unit = "%",
    .source = "Community Life Survey (DCMS/MHCLG)",
    .geography = "England; region; LA (LA-level estimates since the 2023/24 boost)",
    .frequency = "annual (fieldwork Oct-Mar; 2024/25 published 10 Dec 2025)",
    .domain = DOMAIN_BELONGING,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_HIGHER_BETTER,
    .reading = "",
    .caveat = "62% in 2024/25; 61% 2023/24; publish with 95% CI",
    .breaks = "",
    .series = NULL,
};
