/* text_priv.h - the texts that people write into forms of this room. */
#ifndef SIGNALS_TEXT_PRIV_H
#define SIGNALS_TEXT_PRIV_H

#include "store/op.h"

typedef struct {
    const char *what;   /* the field, for messages */
    size_t least, most; /* bytes */
} TextField;

/* The text without blanks at its ends, line ends as one newline.  names_checked: its writer says
 * that what looks like a person's name is none.
 * error  ERR_INPUT  too short, too long, not UTF-8, control characters, or it seems to name or
 *                   locate a person (the message says what it seems to hold, never the text) */
ErrCode text_clean(Op *op, Str given, const TextField *f, bool names_checked, Str *ret)
    NONNULL MUST_USE;

#endif
