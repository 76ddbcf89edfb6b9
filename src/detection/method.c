#include "detection/method.h"

#include <stdio.h>

const Method *method_find(Str name)
{
    for (const Method *const *p = method_list; *p; p++)
        if (str_eq(name, str_of((*p)->name))) return *p;
    return NULL;
}

static int shown(Str s)
{
    return s.n > 40 ? 40 : (int)s.n;
}

static bool has_param(const Method *m, Str key)
{
    for (const MethodParam *p = m->params; p->name; p++)
        if (str_eq(key, str_of(p->name))) return true;
    return false;
}

ErrCode method_check_keys(const Method *m, MethodSettings set, Err *e)
{
    for (size_t i = 0; i < set.n; i++) {
        Str key = set.v[i].key;
        if (!has_param(m, key))
            return err_set(e, ERR_INPUT, "setting '%.*s': %s has none of that name", shown(key),
                           key.p, m->name);
        for (size_t k = 0; k < i; k++)
            if (str_eq(key, set.v[k].key))
                return err_set(e, ERR_INPUT, "setting '%.*s' is given twice", shown(key), key.p);
    }
    return ERR_OK;
}

Str method_text(MethodSettings set, const char *key)
{
    for (size_t i = 0; i < set.n; i++)
        if (str_eq(set.v[i].key, str_of(key))) return set.v[i].value;
    return (Str){ 0, NULL };
}

ErrCode method_int(MethodSettings set, const char *key, int min, int max, int *ret, Err *e)
{
    Str text = method_text(set, key);
    int64_t v;
    if (!text.p) return ERR_OK;
    if (str_int(text, key, &v, e) != ERR_OK || v < min || v > max)
        return err_set(e, ERR_INPUT, "setting %s: '%.*s' is not a whole number from %d to %d", key,
                       shown(text), text.p, min, max);
    *ret = (int)v;
    return ERR_OK;
}

ErrCode method_number(MethodSettings set, const char *key, double above, double most, double *ret,
                      Err *e)
{
    Str text = method_text(set, key);
    double v;
    if (!text.p) return ERR_OK;
    if (str_f64(text, key, &v, e) != ERR_OK || !(v > above && v <= most))
        return err_set(e, ERR_INPUT, "setting %s: '%.*s' is not a number above %g and up to %g",
                       key, shown(text), text.p, above, most);
    *ret = v;
    return ERR_OK;
}

ErrCode method_flag(MethodSettings set, const char *key, bool *ret, Err *e)
{
    static const char *const words[] = { "false", "true", NULL };
    int at = *ret;
    TRY(method_word(set, key, words, &at, e));
    *ret = at == 1;
    return ERR_OK;
}

ErrCode method_word(MethodSettings set, const char *key, const char *const words[], int *ret,
                    Err *e)
{
    Str text = method_text(set, key);
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
    return err_set(e, ERR_INPUT, "setting %s: '%.*s' is not one of: %s", key, shown(text), text.p,
                   list);
}

static bool next_word(Str *rest, Str *ret)
{
    do {
        if (!str_split(rest, ' ', ret)) return false;
    } while (ret->n == 0);
    return true;
}

ErrCode method_settings_parse(Str text, Arena *mem, MethodSettings *ret, Err *e)
{
    MethodSetting *v;
    size_t n = 0;
    Str rest = text, word;
    NEW(v, text.n / 2 + 1, mem, e);
    while (next_word(&rest, &word)) {
        Str value = word, key;
        (void)str_split(&value, '=', &key);
        if (!value.p || key.n == 0)
            return err_set(e, ERR_INPUT, "setting '%.*s': expected KEY=VALUE", shown(word), word.p);
        v[n++] = (MethodSetting){ key, value };
    }
    *ret = (MethodSettings){ n, v };
    return ERR_OK;
}
