/* json.h - writes the answers of the programming interface. */
#ifndef WEB_JSON_H
#define WEB_JSON_H

#include "base/buf.h"

/** Opens and closes the members of one object; the first member needs no comma before it. */
void json_open(Buf *out, bool first) NONNULL;
void json_close(Buf *out) NONNULL;

/** One member: text (null when empty), a whole number, a number (null when NAN), true or false. */
void json_text(Buf *out, const char *name, Str value) NONNULL;
void json_int(Buf *out, const char *name, int64_t value) NONNULL;
void json_f64(Buf *out, const char *name, double value) NONNULL;
void json_flag(Buf *out, const char *name, bool value) NONNULL;

#endif
