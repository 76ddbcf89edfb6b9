#include "access/mac.h"

#include <sodium.h>

enum { MIME_LINE = 76 };

Mac mac_sha256(Str key, const Str parts[], size_t n)
{
    Mac mac;
    crypto_auth_hmacsha256_state s;
    (void)crypto_auth_hmacsha256_init(&s, (const unsigned char *)key.p, key.n);
    for (size_t i = 0; i < n; i++)
        if (parts[i].n)
            (void)crypto_auth_hmacsha256_update(&s, (const unsigned char *)parts[i].p, parts[i].n);
    (void)crypto_auth_hmacsha256_final(&s, mac.bytes);
    sodium_memzero(&s, sizeof s);
    return mac;
}

HashText mac_hex(const Mac *mac)
{
    HashText t;
    (void)sodium_bin2hex(t.hex, sizeof t.hex, mac->bytes, sizeof mac->bytes);
    return t;
}

static Str encode(Arena *mem, const void *bytes, size_t n, int variant)
{
    size_t room = sodium_base64_encoded_len(n, variant);
    char *text = arena_zero(mem, room, 1);
    if (!text) return (Str){ 0, "" };
    (void)sodium_bin2base64(text, room, bytes, n, variant);
    return (Str){ room - 1, text };
}

Str mac_base64url(Arena *mem, const void *bytes, size_t n)
{
    return encode(mem, bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

Str mac_base64_lines(Arena *mem, Str bytes)
{
    Str plain = encode(mem, bytes.p, bytes.n, sodium_base64_VARIANT_ORIGINAL);
    char *out = arena_zero(mem, plain.n + 2 * (plain.n / MIME_LINE + 1) + 1, 1);
    size_t n = 0;
    if (!out) return (Str){ 0, "" };
    for (size_t at = 0; at < plain.n; at += MIME_LINE) {
        size_t some = plain.n - at < MIME_LINE ? plain.n - at : MIME_LINE;
        memcpy(out + n, plain.p + at, some);
        memcpy(out + n + some, "\r\n", 2);
        n += some + 2;
    }
    return (Str){ n, out };
}
