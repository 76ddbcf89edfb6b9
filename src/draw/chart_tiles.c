#include "draw/chart_priv.h"

enum { TILE = 18 };

static void draw_tile(Buf *out, const Tile *t)
{
    static const char *const classes[] = { "t-none", "t-quiet", "t-out" };
    int x = t->column * TILE, y = t->row * TILE;
    chart_link(out, t->address);
    buf_addf(out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
             classes[t->look], x, y, TILE - 2, TILE - 2);
    if (t->look == TILE_STANDS_OUT)
        buf_addf(out, "<path class=\"t-mark\" d=\"M%d %dl5 9h-10z\"/>", x + TILE / 2 - 1, y + 3);
    chart_link_end(out, t->address, t->name, t->says);
}

ErrCode chart_tiles(const TileMap *map, Arena *mem, SvgText *ret, Err *e)
{
    AUTO(buf_free) Buf out = BUF_MAX(CHART_BYTES);
    int columns = 1, rows = 1;
    for (size_t i = 0; i < map->n; i++) {
        if (map->v[i].column >= columns) columns = map->v[i].column + 1;
        if (map->v[i].row >= rows) rows = map->v[i].row + 1;
    }
    chart_open(&out, &(Drawing){ 0, 0, columns * TILE, rows * TILE, "group", "tiles" }, map->title,
               map->description);
    for (size_t i = 0; i < map->n; i++) draw_tile(&out, &map->v[i]);
    return chart_finish(&out, mem, ret, e);
}
