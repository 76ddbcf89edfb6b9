#include "web/form.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Decodes from..to to itself and ends it with a NUL; false when a NUL or a stray % is in it. */
static bool decode(char *from, char *to)
{
    char *out = from;
    for (char *p = from; p < to; p++) {
        char c = *p == '+' ? ' ' : *p;
        if (*p == '%') {
            int high = to - p > 2 ? hex_digit(p[1]) : -1;
            int low = to - p > 2 ? hex_digit(p[2]) : -1;
            if (high < 0 || low < 0) return false;
            c = (char)(high * 16 + low);
            p += 2;
        }
        if (c == '\0') return false;
        *out++ = c;
    }
    *out = '\0';
    Str s = str_of(from);
    return str_utf8_fault(s) >= s.n;
}

ErrCode form_read(char *body, size_t n, RequestArg fields[REQUEST_MAX_ARGS], size_t *ret_n, Err *e)
{
    size_t count = 0;
    char *p = body, *end = body + n;
    while (p < end) {
        char *stop = memchr(p, '&', (size_t)(end - p));
        if (!stop) stop = end;
        char *equals = memchr(p, '=', (size_t)(stop - p));
        if (count == REQUEST_MAX_ARGS) return err_set(e, ERR_INPUT, "the form has too many fields");
        /* A field without a value has the NUL that ends it: the body has room for one. */
        char *value = equals ? equals + 1 : stop;
        bool last = stop == end;
        if (!decode(p, equals ? equals : stop) || (equals && !decode(value, stop)))
            return err_set(e, ERR_INPUT, "the form is not well made");
        fields[count++] = (RequestArg){ p, equals ? value : "" };
        p = last ? end : stop + 1;
    }
    *ret_n = count;
    return ERR_OK;
}

Str cookie_value(const char *header, const char *name)
{
    Str rest = str_of(header), part, key = str_of(name);
    while (str_split(&rest, ';', &part)) {
        part = str_trim(part);
        if (part.n > key.n && part.p[key.n] == '=' && str_starts(part, key))
            return (Str){ part.n - key.n - 1, part.p + key.n + 1 };
    }
    return (Str){ 0, "" };
}

const char *device_words(const char *agent)
{
    static const char *const browsers[] = { "Edg", "Firefox/", "Chromium", "Chrome/", "Safari/" };
    static const struct {
        const char *sign;
        const char *words[6]; /* for each browser, then for others */
    } systems[] = {
#define SYSTEM(sign, word)                                                                         \
    {                                                                                              \
        sign,                                                                                      \
        {                                                                                          \
            "Edge on " word, "Firefox on " word, "Chromium on " word, "Chrome on " word,           \
                "Safari on " word, "A program on " word                                            \
        }                                                                                          \
    }
        SYSTEM("Android", "Android"),    SYSTEM("iPhone", "iPhone"), SYSTEM("iPad", "iPad"),
        SYSTEM("Windows", "Windows"),    SYSTEM("Mac OS X", "Mac"),  SYSTEM("Linux", "Linux"),
        SYSTEM("", "an unknown system"),
#undef SYSTEM
    };
    size_t b = 0, s = 0;
    while (b < sizeof browsers / sizeof browsers[0] && !strstr(agent, browsers[b])) b++;
    while (!strstr(agent, systems[s].sign)) s++;
    return systems[s].words[b];
}
