/* str.h - borrowed text and borrowed number rows.
 *
 * Neither type owns memory: each points into an arena, a literal, or a buffer
 * that outlives it.  Print a Str with "%.*s", STR_ARG(s). */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"

typedef struct {
    size_t n;
    const char *p;
} Str;

typedef struct {
    size_t n;
    const double *v;
} F64s;

#define STR(lit)   ((Str){ sizeof(lit) - 1, lit })
#define STR_ARG(s) (int)(s).n, (s).p
#define F64S(...)                                                                                  \
    ((F64s){ sizeof((double[]){ __VA_ARGS__ }) / sizeof(double), (double[]){ __VA_ARGS__ } })

/** Whether two texts are the same, byte by byte. */
static inline bool str_eq(Str a, Str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/** Views a C string as a Str; NULL becomes empty. */
Str str_of(const char *z);

/** How many bytes of a text of outside fit into a message, at most 40, so that one bad cell cannot
 *  fill it; for "%.*s". */
static inline int str_shown(Str s)
{
    return s.n > 40 ? 40 : (int)s.n;
}

/** Below zero, zero or above it, as the first text comes before, is, or comes after the second. */
int str_compare(Str a, Str b);

/** The text without blanks at both ends. */
Str str_trim(Str s);

/** The same text, ASCII letters compared without case. */
bool str_eq_nocase(Str a, Str b);

/** Whether `s` begins with `head`. */
bool str_starts(Str s, Str head);

/** Takes the part before the first `sep` off *rest; false when nothing is left. */
bool str_split(Str *rest, char sep, Str *ret_part) NONNULL;

/** Whether a name matches a pattern with * (any run) and ? (any one character). */
bool str_glob(Str pattern, Str s);

/**
 * Reads a whole number that fills the text.
 *
 * error   ERR_INPUT  not a whole number, or beyond 64 bits; `what` names the field
 */
ErrCode str_int(Str s, const char *what, int64_t *ret, Err *e) NONNULL MUST_USE;

/**
 * Reads a finite decimal number that fills the text ("3", "-0.5", "1e3"); no hex, no "nan".
 *
 * error   ERR_INPUT  not a finite number; `what` names the field
 */
ErrCode str_f64(Str s, const char *what, double *ret, Err *e) NONNULL MUST_USE;

/** Where the first byte that is not well-formed UTF-8 stands; s.n when all is well. */
size_t str_utf8_fault(Str s);

#endif
