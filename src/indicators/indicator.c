#include "indicators/indicator.h"

const Indicator *indicator_find(Str id)
{
    for (const Indicator *const *p = indicator_list; *p; p++)
        if (str_eq_nocase(id, str_of((*p)->id))) return *p;
    return NULL;
}

const char *indicator_domain_words(IndicatorDomain d)
{
    static const char *const words[] = {
#define DOMAIN_ROW(id, number, words) words,
#include "indicators/domain.def"
#undef DOMAIN_ROW
    };
    return words[d];
}

int indicator_domain_number(IndicatorDomain d)
{
    static const int numbers[] = {
#define DOMAIN_ROW(id, number, words) number,
#include "indicators/domain.def"
#undef DOMAIN_ROW
    };
    return numbers[d];
}

const char *indicator_kind_words(IndicatorKind k)
{
    static const char *const words[] = { "outcome", "condition", "capability" };
    return words[k];
}

const char *indicator_polarity_words(IndicatorPolarity p)
{
    static const char *const words[] = { "higher is better", "lower is better", "no direction" };
    return words[p];
}
