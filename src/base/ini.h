/* ini.h - reads small text files of sections and keys (over libinih).
 *
 *     # a comment
 *     [section]
 *     key = value
 *         more of the value   (an indented line comes as the same key again) */
#ifndef BASE_INI_H
#define BASE_INI_H

#include "base/arena.h"

enum { INI_MAX_BYTES = 256 * 1024, INI_MAX_LINE_BYTES = 190 };

/* Called for each key in order.  An error it returns ends the reading; its message gets the file's
 * name and line in front. */
typedef ErrCode IniEntryFn(void *context, Str section, Str key, Str value, Err *e);

/**
 * Reads the text; `name` stands in messages.
 *
 * own     borrows everything
 * error   ERR_INPUT  name and line of what is not understood, not UTF-8, or too long
 *         ERR_LIMIT  more than INI_MAX_BYTES
 */
ErrCode ini_read(Str text, const char *name, IniEntryFn *entry, void *context, Err *e)
    NONNULL MUST_USE;

/**
 * Reads a small text file, for ini_read or another reader of text; at most INI_MAX_BYTES.
 *
 * own     *ret lives in mem
 * error   ERR_IO     it cannot be read
 *         ERR_LIMIT  it is larger
 */
ErrCode ini_load(const char *path, Arena *mem, Str *ret, Err *e) NONNULL MUST_USE;

#endif
