/* embed.h - files of the project that the binary carries with it: the register of places, the
 * series and mappings that come with the program, and the example. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include "base/str.h"

typedef struct {
    const char *name; /* path from the root of the project, such as data/places/places.csv */
    Str bytes;
} EmbeddedFile;

extern const EmbeddedFile embedded_list[];
extern const size_t embedded_count;

/** The carried file of that name, or NULL. */
const EmbeddedFile *embed_find(Str name);

#endif
