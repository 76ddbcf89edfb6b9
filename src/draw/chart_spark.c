#include "draw/chart_priv.h"

#include <math.h>

enum { WIDTH = 92, HEIGHT = 26, EDGE = 4 };

static double y_of(double v, double low, double high)
{
    return high > low ? EDGE + (HEIGHT - 2 * EDGE) * (high - v) / (high - low) : HEIGHT / 2.0;
}

ErrCode chart_spark(F64s values, const char *id, Str title, Arena *mem, SvgText *ret, Err *e)
{
    AUTO(buf_free) Buf out = BUF_MAX(CHART_BYTES);
    double low = (double)INFINITY, high = -(double)INFINITY, last_x = -1, last_y = 0;
    bool pen = false;
    for (size_t i = 0; i < values.n; i++) {
        low = fmin(low, values.v[i]);
        high = fmax(high, values.v[i]);
    }
    chart_open(&out, &(Drawing){ 0, 0, WIDTH, HEIGHT, "img", id }, title, STR("A small line."));
    buf_add(&out, STR("<path class=\"c-spark\" d=\""));
    for (size_t i = 0; i < values.n; i++) {
        double x =
            EDGE + (WIDTH - 2.0 * EDGE) * (double)i / (double)(values.n > 1 ? values.n - 1 : 1);
        double v = values.v[i];
        if (!isnan(v)) {
            last_x = x;
            last_y = y_of(v, low, high);
            buf_addf(&out, "%s%.1f %.1f", pen ? "L" : "M", last_x, last_y);
        }
        pen = !isnan(v);
    }
    buf_add(&out, STR("\"/>"));
    if (last_x >= 0)
        buf_addf(&out, "<circle class=\"c-dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", last_x, last_y);
    return chart_finish(&out, mem, ret, e);
}
