/* err.h - how every fallible function reports failure.
 *
 * A function that can fail returns ErrCode and takes `Err *e` last (or an Op that holds one).
 * On failure it has filled *e and left its ret_ arguments alone; on success it has left *e
 * alone.  The message is fit for the person at the screen: one line, lower case, which line or
 * field, and what was expected.  The detail is for the log only.  Neither may carry text from
 * a case record. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/attr.h"

typedef enum {
#define ERR_ROW(name, exit, http, text) ERR_##name,
#include "base/err.def"
#undef ERR_ROW
} ErrCode;

typedef struct {
    ErrCode code;
    char message[400];
    char detail[400];
} Err;

/* Fill *e and return `code`, so a failing line reads: return err_set(e, ERR_INPUT, ...);
 * The macro repeats the constant where compilers and analyzers can see it. */
#define err_set(e, code, ...) (err_fill((e), (code), __VA_ARGS__), (code))

/** Writes the failure into *e; use the macro err_set instead. */
void err_fill(Err *e, ErrCode code, const char *fmt, ...) NONNULL PRINTF(3, 4) COLD;

/** Adds what only the log may see to a failure already set, and returns its code. */
ErrCode err_detail(Err *e, const char *fmt, ...) NONNULL PRINTF(2, 3) COLD;

/** The process exit status for a kind of failure, from err.def. */
int err_exit_status(ErrCode code);

/** The HTTP status for a kind of failure, from err.def. */
int err_http_status(ErrCode code);

/** The name of a kind of failure ("INPUT"), as the manual prints it. */
const char *err_name(ErrCode code);

/** What a kind of failure means to the person who sees it, from err.def. */
const char *err_meaning(ErrCode code);

#endif
