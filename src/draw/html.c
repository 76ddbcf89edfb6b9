#include "draw/html.h"

void html_add_text(Buf *out, Str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        Str as = { 0, "" };
        switch (s.p[i]) {
        case '&': as = STR("&amp;"); break;
        case '<': as = STR("&lt;"); break;
        case '>': as = STR("&gt;"); break;
        case '"': as = STR("&quot;"); break;
        case '\'': as = STR("&#39;"); break;
        default: continue;
        }
        if (i > from) buf_add(out, (Str){ i - from, s.p + from });
        buf_add(out, as);
        from = i + 1;
    }
    if (s.n > from) buf_add(out, (Str){ s.n - from, s.p + from });
}

void html_add_int(Buf *out, int64_t v)
{
    buf_addf(out, "%lld", (long long)v);
}

static bool is_beside(Str s)
{
    static const char fine[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    for (size_t i = 0; i < s.n; i++)
        if (!memchr(fine, s.p[i], sizeof fine - 1) && (i == 0 || !memchr("/._-", s.p[i], 4)))
            return false;
    return s.n > 0;
}

void html_add_path(Buf *out, Str s)
{
    bool site = s.n && s.p[0] == '/' && !(s.n > 1 && (s.p[1] == '/' || s.p[1] == '\\'));
    bool within = s.n && s.p[0] == '#';
    html_add_text(out, site || within || is_beside(s) ? s : STR("#"));
}

void html_add_svg(Buf *out, SvgText s)
{
    buf_add(out, s.markup);
}
