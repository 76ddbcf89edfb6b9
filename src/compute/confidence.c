#include "compute/confidence.h"

ErrCode confidence_read(const ProcedureCall *c, Confidence *ret)
{
    Str rest = setting_text(c->set, "confidence"), part;
    Confidence k = { .n = 0 };
    if (!rest.p) rest = STR("0.95");
    while (str_split(&rest, ',', &part)) {
        double v;
        Err why;
        if (k.n == CONFIDENCE_MAX || str_f64(str_trim(part), "", &v, &why) != ERR_OK ||
            !(v > 0.0 && v < 1.0))
            return err_set(c->err, ERR_INPUT,
                           "setting confidence: expected up to %d numbers above 0 and below 1, "
                           "with commas between them",
                           CONFIDENCE_MAX);
        k.level[k.n++] = v;
    }
    *ret = k;
    return ERR_OK;
}

ErrCode confidence_open(ProcedureCall *c, const Confidence *levels, const char *const before[],
                        const char *const after[])
{
    const char **names;
    size_t n = 0, most = 2 * CONFIDENCE_MAX + 1;
    for (size_t i = 0; before[i]; i++) most++;
    for (size_t i = 0; after[i]; i++) most++;
    NEW(names, most, c->mem, c->err);
    for (size_t i = 0; before[i]; i++) names[n++] = before[i];
    for (int k = 0; k < levels->n; k++) {
        double percent = 100.0 * levels->level[k];
        bool one = levels->n == 1;
        names[n++] = one ? "lower" : arena_fmt(c->mem, "lower_%.6g", percent).p;
        names[n++] = one ? "upper" : arena_fmt(c->mem, "upper_%.6g", percent).p;
    }
    for (size_t i = 0; after[i]; i++) names[n++] = after[i];
    c->out = table_open(c->mem, c->out.format, names);
    return ERR_OK;
}
