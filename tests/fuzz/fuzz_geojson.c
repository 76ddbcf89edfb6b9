/* Any bytes as a file of borders; what is accepted is simplified, and stays well made. */
#include <stdlib.h>

#include "places/geojson.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { ARENA = 1 << 26 };

static void attempt(Str text, Arena *mem)
{
    GeojsonFile file = { .name = "fuzz", .text = text, .code_property = { 0, "" } };
    GeojsonShapes read;
    Shapes few;
    Err e;
    if (geojson_read(&file, mem, &read, &e) != ERR_OK) return;
    if (shape_simplify(&read.shapes, (double)(text.n % 2000), mem, &few, &e) != ERR_OK) return;
    if (few.n != read.shapes.n) abort();
    for (size_t i = 0; i < few.n; i++) {
        if (few.v[i].n == 0 || few.v[i].n > read.shapes.v[i].n) abort();
        for (size_t k = 0; k < few.v[i].n; k++)
            if (few.v[i].rings[k].n < 3) abort();
    }
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Arena *mem = arena_open(ARENA);
    if (!mem) return 0;
    attempt((Str){ size, (const char *)data }, mem);
    arena_close(mem);
    return 0;
}
