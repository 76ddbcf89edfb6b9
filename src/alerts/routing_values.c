/* The values of a routing text: times, days, words, matches. */
#include "alerts/routing_priv.h"

const char *const routing_labels[] = { "place",  "scope",     "county", "force",
                                       "region", "level",     "nature", "subject",
                                       "source", "direction", NULL };

ErrCode routing_choose(const Choice *list, Str s, const char *what, int *ret, Err *e)
{
    for (; list->word; list++)
        if (str_eq(s, str_of(list->word))) {
            *ret = list->value;
            return ERR_OK;
        }
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not one of its words", what,
                   s.n > 40 ? 40 : (int)s.n, s.p);
}

ErrCode routing_bool(Str s, const char *what, bool *ret, Err *e)
{
    static const Choice list[] = { { "yes", 1 }, { "no", 0 }, { NULL, 0 } };
    int v;
    TRY(routing_choose(list, s, what, &v, e));
    *ret = v == 1;
    return ERR_OK;
}

/* "15m", "1h", "2d", "90s" or 0. */
ErrCode routing_seconds(Str s, const char *what, int64_t *ret, Err *e)
{
    static const char units[] = "smhdw";
    static const int64_t seconds[] = { 1, 60, 3600, 86400, 604800 };
    const char *unit = s.n ? strchr(units, s.p[s.n - 1]) : NULL;
    Str number = unit ? (Str){ s.n - 1, s.p } : s;
    int64_t v;
    Err why;
    bool good =
        str_int(number, "", &v, &why) == ERR_OK && v >= 0 && v <= 100000 && (unit || v == 0);
    if (!good)
        return err_set(e, ERR_INPUT, "%s: '%.*s' is not a time such as 15m, 4h or 2d", what,
                       s.n > 40 ? 40 : (int)s.n, s.p);
    *ret = unit ? v * seconds[unit - units] : 0;
    return ERR_OK;
}

ErrCode routing_minutes(Str s, const char *what, int *ret, Err *e)
{
    Str hours, rest = s;
    int64_t h = 0, m = 0;
    Err why;
    bool good = str_split(&rest, ':', &hours) && str_int(hours, "", &h, &why) == ERR_OK &&
                rest.n == 2 && str_int(rest, "", &m, &why) == ERR_OK && h >= 0 && h <= 24 &&
                m >= 0 && m < 60 && h * 60 + m <= 24 * 60;
    if (!good)
        return err_set(e, ERR_INPUT, "%s: '%.*s' is not a time of day such as 09:00", what,
                       s.n > 40 ? 40 : (int)s.n, s.p);
    *ret = (int)(h * 60 + m);
    return ERR_OK;
}

const Choice routing_weekdays[] = { { "mon", 1 }, { "tue", 2 }, { "wed", 3 }, { "thu", 4 },
                                    { "fri", 5 }, { "sat", 6 }, { "sun", 7 }, { NULL, 0 } };

/* The next word of a list with blanks or commas between. */
bool routing_word(Str *rest, Str *ret)
{
    while (rest->n && (rest->p[0] == ' ' || rest->p[0] == ','))
        *rest = (Str){ rest->n - 1, rest->p + 1 };
    if (!rest->n) return false;
    size_t n = 0;
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != ',') n++;
    *ret = (Str){ n, rest->p };
    *rest = (Str){ rest->n - n, rest->p + n };
    return true;
}

bool routing_is_label(Str name)
{
    for (const char *const *l = routing_labels; *l; l++)
        if (str_eq(name, str_of(*l))) return true;
    return false;
}

static ErrCode add_match(Matches *m, Str word, Err *e)
{
    const char *sign = word.n ? memchr(word.p, '=', word.n) : NULL;
    if (!sign || sign == word.p || sign + 1 == word.p + word.n)
        return err_set(e, ERR_INPUT, "match: '%.*s' is not LABEL=VALUE",
                       word.n > 40 ? 40 : (int)word.n, word.p);
    Match v = { .negated = sign[-1] == '!',
                .patterns = { word.n - (size_t)(sign + 1 - word.p), sign + 1 } };
    v.label = (Str){ (size_t)(sign - word.p) - v.negated, word.p };
    if (!routing_is_label(v.label))
        return err_set(e, ERR_INPUT, "match: there is no label '%.*s'",
                       v.label.n > 40 ? 40 : (int)v.label.n, v.label.p);
    if (m->n == ROUTING_MATCHES)
        return err_set(e, ERR_INPUT, "match: more than %d", ROUTING_MATCHES);
    m->v[m->n++] = v;
    return ERR_OK;
}

ErrCode routing_matches(Matches *m, Str text, Err *e)
{
    Str rest = text, word;
    while (routing_word(&rest, &word)) TRY(add_match(m, word, e));
    return ERR_OK;
}

ErrCode matches_parse(Str text, Matches *ret, Err *e)
{
    Matches m = { 0 };
    TRY(routing_matches(&m, text, e));
    if (m.n == 0) return err_set(e, ERR_INPUT, "match: expected at least one LABEL=VALUE");
    *ret = m;
    return ERR_OK;
}

ErrCode routing_when(Str s, When *ret, Err *e)
{
    When w = { WHEN_AFTER, 0 };
    if (str_eq(s, STR("same-day")))
        w.kind = WHEN_SAME_DAY;
    else if (str_eq(s, STR("daily")))
        w.kind = WHEN_DAILY;
    else if (str_eq(s, STR("weekly")))
        w.kind = WHEN_WEEKLY;
    else if (!str_eq(s, STR("now")))
        TRY(routing_seconds(s, "send", &w.seconds, e));
    *ret = w;
    return ERR_OK;
}
