/* indicator.h - what an indicator of the cohesion assessment framework is.  One file per indicator
 * in indicators/catalogue, one `const` struct at its foot; the build lists the folder.
 *
 * Outcomes, conditions and capability never mix: deprivation or diversity never lowers a score of
 * cohesion.  An indicator without a series is one that ought to be collected and is not yet; it is
 * shown as "not known", never left out and never filled in. */
#ifndef INDICATORS_INDICATOR_H
#define INDICATORS_INDICATOR_H

#include "base/str.h"

typedef enum {
    INDICATOR_OUTCOME,   /* what cohesion is: domains 1 to 6 */
    INDICATOR_CONDITION, /* what it stands on: domains 7 to 10 */
    INDICATOR_CAPABILITY /* what a council can do for it: domain 11 */
} IndicatorKind;

typedef enum {
#define DOMAIN_ROW(id, number, words) DOMAIN_##id,
#include "indicators/domain.def"
#undef DOMAIN_ROW
    DOMAIN_COUNT
} IndicatorDomain;

typedef enum {
    INDICATOR_HIGHER_BETTER,
    INDICATOR_LOWER_BETTER,
    INDICATOR_NO_POLARITY /* context, or ambiguous: never scored */
} IndicatorPolarity;

typedef struct {
    const char *id; /* such as BEL01 */
    const char *name, *definition, *numerator, *denominator, *unit;
    const char *source, *geography, *frequency;
    IndicatorDomain domain;
    IndicatorKind kind;
    IndicatorPolarity polarity;
    const char *reading; /* how a rise is to be read when that is not plain; "" otherwise */
    const char *caveat;  /* "" for none */
    const char *breaks;  /* where figures before and after are not alike; "" for none known */
    bool relative;       /* a place among the others by design: never compared over time */
    const char *series;  /* code of the series that holds its figures; NULL: not collected yet */
    const char *over;    /* NULL: the series as it is; "population": divided by residents ... */
    double per;          /* ... times this; 0 for 1 */
} Indicator;

#define INDICATOR(x)                                                                               \
    extern const Indicator indicator_##x;                                                          \
    const Indicator indicator_##x

extern const Indicator *const indicator_list[];

/** The indicator of that id (case does not matter), or NULL. */
const Indicator *indicator_find(Str id);

/** "Belonging", and the number of the domain, from 1. */
const char *indicator_domain_words(IndicatorDomain d);
int indicator_domain_number(IndicatorDomain d);

/** "outcome", "condition" or "capability". */
const char *indicator_kind_words(IndicatorKind k);

/** "higher is better", "lower is better", "no direction". */
const char *indicator_polarity_words(IndicatorPolarity p);

#endif
