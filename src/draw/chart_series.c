#include "draw/chart_priv.h"

#include <math.h>

enum { HEIGHT = 260, TOP = 14, BOTTOM = 34, LEFT = 46 };

typedef struct {
    const SeriesChart *c;
    Buf *out;
    double width, right, top_value, step;
} Frame;

static double x_of(const Frame *f, double k)
{
    double room = f->width - LEFT - f->right;
    return LEFT + (f->c->n > 1 ? room * k / (double)(f->c->n - 1) : room / 2);
}

static double y_of(const Frame *f, double v)
{
    return TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - v / f->top_value);
}

/* 1, 2 or 5 times a power of ten, so that about four steps reach the largest value. */
static double nice_step(double largest)
{
    double rough = largest > 0 ? largest / 4 : 1, power = pow(10, floor(log10(rough)));
    double lead = rough / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

static void choose_scale(Frame *f)
{
    double largest = f->c->top;
    for (size_t k = 0; k < f->c->n; k++) {
        if (f->c->observed[k] > largest) largest = f->c->observed[k];
        if (f->c->upper[k] > largest) largest = f->c->upper[k];
    }
    f->step = nice_step(largest);
    f->top_value = f->step * ceil(largest / f->step);
    if (!(f->top_value > 0)) f->top_value = 1;
}

static void draw_values_axis(const Frame *f)
{
    for (double v = 0; v <= f->top_value + f->step / 2; v += f->step) {
        double y = y_of(f, v);
        buf_addf(f->out, "<line class=\"c-grid\" x1=\"%d\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                 LEFT, f->width - f->right, y, y);
        buf_addf(f->out, "<text class=\"c-tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%g</text>",
                 LEFT - 6, y + 4, v);
    }
}

/* A tick where a year begins, as many as leave room for their words. */
static void draw_time_axis(const Frame *f)
{
    double last = -1000;
    for (size_t k = 0; k < f->c->n; k++) {
        Date now = date_from_days(period_start(f->c->unit, f->c->first + (int32_t)k));
        Date before = date_from_days(period_start(f->c->unit, f->c->first + (int32_t)k - 1));
        double x = x_of(f, (double)k);
        if (now.year == before.year || x - last < 46) continue;
        last = x;
        buf_addf(f->out, "<line class=\"c-mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x,
                 x, HEIGHT - BOTTOM, HEIGHT - BOTTOM + 5);
        buf_addf(f->out,
                 "<text class=\"c-tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>", x,
                 HEIGHT - BOTTOM + 19, now.year);
    }
}

/* A line through what is known; it breaks where something is not. */
static void draw_line(const Frame *f, const double *v, const char *class)
{
    bool pen = false;
    buf_addf(f->out, "<path class=\"%s\" d=\"", class);
    for (size_t k = 0; k < f->c->n; k++) {
        if (!isnan(v[k]))
            buf_addf(f->out, "%s%.1f %.1f", pen ? "L" : "M", x_of(f, (double)k), y_of(f, v[k]));
        pen = !isnan(v[k]);
    }
    buf_add(f->out, STR("\"/>"));
}

/* From zero up to the largest count that would have been usual. */
static void draw_band(const Frame *f)
{
    size_t k = 0;
    while (k < f->c->n) {
        while (k < f->c->n && isnan(f->c->upper[k])) k++;
        size_t from = k;
        if (k == f->c->n) return;
        buf_addf(f->out, "<path class=\"c-band\" d=\"M%.1f %.1f", x_of(f, (double)k), y_of(f, 0));
        for (; k < f->c->n && !isnan(f->c->upper[k]); k++)
            buf_addf(f->out, "L%.1f %.1f", x_of(f, (double)k), y_of(f, f->c->upper[k]));
        buf_addf(f->out, "L%.1f %.1fZ\"/>", x_of(f, (double)k - 1), y_of(f, 0));
        if (k == from) return;
    }
}

static void draw_marks(const Frame *f)
{
    for (size_t k = 0; k < f->c->n; k++) {
        if (!f->c->marked[k] || isnan(f->c->observed[k])) continue;
        double x = x_of(f, (double)k), y = y_of(f, f->c->observed[k]);
        buf_addf(f->out,
                 "<rect class=\"c-out\" x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\"><title>%s "
                 "stood out</title></rect>",
                 x - 4, y - 4, period_words(f->c->unit, f->c->first + (int32_t)k).text);
    }
}

ErrCode chart_series(const SeriesChart *c, int width, const char *id, Arena *mem, SvgText *ret,
                     Err *e)
{
    AUTO(buf_free) Buf out = BUF_MAX(CHART_BYTES);
    Frame f = { .c = c, .out = &out, .width = width, .right = 14 };
    choose_scale(&f);
    chart_open(&out, &(Drawing){ 0, 0, width, HEIGHT, "img", id }, c->title, c->description);
    draw_band(&f);
    draw_values_axis(&f);
    draw_time_axis(&f);
    draw_line(&f, c->expected, "c-expected");
    draw_line(&f, c->observed, "c-observed");
    draw_marks(&f);
    return chart_finish(&out, mem, ret, e);
}
