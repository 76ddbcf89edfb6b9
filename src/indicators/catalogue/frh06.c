/* FRH06: Profession FRH prevalence. */
#include "indicators/indicator.h"

INDICATOR(frh06) = {
    .id = "FRH06",
    .name = "Profession FRH prevalence",
    .definition = "% of members/staff who experienced FRH connected with their work "
                  "in last 12 months",
    .numerator = "yes",
    .denominator = "respondents, by profession",
    .unit = "%",
    .source = "NEW: common annual instrument for professional bodies, unions, "
              "universities (rec 15a)",
    .geography = "national by profession; region if n>=100",
    .frequency = "annual",
    .domain = DOMAIN_SAFETY,
    .kind = INDICATOR_OUTCOME,
    .polarity = INDICATOR_LOWER_BETTER,
    .reading = "",
    .caveat = "Needs one shared questionnaire so professions can be compared",
    .breaks = "",
    .series = NULL,
};
