#include "web/json.h"

#include <math.h>

void json_open(Buf *out, bool first)
{
    buf_add(out, first ? STR("{") : STR(",\n{"));
}

void json_close(Buf *out)
{
    buf_add(out, STR("}"));
}

static void name_member(Buf *out, const char *name)
{
    bool first = out->n && out->p[out->n - 1] == '{';
    buf_addf(out, "%s\"%s\":", first ? "" : ",", name);
}

void json_text(Buf *out, const char *name, Str value)
{
    name_member(out, name);
    if (value.n)
        buf_add_json(out, value);
    else
        buf_add(out, STR("null"));
}

void json_int(Buf *out, const char *name, int64_t value)
{
    name_member(out, name);
    buf_addf(out, "%lld", (long long)value);
}

void json_f64(Buf *out, const char *name, double value)
{
    name_member(out, name);
    if (isnan(value))
        buf_add(out, STR("null"));
    else
        buf_add_f64(out, value);
}

void json_flag(Buf *out, const char *name, bool value)
{
    name_member(out, name);
    buf_add(out, value ? STR("true") : STR("false"));
}
