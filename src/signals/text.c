#include "signals/text_priv.h"

ErrCode text_clean(Op *op, Str given, const TextField *f, Str *ret)
{
    char *p;
    size_t n = 0;
    given = str_trim(given);
    if (given.n < f->least || given.n > f->most) {
        if (given.n == 0) return err_set(&op->err, ERR_INPUT, "%s: write something", f->what);
        return err_set(&op->err, ERR_INPUT, "%s: expected %zu to %zu bytes, not %zu", f->what,
                       f->least, f->most, given.n);
    }
    if (str_utf8_fault(given) < given.n)
        return err_set(&op->err, ERR_INPUT, "%s: not UTF-8", f->what);
    NEW(p, given.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < given.n; i++) {
        unsigned char c = (unsigned char)given.p[i];
        if (c == '\r') continue;
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
            return err_set(&op->err, ERR_INPUT, "%s: control characters are not allowed", f->what);
        p[n++] = given.p[i];
    }
    *ret = (Str){ n, p };
    return ERR_OK;
}
