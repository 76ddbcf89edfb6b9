#include "detection/method.h"

const Method *method_find(Str name)
{
    for (const Method *const *p = method_list; *p; p++)
        if (str_eq(name, str_of((*p)->name))) return *p;
    return NULL;
}
