/* arena.h - memory that lives exactly as long as one operation.
 *
 * Everything a request, command, or job computes is allocated here and freed in one call when
 * it ends; single objects are never freed.  A limit is mandatory: past it allocations fail,
 * arena_full() stays true, and the operation reports ERR_LIMIT however far it got. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

typedef struct Arena Arena;

/** An arena that gives out at most limit_bytes; NULL when there is no memory at all. */
Arena *arena_open(size_t limit_bytes) MUST_USE;

/** Frees everything the arena gave out; NULL is fine. */
void arena_close(Arena *a);

/** Room for count zeroed elements of `size` bytes, aligned for any type; NULL when full. */
void *arena_zero(Arena *a, size_t count, size_t size) NONNULL MUST_USE;

/** A copy of the text, with a NUL after it; empty (and the arena full) when there is no room. */
Str arena_str(Arena *a, Str s) NONNULL;

/** Formatted text of any length up to the arena's limit. */
Str arena_fmt(Arena *a, const char *fmt, ...) NONNULL PRINTF(2, 3);

/** Whether something did not fit; then nothing computed in the arena is to be trusted. */
bool arena_full(const Arena *a) NONNULL PURE;

/** A place to which arena_back() can return. */
typedef struct {
    void *block;
    size_t at, used;
} ArenaMark;

/** Notes how much has been given out, so that scratch work can be dropped in one go. */
ArenaMark arena_mark(const Arena *a) NONNULL;

/** Drops everything given out since the mark; pointers to it are dead. */
void arena_back(Arena *a, ArenaMark mark) NONNULL;

/* NEW(p, n, a, e): point p at n zeroed elements, or return ERR_LIMIT. */
#define NEW(p, n, a, e)                                                                            \
    do {                                                                                           \
        (p) = arena_zero((a), (n), sizeof *(p));                                                   \
        if (!(p)) return err_set((e), ERR_LIMIT, "this is too large to compute here");             \
    } while (0)

#endif
