/* mime.h - a mail message, made so that nothing in it can become a header. */
#ifndef ALERTS_MIME_H
#define ALERTS_MIME_H

#include "base/arena.h"
#include "base/buf.h"

enum { MIME_PARTS = 24 };

typedef struct {
    Str type; /* such as text/calendar */
    Str name; /* of the file, letters, digits, dot and dash */
    Str bytes;
} MimePart;

typedef struct {
    Str from, to;   /* addresses as they are */
    Str subject;    /* any text of one line */
    Str message_id; /* without angle brackets */
    int64_t at;
    bool exercise;
    Str text; /* UTF-8 */
    size_t parts_n;
    MimePart parts[MIME_PARTS];
} MimeMessage;

/**
 * Writes the message: RFC 5322 headers, the subject in RFC 2047's form when it needs it, bodies in
 * base64.
 *
 * error   ERR_BUG  an address, type or name holds what could end a header
 * source  rfc5322 rfc2047
 * test    tests/unit/test_mime.c
 */
ErrCode mime_write(const MimeMessage *m, Arena *mem, Buf *out, Err *e) NONNULL MUST_USE;

/** An RFC 5322 date: "Tue, 24 Nov 2026 16:24:05 +0000". */
Str mime_date(int64_t at, Arena *mem) NONNULL;

#endif
