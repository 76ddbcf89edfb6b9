#include "web/wire.h"

/* The characters that a name may have besides letters and digits (RFC 9110, token). */
static bool is_token(Str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && (c == '\0' || !strchr("!#$%&'*+-.^_`|~", c))) return false;
    }
    return name.n > 0;
}

static bool is_text(Str value)
{
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f) return false;
    }
    return true;
}

static bool is_host(Str host)
{
    static const char fits[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    for (size_t i = 0; i < host.n; i++)
        if (host.p[i] == '\0' || !strchr(fits, host.p[i])) return false;
    return host.n > 0 && host.n < 256;
}

static bool is_length(Str value)
{
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] < '0' || value.p[i] > '9') return false;
    return value.n > 0 && value.n < 19;
}

void wire_header(Wire *w, Str name, Str value)
{
    bool host = str_eq_nocase(name, STR("Host")),
         length = str_eq_nocase(name, STR("Content-Length"));
    bool encoding = str_eq_nocase(name, STR("Transfer-Encoding"));
    bool fine = is_token(name) && is_text(value) && (!host || is_host(value)) &&
                (!length || is_length(value)) &&
                (!encoding || str_eq_nocase(value, STR("chunked")));
    w->faulty = w->faulty || !fine;
    w->hosts += host;
    w->lengths += length;
    w->encodings += encoding;
}

bool wire_is_clear(const Wire *w)
{
    return !w->faulty && w->hosts == 1 && w->lengths + w->encodings <= 1;
}
