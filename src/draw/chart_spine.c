#include "draw/chart_priv.h"

#include <math.h>

enum { WIDTH = 260, HEIGHT = 32, EDGE = 8, MIDDLE = 18 };

typedef struct {
    const SpineChart *c;
    Buf *out;
    double reach; /* from the spine to either end of the drawing */
} Frame;

static double x_of(const Frame *f, double v)
{
    double away = f->reach > 0 ? (v - f->c->middle) / f->reach : 0;
    away = away < -1 ? -1 : away > 1 ? 1 : away;
    return WIDTH / 2.0 + (WIDTH / 2.0 - EDGE) * (f->c->flipped ? -away : away);
}

static void draw_bar(const Frame *f, const char *class, double a, double b)
{
    double x = x_of(f, a), y = x_of(f, b);
    buf_addf(f->out, "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"12\"/>", class,
             x < y ? x : y, MIDDLE - 6, fabs(y - x));
}

static void draw_range(const Frame *f)
{
    double a = x_of(f, f->c->low), b = x_of(f, f->c->high);
    if (isnan(f->c->low) || isnan(f->c->high)) return;
    buf_addf(f->out, "<path class=\"sp-range\" d=\"M%.1f %dH%.1fM%.1f %dv8M%.1f %dv8\"/>", a,
             MIDDLE, b, a, MIDDLE - 4, b, MIDDLE - 4);
}

static void draw_own(const Frame *f)
{
    static const struct {
        const char *class, *shape;
    } marks[] = {
        [SPINE_PLAIN] = { "sp-plain", "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z" },
        [SPINE_BETWEEN] = { "sp-between", "m0-7l7 7l-7 7l-7-7z" },
        [SPINE_BETTER] = { "sp-better", "m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z" },
        [SPINE_WORSE] = { "sp-worse", "m-6-6h12v12h-12z" },
        [SPINE_HIGHER] = { "sp-higher", "m0-7l7 13h-14z" },
        [SPINE_LOWER] = { "sp-lower", "m0 7l7-13h-14z" },
    };
    buf_addf(f->out, "<path class=\"%s\" d=\"M%.1f %d%s\"/>", marks[f->c->mark].class,
             x_of(f, f->c->own), MIDDLE, marks[f->c->mark].shape);
}

ErrCode chart_spine(const SpineChart *c, const char *id, Arena *mem, SvgText *ret, Err *e)
{
    AUTO(buf_free) Buf out = BUF_MAX(CHART_BYTES);
    Frame f = { .c = c, .out = &out, .reach = fmax(c->most - c->middle, c->middle - c->least) };
    chart_open(&out, &(Drawing){ 0, 0, WIDTH, HEIGHT, "img", id }, c->title, c->description);
    draw_bar(&f, "sp-all", c->least, c->most);
    draw_bar(&f, "sp-half", c->quarter, c->three_quarters);
    buf_addf(&out, "<path class=\"sp-spine\" d=\"M%d 2v%d\"/>", WIDTH / 2, HEIGHT - 2);
    if (!isnan(c->region))
        buf_addf(&out, "<path class=\"sp-region\" d=\"M%.1f %dl-5-8h10z\"/>", x_of(&f, c->region),
                 MIDDLE - 7);
    if (isnan(c->own)) return chart_finish(&out, mem, ret, e);
    draw_range(&f);
    draw_own(&f);
    return chart_finish(&out, mem, ret, e);
}
