/* Any bytes as a mapping and as a plan. */
#include "detection/plan.h"
#include "observations/mapping.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Err e;
    Mapping m;
    const Plan *plan;
    Str text = { size, (const char *)data };
    Arena *mem = arena_open(1 << 22);
    if (!mem) return 0;
    (void)(mapping_parse(text, STR("fuzz"), mem, &m, &e) == ERR_OK);
    (void)(plan_parse(text, "fuzz", mem, &plan, &e) == ERR_OK);
    arena_close(mem);
    return 0;
}
