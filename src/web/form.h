/* form.h - what a browser sends when a form is submitted. */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "web/page.h"

/**
 * Reads application/x-www-form-urlencoded text in place.
 *
 * own     the fields point into body, which is changed
 * error   ERR_INPUT  too many fields, a NUL, or bytes that are not UTF-8
 * test    tests/unit/test_form.c
 */
ErrCode form_read(char *body, size_t n, RequestArg fields[REQUEST_MAX_ARGS], size_t *ret_n, Err *e)
    NONNULL MUST_USE;

/** The value of a cookie in a Cookie header, "" when it has none. */
Str cookie_value(const char *header, const char *name) NONNULL;

/** A device in a few words of ours, such as "Firefox on Android", from a User-Agent header. */
const char *device_words(const char *agent) NONNULL;

#endif
