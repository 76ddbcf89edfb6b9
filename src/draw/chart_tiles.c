#include "draw/chart_priv.h"

enum { TILE = 18, LABEL = 130 };

static const char *const classes[TILE_LOOKS] = { "t-none", "t-quiet", "t-out", "t-1",
                                                 "t-2",    "t-3",     "t-4",   "t-5" };

static void draw_tile(Buf *out, const Tile *t)
{
    int x = t->column * TILE, y = t->row * TILE;
    chart_link(out, t->address);
    buf_addf(out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
             classes[t->look], x, y, TILE - 2, TILE - 2);
    if (t->look == TILE_STANDS_OUT)
        buf_addf(out, "<path class=\"t-mark\" d=\"M%d %dl5 9h-10z\"/>", x + TILE / 2 - 1, y + 3);
    chart_link_end(out, t->address, t->name, t->says);
}

/* A frame around it, and a line out to its name at the side that is nearer. */
static void point_at(Buf *out, const Tile *t, int columns)
{
    int x = t->column * TILE, y = t->row * TILE, middle = y + TILE / 2 - 1;
    bool right = 2 * t->column >= columns;
    int from = right ? x + TILE - 1 : x - 1, to = right ? columns * TILE + 4 : -6;
    buf_addf(out,
             "<path class=\"t-halo\" d=\"M%d %dH%d\"/><path class=\"t-leader\" d=\"M%d %dH%d\"/>",
             from, middle, to, from, middle, to);
    buf_addf(out, "<rect class=\"t-frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", x - 1,
             y - 1, TILE, TILE);
    buf_addf(out, "<text class=\"t-label\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">",
             right ? to + 4 : to - 4, middle + 5, right ? "start" : "end");
    html_add_text(out, t->name);
    buf_add(out, STR("</text>"));
}

ErrCode chart_tiles(const TileMap *map, Arena *mem, SvgText *ret, Err *e)
{
    AUTO(buf_free) Buf out = BUF_MAX(CHART_BYTES);
    int columns = 1, rows = 1, label = 0, left = 0;
    for (size_t i = 0; i < map->n; i++) {
        if (map->v[i].column >= columns) columns = map->v[i].column + 1;
        if (map->v[i].row >= rows) rows = map->v[i].row + 1;
    }
    for (size_t i = 0; i < map->n; i++) {
        if (!map->v[i].pointed_at) continue;
        label = LABEL;
        left = 2 * map->v[i].column >= columns ? 0 : -LABEL;
    }
    chart_open(&out, &(Drawing){ left, 0, columns * TILE + label, rows * TILE, "group", "tiles" },
               map->title, map->description);
    for (size_t i = 0; i < map->n; i++) draw_tile(&out, &map->v[i]);
    for (size_t i = 0; i < map->n; i++)
        if (map->v[i].pointed_at) point_at(&out, &map->v[i], columns);
    return chart_finish(&out, mem, ret, e);
}
