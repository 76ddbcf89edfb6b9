#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    int exit, http;
    const char *name, *text;
} rows[] = {
#define ERR_ROW(name, exit, http, text) { exit, http, #name, text },
#include "base/err.def"
#undef ERR_ROW
};

void err_fill(Err *e, ErrCode code, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(e->message, sizeof e->message, fmt, ap);
    va_end(ap);
    /* One line, whatever was quoted in it: a control character could redraw a terminal. */
    for (char *p = e->message; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f) *p = '?';
    e->detail[0] = '\0';
    e->code = code;
}

ErrCode err_detail(Err *e, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(e->detail, sizeof e->detail, fmt, ap);
    va_end(ap);
    return e->code;
}

int err_exit_status(ErrCode code)
{
    return rows[code].exit;
}

int err_http_status(ErrCode code)
{
    return rows[code].http;
}

const char *err_name(ErrCode code)
{
    return rows[code].name;
}

const char *err_meaning(ErrCode code)
{
    return rows[code].text;
}
