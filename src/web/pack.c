#include "web/pack.h"

#include <zlib.h>

enum { CHUNK = 16 << 10, GZIP_WINDOW = 15 + 16, LEVEL = 6, MEMORY = 8 };

/* The library's own text is not const in older versions; it is not written to. */
static void give(z_stream *z, Str text)
{
    z->next_in = (Bytef *)(uintptr_t)text.p;
    z->avail_in = (uInt)text.n;
}

bool pack(Str text, Buf *out)
{
    unsigned char room[CHUNK];
    z_stream z = { .zalloc = Z_NULL };
    int state = Z_OK;
    if (deflateInit2(&z, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    give(&z, text);
    while (state == Z_OK) {
        z.next_out = room;
        z.avail_out = sizeof room;
        state = deflate(&z, Z_FINISH);
        buf_add(out, (Str){ sizeof room - z.avail_out, (const char *)room });
    }
    (void)deflateEnd(&z);
    return state == Z_STREAM_END && !out->full;
}

bool unpack(Str packed, Buf *out)
{
    unsigned char room[CHUNK];
    z_stream z = { .zalloc = Z_NULL };
    int state = Z_OK;
    if (inflateInit2(&z, GZIP_WINDOW) != Z_OK) return false;
    give(&z, packed);
    while (state == Z_OK && !out->full) {
        z.next_out = room;
        z.avail_out = sizeof room;
        state = inflate(&z, Z_NO_FLUSH);
        buf_add(out, (Str){ sizeof room - z.avail_out, (const char *)room });
    }
    (void)inflateEnd(&z);
    return state == Z_STREAM_END && !out->full;
}
