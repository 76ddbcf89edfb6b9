#include "base/embed.h"

const EmbeddedFile *embed_find(Str name)
{
    for (size_t i = 0; i < embedded_count; i++)
        if (str_eq(name, str_of(embedded_list[i].name))) return &embedded_list[i];
    return NULL;
}
