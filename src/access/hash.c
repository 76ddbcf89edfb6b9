#include "access/hash.h"

#include <sodium.h>

struct HashState {
    crypto_hash_sha256_state sha;
};

static HashText to_hex(const unsigned char bytes[32])
{
    HashText t;
    (void)sodium_bin2hex(t.hex, sizeof t.hex, bytes, 32);
    return t;
}

HashState *hash_open(Arena *mem)
{
    HashState *h = arena_zero(mem, 1, sizeof *h);
    if (h) (void)crypto_hash_sha256_init(&h->sha);
    return h;
}

void hash_add(HashState *h, const void *bytes, size_t n)
{
    (void)crypto_hash_sha256_update(&h->sha, bytes, n);
}

HashText hash_done(HashState *h)
{
    unsigned char out[32];
    (void)crypto_hash_sha256_final(&h->sha, out);
    return to_hex(out);
}

HashText hash_sha256(Str bytes)
{
    unsigned char out[32];
    (void)crypto_hash_sha256(out, (const unsigned char *)bytes.p, bytes.n);
    return to_hex(out);
}

HashText hash_texts(const Str texts[], size_t n)
{
    crypto_generichash_state h;
    unsigned char out[32];
    (void)crypto_generichash_init(&h, NULL, 0, sizeof out);
    for (size_t i = 0; i < n; i++) {
        unsigned char length[8];
        for (size_t k = 0; k < 8; k++) length[k] = (unsigned char)(texts[i].n >> (8 * k));
        (void)crypto_generichash_update(&h, length, sizeof length);
        if (texts[i].n)
            (void)crypto_generichash_update(&h, (const unsigned char *)texts[i].p, texts[i].n);
    }
    (void)crypto_generichash_final(&h, out, sizeof out);
    return to_hex(out);
}
