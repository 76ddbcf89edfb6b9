#include "draw/chart_priv.h"

enum { CELL = 22, TOP = 22, NAME_BYTES = 22 };

typedef struct {
    const RugChart *c;
    Buf *out;
    size_t from; /* first period that is drawn */
    int left, cell;
} Frame;

static int x_of(const Frame *f, size_t k)
{
    return f->left + (int)(k - f->from) * f->cell;
}

/* The year over the period in which it begins, and over the first. */
static void draw_axis(const Frame *f)
{
    int last = -1000;
    for (size_t k = f->from; k < f->c->periods; k++) {
        int32_t period = f->c->first + (int32_t)k;
        Date now = date_from_days(period_start(f->c->unit, period));
        Date before = date_from_days(period_start(f->c->unit, period - 1));
        int x = x_of(f, k);
        if ((k != f->from && now.year == before.year) || x - last < 40) continue;
        last = x;
        buf_addf(f->out, "<text class=\"c-tick\" x=\"%d\" y=\"%d\">%d</text>", x, TOP - 8,
                 now.year);
    }
}

static void draw_mark(const Frame *f, RugLook look, int x, int y)
{
    int middle = f->cell / 2 - 1;
    if (look == RUG_OUT)
        buf_addf(f->out, "<path class=\"t-mark\" d=\"M%d %dl5 9h-10z\"/>", x + middle, y + 5);
    if (look == RUG_HIGH)
        buf_addf(f->out, "<circle class=\"r-dot\" cx=\"%d\" cy=\"%d\" r=\"3\"/>", x + middle,
                 y + 10);
    if (look == RUG_NONE)
        buf_addf(f->out, "<path class=\"c-mark\" d=\"M%d %dh6\"/>", x + middle - 3, y + 10);
}

static void draw_cell(const Frame *f, const RugCell *cell, int x, int y)
{
    static const char *const classes[RUG_LOOKS] = { "r-none", "r-usual", "r-high", "r-out" };
    buf_addf(f->out, "<g><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
             classes[cell->look], x, y, f->cell - 2, CELL - 2);
    draw_mark(f, cell->look, x, y);
    buf_add(f->out, STR("<title>"));
    html_add_text(f->out, cell->says);
    buf_add(f->out, STR("</title></g>"));
}

static void draw_row(const Frame *f, const RugRow *row, int y)
{
    bool cut = row->name.n > NAME_BYTES && f->left < 150;
    Str shown = { cut ? NAME_BYTES - 1 : row->name.n, row->name.p };
    if (row->address.n) chart_link(f->out, row->address);
    buf_addf(f->out, "<text class=\"%s\" x=\"0\" y=\"%d\">", row->own ? "r-name r-own" : "r-name",
             y + 15);
    html_add_text(f->out, shown);
    buf_add(f->out, cut ? STR("…</text>") : STR("</text>"));
    if (row->address.n) buf_add(f->out, STR("</a>"));
    for (size_t k = f->from; k < f->c->periods; k++) draw_cell(f, &row->cells[k], x_of(f, k), y);
}

ErrCode chart_rug(const RugChart *c, int width, const char *id, Arena *mem, SvgText *ret, Err *e)
{
    AUTO(buf_free) Buf out = BUF_MAX(CHART_BYTES);
    bool narrow = width == CHART_NARROW;
    size_t shown = narrow && c->periods > RUG_NARROW ? RUG_NARROW : c->periods;
    Frame f = { .c = c, .out = &out, .from = c->periods - shown, .left = narrow ? 128 : 190 };
    f.cell = (width - f.left) / (int)(shown ? shown : 1);
    if (f.cell > CELL) f.cell = CELL;
    chart_open(&out, &(Drawing){ 0, 0, width, TOP + (double)c->n * CELL, "group", id }, c->title,
               c->description);
    draw_axis(&f);
    for (size_t i = 0; i < c->n; i++) draw_row(&f, &c->rows[i], TOP + (int)i * CELL);
    return chart_finish(&out, mem, ret, e);
}
