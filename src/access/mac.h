/* mac.h - HMAC-SHA256, which partners' systems and GOV.UK Notify check messages by. */
#ifndef ACCESS_MAC_H
#define ACCESS_MAC_H

#include "access/secret.h"

typedef struct {
    unsigned char bytes[32];
} Mac;

/**
 * HMAC-SHA256 over the parts, one after the other, under a key of any length.
 *
 * source  rfc2104
 * test    tests/unit/test_mac.c
 */
Mac mac_sha256(Str key, const Str parts[], size_t n) NONNULL;

/** The code in lower-case hex. */
HashText mac_hex(const Mac *mac) NONNULL;

/** Bytes in base64 for addresses, without padding, as JWT wants them. */
Str mac_base64url(Arena *mem, const void *bytes, size_t n) NONNULL;

/** Bytes in base64 with padding, in lines of 76 characters, as MIME wants them. */
Str mac_base64_lines(Arena *mem, Str bytes) NONNULL;

#endif
