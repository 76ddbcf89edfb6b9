#include "signals/personal.h"
#include "signals/text_priv.h"

static ErrCode check_people(Op *op, Str text, const char *what, bool names_checked)
{
    char room[160];
    unsigned found = personal_find(text);
    if (names_checked) found &= ~(unsigned)PERSONAL_NAME;
    if (!found) return ERR_OK;
    return err_set(&op->err, ERR_INPUT, "%s: it seems to hold %s; take that out%s", what,
                   personal_words(found, room).p,
                   found == PERSONAL_NAME ? ", or say that it is not about a person" : "");
}

ErrCode text_clean(Op *op, Str given, const TextField *f, bool names_checked, Str *ret)
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
    TRY(check_people(op, (Str){ n, p }, f->what, names_checked));
    *ret = (Str){ n, p };
    return ERR_OK;
}
