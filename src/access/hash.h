/* hash.h - fingerprints of files (SHA-256) and of audit entries (BLAKE2b-256). */
#ifndef ACCESS_HASH_H
#define ACCESS_HASH_H

#include "base/arena.h"

typedef struct {
    char hex[65]; /* 64 lower-case hex digits and a NUL */
} HashText;

typedef struct HashState HashState;

/** Starts a SHA-256 fingerprint; NULL when the arena is full. */
HashState *hash_open(Arena *mem) NONNULL MUST_USE;

/** Adds bytes to a fingerprint. */
void hash_add(HashState *h, const void *bytes, size_t n) NONNULL;

/** The finished SHA-256 fingerprint. */
HashText hash_done(HashState *h) NONNULL;

/** The SHA-256 fingerprint of some bytes. */
HashText hash_sha256(Str bytes);

/** The BLAKE2b-256 fingerprint of several texts, each preceded by its length, so that moving a
 *  character from one to the next changes it. */
HashText hash_texts(const Str texts[], size_t n) NONNULL;

#endif
