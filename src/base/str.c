#include "base/str.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

Str str_of(const char *z)
{
    return z ? (Str){ strlen(z), z } : (Str){ 0, "" };
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

int str_compare(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

Str str_trim(Str s)
{
    while (s.n && is_blank(s.p[0])) s = (Str){ s.n - 1, s.p + 1 };
    while (s.n && is_blank(s.p[s.n - 1])) s.n--;
    return s;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_eq_nocase(Str a, Str b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i])) return false;
    return true;
}

bool str_starts(Str s, Str head)
{
    return s.n >= head.n && memcmp(s.p, head.p, head.n) == 0;
}

bool str_split(Str *rest, char sep, Str *ret_part)
{
    if (!rest->p) return false;
    const char *at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    size_t n = at ? (size_t)(at - rest->p) : rest->n;
    *ret_part = (Str){ n, rest->p };
    *rest = at ? (Str){ rest->n - n - 1, at + 1 } : (Str){ 0, NULL };
    return true;
}

bool str_glob(Str pattern, Str s)
{
    size_t i = 0, k = 0, star = SIZE_MAX, mark = 0;
    while (k < s.n) {
        if (i < pattern.n && pattern.p[i] == '*') {
            star = i++;
            mark = k;
        } else if (i < pattern.n && (pattern.p[i] == '?' || pattern.p[i] == s.p[k])) {
            i++;
            k++;
        } else if (star != SIZE_MAX) {
            i = star + 1;
            k = ++mark;
        } else {
            return false;
        }
    }
    while (i < pattern.n && pattern.p[i] == '*') i++;
    return i == pattern.n;
}

ErrCode str_int(Str s, const char *what, int64_t *ret, Err *e)
{
    char room[32];
    char *end = room;
    if (s.n > 0 && s.n < sizeof room) {
        memcpy(room, s.p, s.n);
        room[s.n] = '\0';
        errno = 0;
        long long v = strtoll(room, &end, 10);
        if (end == room + s.n && errno == 0 && !is_blank(room[0])) {
            *ret = v;
            return ERR_OK;
        }
    }
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not a whole number", what, str_shown(s), s.p);
}

static bool decimal_only(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!memchr("0123456789+-.eE", s.p[i], 15)) return false;
    return s.n > 0;
}

ErrCode str_f64(Str s, const char *what, double *ret, Err *e)
{
    char room[64];
    char *end = room;
    if (s.n < sizeof room && decimal_only(s)) {
        memcpy(room, s.p, s.n);
        room[s.n] = '\0';
        double v = strtod(room, &end);
        if (end == room + s.n && isfinite(v)) {
            *ret = v;
            return ERR_OK;
        }
    }
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not a number", what, str_shown(s), s.p);
}

/* The length of the well-formed UTF-8 character at p (of n bytes), 0 when there is none.
 * Table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing past U+10FFFF. */
static size_t utf8_length(const unsigned char *p, size_t n)
{
    if (p[0] < 0x80) return 1;
    size_t length = p[0] >= 0xc2 && p[0] <= 0xdf   ? 2
                    : (p[0] & 0xf0) == 0xe0        ? 3
                    : p[0] >= 0xf0 && p[0] <= 0xf4 ? 4
                                                   : 0;
    if (length == 0 || length > n) return 0;
    for (size_t i = 1; i < length; i++)
        if ((p[i] & 0xc0) != 0x80) return 0;
    if (p[0] == 0xe0 && p[1] < 0xa0) return 0;
    if (p[0] == 0xed && p[1] > 0x9f) return 0;
    if (p[0] == 0xf0 && p[1] < 0x90) return 0;
    if (p[0] == 0xf4 && p[1] > 0x8f) return 0;
    return length;
}

size_t str_utf8_fault(Str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t i = 0; i < s.n;) {
        size_t length = utf8_length(p + i, s.n - i);
        if (length == 0) return i;
        i += length;
    }
    return s.n;
}
