#include "draw/chart_priv.h"

enum { WIDTH = 200, HEIGHT = 22, EDGE = 8 };

static double across(double share)
{
    return EDGE + share * (WIDTH - 2 * EDGE);
}

ErrCode chart_position(double position, Str says, Arena *mem, SvgText *ret, Err *e)
{
    AUTO(buf_free) Buf out = BUF_MAX(CHART_BYTES);
    double middle = HEIGHT / 2.0, x = across(position);
    buf_addf(&out, "<svg class=\"chart spine\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
             WIDTH, HEIGHT);
    html_add_text(&out, says);
    buf_addf(&out,
             "\"><path class=\"s-all\" d=\"M%.1f %.1fH%.1f\"/>"
             "<path class=\"s-middle\" d=\"M%.1f %.1fH%.1f\"/>"
             "<path class=\"s-median\" d=\"M%.1f %.1fv12\"/>"
             "<path class=\"s-place\" d=\"M%.1f %.1fl7 7l-7 7l-7 -7z\"/>",
             across(0), middle, across(1), across(0.25), middle, across(0.75), across(0.5),
             middle - 6, x, middle - 7);
    return chart_finish(&out, mem, ret, e);
}
