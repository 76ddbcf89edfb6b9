#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_BYTES = 64 * 1024 };

typedef struct Block {
    struct Block *older;
    size_t room;
    alignas(max_align_t) unsigned char bytes[];
} Block;

struct Arena {
    Block *newest;
    size_t at;          /* bytes given out of the newest block */
    size_t used, limit; /* bytes given out of all blocks, and their bound */
    bool full;
};

Arena *arena_open(size_t limit_bytes)
{
    Arena *a = calloc(1, sizeof *a);
    if (a) a->limit = limit_bytes;
    return a;
}

void arena_close(Arena *a)
{
    if (!a) return;
    for (Block *b = a->newest, *older; b; b = older) {
        older = b->older;
        free(b);
    }
    free(a);
}

static bool add_block(Arena *a, size_t bytes)
{
    size_t room = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    Block *b = malloc(sizeof *b + room);
    if (!b) return false;
    b->older = a->newest;
    b->room = room;
    a->newest = b;
    a->at = 0;
    return true;
}

void *arena_zero(Arena *a, size_t count, size_t size)
{
    size_t align = alignof(max_align_t);
    bool fits = size == 0 || count <= (a->limit - a->used) / size;
    size_t bytes = fits ? count * size : 0;
    size_t padded = (bytes + align - 1) / align * align;
    if (!fits || padded > a->limit - a->used) {
        a->full = true;
        return NULL;
    }
    if (!a->newest || padded > a->newest->room - a->at)
        if (!add_block(a, padded)) {
            a->full = true;
            return NULL;
        }
    unsigned char *p = a->newest->bytes + a->at;
    a->at += padded;
    a->used += padded;
    memset(p, 0, bytes);
    return p;
}

Str arena_str(Arena *a, Str s)
{
    char *p = arena_zero(a, s.n + 1, 1);
    if (!p) return (Str){ 0, "" };
    if (s.n) memcpy(p, s.p, s.n);
    return (Str){ s.n, p };
}

Str arena_fmt(Arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *p = n < 0 ? NULL : arena_zero(a, (size_t)n + 1, 1);
    if (p) (void)vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return p ? (Str){ (size_t)n, p } : (Str){ 0, "" };
}

bool arena_full(const Arena *a)
{
    return a->full;
}

ArenaMark arena_mark(const Arena *a)
{
    return (ArenaMark){ a->newest, a->at, a->used };
}

void arena_back(Arena *a, ArenaMark mark)
{
    while (a->newest != mark.block) {
        Block *older = a->newest->older;
        free(a->newest);
        a->newest = older;
    }
    a->at = mark.at;
    a->used = mark.used;
}
