#include "draw/chart_priv.h"

static const char *const classes[TILE_LOOKS] = { "b-none", "b-quiet", "b-out", "b-1",
                                                 "b-2",    "b-3",     "b-4",   "b-5" };

/* Paths come from the database: nothing but what a path of ours has may reach the page. */
static bool is_path(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= '0' && c <= '9') && c != ' ' && c != '-' && c != 'M' && c != 'l' && c != 'z')
            return false;
    }
    return s.n > 0;
}

static void draw_area(Buf *out, const BorderedArea *a)
{
    chart_link(out, a->address);
    buf_addf(out, "<path class=\"%s\" d=\"", classes[a->look]);
    for (size_t i = 0; i < a->n; i++)
        if (is_path(a->paths[i])) buf_add(out, a->paths[i]);
    buf_add(out, STR("\"/>"));
    chart_link_end(out, a->address, a->name, a->says);
}

/* Marks lie over all borders, or a neighbour would hide them. */
static void draw_marks(Buf *out, const BorderMap *map)
{
    int size = (map->width > map->height ? map->width : map->height) / 55;
    for (size_t i = 0; i < map->n; i++) {
        const BorderedArea *a = &map->v[i];
        if (a->look != TILE_STANDS_OUT) continue;
        buf_addf(out, "<path class=\"b-mark\" d=\"M%d %dl%d %dh%dz\"/>", a->mark_x,
                 a->mark_y - size / 2, size / 2, size, -size / 2 * 2);
    }
}

ErrCode chart_borders(const BorderMap *map, Arena *mem, SvgText *ret, Err *e)
{
    AUTO(buf_free) Buf out = BUF_MAX(CHART_BYTES);
    chart_open(&out, &(Drawing){ map->left, map->top, map->width, map->height, "group", "borders" },
               map->title, map->description);
    for (int look = 0; look < TILE_LOOKS; look++)
        for (size_t i = 0; i < map->n; i++)
            if ((int)map->v[i].look == look) draw_area(&out, &map->v[i]);
    draw_marks(&out, map);
    return chart_finish(&out, mem, ret, e);
}
