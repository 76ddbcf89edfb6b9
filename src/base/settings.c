#include "base/settings.h"

#include <stdio.h>

static bool has_param(const SettingParam *params, Str key)
{
    for (const SettingParam *p = params; p->name; p++)
        if (str_eq(key, str_of(p->name))) return true;
    return false;
}

ErrCode settings_check(Settings set, const SettingParam *params, const char *what, Err *e)
{
    for (size_t i = 0; i < set.n; i++) {
        Str key = set.v[i].key;
        if (!has_param(params, key))
            return err_set(e, ERR_INPUT, "setting '%.*s': %s has none of that name", str_shown(key),
                           key.p, what);
        for (size_t k = 0; k < i; k++)
            if (str_eq(key, set.v[k].key))
                return err_set(e, ERR_INPUT, "setting '%.*s' is given twice", str_shown(key),
                               key.p);
    }
    return ERR_OK;
}

Str setting_text(Settings set, const char *key)
{
    for (size_t i = 0; i < set.n; i++)
        if (str_eq(set.v[i].key, str_of(key))) return set.v[i].value;
    return (Str){ 0, NULL };
}

ErrCode setting_int(Settings set, const char *key, int min, int max, int *ret, Err *e)
{
    Str text = setting_text(set, key);
    int64_t v;
    if (!text.p) return ERR_OK;
    if (str_int(text, key, &v, e) != ERR_OK || v < min || v > max)
        return err_set(e, ERR_INPUT, "setting %s: '%.*s' is not a whole number from %d to %d", key,
                       str_shown(text), text.p, min, max);
    *ret = (int)v;
    return ERR_OK;
}

ErrCode setting_number(Settings set, const char *key, double above, double most, double *ret,
                       Err *e)
{
    Str text = setting_text(set, key);
    double v;
    if (!text.p) return ERR_OK;
    if (str_f64(text, key, &v, e) != ERR_OK || !(v > above && v <= most))
        return err_set(e, ERR_INPUT, "setting %s: '%.*s' is not a number above %g and up to %g",
                       key, str_shown(text), text.p, above, most);
    *ret = v;
    return ERR_OK;
}

ErrCode setting_flag(Settings set, const char *key, bool *ret, Err *e)
{
    static const char *const words[] = { "false", "true", NULL };
    int at = *ret;
    TRY(setting_word(set, key, words, &at, e));
    *ret = at == 1;
    return ERR_OK;
}

ErrCode setting_word(Settings set, const char *key, const char *const words[], int *ret, Err *e)
{
    Str text = setting_text(set, key);
    char list[120] = "";
    size_t n = 0;
    if (!text.p) return ERR_OK;
    for (int i = 0; words[i]; i++) {
        if (str_eq_nocase(text, str_of(words[i]))) {
            *ret = i;
            return ERR_OK;
        }
        if (n < sizeof list)
            n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", i ? ", " : "", words[i]);
    }
    return err_set(e, ERR_INPUT, "setting %s: '%.*s' is not one of: %s", key, str_shown(text),
                   text.p, list);
}

static bool next_word(Str *rest, Str *ret)
{
    do {
        if (!str_split(rest, ' ', ret)) return false;
    } while (ret->n == 0);
    return true;
}

ErrCode settings_parse(Str text, Arena *mem, Settings *ret, Err *e)
{
    Setting *v;
    size_t n = 0;
    Str rest = text, word;
    NEW(v, text.n / 2 + 1, mem, e);
    while (next_word(&rest, &word)) {
        Str value = word, key;
        (void)str_split(&value, '=', &key);
        if (!value.p || key.n == 0)
            return err_set(e, ERR_INPUT, "setting '%.*s': expected KEY=VALUE", str_shown(word),
                           word.p);
        v[n++] = (Setting){ key, value };
    }
    *ret = (Settings){ n, v };
    return ERR_OK;
}
