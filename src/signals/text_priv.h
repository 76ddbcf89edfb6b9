/* text_priv.h - the texts that people write into forms of this room. */
#ifndef SIGNALS_TEXT_PRIV_H
#define SIGNALS_TEXT_PRIV_H

#include "store/op.h"

typedef struct {
    const char *what;   /* the field, for messages */
    size_t least, most; /* bytes */
} TextField;

/* The text without blanks at its ends, line ends as one newline.
 * error  ERR_INPUT  too short, too long, not UTF-8, control characters */
ErrCode text_clean(Op *op, Str given, const TextField *f, Str *ret) NONNULL MUST_USE;

#endif
