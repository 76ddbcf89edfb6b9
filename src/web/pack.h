/* pack.h - gzip (RFC 1952), for browsers that take it and for keeping pages in less room.  Only
 * pages that are the same for everybody are packed: the length of a packed page with a secret and
 * somebody's input in it would tell of the secret. */
#ifndef WEB_PACK_H
#define WEB_PACK_H

#include "base/buf.h"

/** Appends the packed text; false when it does not fit. */
bool pack(Str text, Buf *out) NONNULL;

/** Appends what pack was given; false when it is not whole or does not fit. */
bool unpack(Str packed, Buf *out) NONNULL;

#endif
