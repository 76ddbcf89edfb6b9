#include "base/buf.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static bool make_room(Buf *b, size_t extra)
{
    if (b->full || extra > b->max - b->n) {
        b->full = true;
        return false;
    }
    if (b->n + extra + 1 <= b->room) return true;
    size_t room = 2 * (b->n + extra) + 64;
    char *p = realloc(b->p, room);
    if (!p) {
        b->full = true;
        return false;
    }
    b->p = p;
    b->room = room;
    return true;
}

void buf_add(Buf *b, Str s)
{
    if (s.n == 0 || !make_room(b, s.n)) return;
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
}

void buf_addf(Buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n >= 0 && make_room(b, (size_t)n)) {
        (void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_add_csv(Buf *b, Str s)
{
    bool plain = true;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r') plain = false;
    if (plain) {
        buf_add(b, s);
        return;
    }
    buf_add(b, STR("\""));
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') buf_add(b, STR("\""));
        buf_add(b, (Str){ 1, &s.p[i] });
    }
    buf_add(b, STR("\""));
}

void buf_add_json(Buf *b, Str s)
{
    buf_add(b, STR("\""));
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\') buf_add(b, STR("\\"));
        if (c < 0x20)
            buf_addf(b, "\\u%04x", c);
        else
            buf_add(b, (Str){ 1, &s.p[i] });
    }
    buf_add(b, STR("\""));
}

void buf_add_url(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            buf_add(b, (Str){ 1, &s.p[i] });
        else
            buf_addf(b, "%%%02X", (unsigned char)c);
    }
}

void buf_add_f64(Buf *b, double x)
{
    if (isnan(x))
        buf_add(b, STR("NA"));
    else if (isinf(x))
        buf_add(b, x > 0 ? STR("Inf") : STR("-Inf"));
    else
        buf_addf(b, "%.17g", x);
}

ErrCode buf_done(const Buf *b, Str *ret, Err *e)
{
    if (b->full) return err_set(e, ERR_LIMIT, "the answer is too long to send");
    *ret = (Str){ b->n, b->p ? b->p : "" };
    return ERR_OK;
}

void buf_free(Buf *b)
{
    free(b->p);
    *b = (Buf){ 0 };
}
