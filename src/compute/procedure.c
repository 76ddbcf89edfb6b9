#include "compute/procedure.h"

const Procedure *procedure_find(Str name)
{
    for (const Procedure *const *p = procedure_list; *p; p++)
        if (str_eq(name, str_of((*p)->name))) return *p;
    return NULL;
}
