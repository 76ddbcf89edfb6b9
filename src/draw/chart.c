#include "draw/chart_priv.h"

void chart_open(Buf *out, const Drawing *d, Str title, Str description)
{
    buf_addf(
        out,
        "<svg class=\"chart\" viewBox=\"%.0f %.0f %.0f %.0f\" role=\"%s\" aria-labelledby=\"%s-t "
        "%s-d\"><title id=\"%s-t\">",
        d->left, d->top, d->width, d->height, d->role, d->id, d->id, d->id);
    html_add_text(out, title);
    buf_addf(out, "</title><desc id=\"%s-d\">", d->id);
    html_add_text(out, description);
    buf_add(out, STR("</desc>"));
}

void chart_link(Buf *out, Str address)
{
    if (!address.n) {
        buf_add(out, STR("<g>"));
        return;
    }
    buf_add(out, STR("<a href=\""));
    html_add_path(out, address);
    buf_add(out, STR("\">"));
}

void chart_link_end(Buf *out, Str address, Str name, Str says)
{
    buf_add(out, STR("<title>"));
    html_add_text(out, name);
    buf_add(out, STR(": "));
    html_add_text(out, says);
    buf_add(out, address.n ? STR("</title></a>") : STR("</title></g>"));
}

ErrCode chart_finish(Buf *out, Arena *mem, SvgText *ret, Err *e)
{
    Str text;
    buf_add(out, STR("</svg>"));
    TRY(buf_done(out, &text, e));
    *ret = (SvgText){ arena_str(mem, text) };
    return ERR_OK;
}

void chart_alone(SvgText drawing, Buf *out)
{
    static const char open[] = "<svg ";
    const char *inside = memchr(drawing.markup.p, '>', drawing.markup.n);
    if (!inside || !str_starts(drawing.markup, str_of(open))) return;
    size_t head = (size_t)(inside - drawing.markup.p) + 1, skip = sizeof open - 1;
    buf_add(out, STR("<svg xmlns=\"http://www.w3.org/2000/svg\" "));
    buf_add(out, (Str){ head - skip, drawing.markup.p + skip });
    buf_add(
        out,
        STR("<style>.c-band{fill:#d8e6f3}.c-grid{stroke:#dcdfe0}.c-mark{stroke:#484949}"
            ".c-tick{font:12px Arial,Helvetica,sans-serif;fill:#3d464a}"
            ".c-observed{fill:none;stroke:#12436d;stroke-width:1.8}"
            ".c-expected{fill:none;stroke:#5694ca;stroke-width:1.5;stroke-dasharray:5 4}"
            ".c-out{fill:#b5121b;stroke:#fff}"
            ".t-none,.b-none{fill:#f3f5f7;stroke:#8a9296}.t-quiet,.b-quiet{fill:#5694ca}"
            ".t-1{fill:#e3edf6;stroke:#8a9296;stroke-width:.6}.t-2{fill:#a9c8e3}.t-3{fill:#5694ca}"
            ".t-4{fill:#2a6aa3}.t-5{fill:#0b2f52}"
            ".r-usual{fill:#d8e6f3}.r-high{fill:#a9c8e3}.r-out{fill:#b5121b}"
            ".r-none{fill:#fff;stroke:#b1b4b6}.r-dot{fill:#0b2f52}"
            ".r-name{font:14px Arial,Helvetica,sans-serif}.r-own{font-weight:bold}"
            ".t-out,.b-out{fill:#b5121b}.b-quiet,.b-out{stroke:#fff}"
            ".b-none,.b-quiet,.b-out{stroke-width:.7;vector-effect:non-scaling-stroke}"
            ".t-mark{fill:#fff}.b-mark{fill:#fff;stroke:#0b0c0c;"
            "vector-effect:non-scaling-stroke}</style>"));
    buf_add(out, (Str){ drawing.markup.n - head, drawing.markup.p + head });
    buf_add(out, STR("\n"));
}
