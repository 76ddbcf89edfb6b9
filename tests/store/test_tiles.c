/* The tile map: every council has a square of its own, near where it lies. */
#include "figures.h"

#include <math.h>

#include "web/tiles.h"

static const TilePlace *tile_of(const TilePlaces *all, const char *code)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->v[i].place->code, str_of(code))) return &all->v[i];
    return NULL;
}

static void check_tiles(Op *op)
{
    const PlaceBook *book = figures_register(op);
    TilePlaces a, b;
    CHECK_OK(tiles_layout(book, figures_day("2026-01-01"), op->mem, &a, &op->err), &op->err);
    CHECK_OK(tiles_layout(book, figures_day("2026-01-01"), op->mem, &b, &op->err), &op->err);
    CHECK(a.n == 296);
    for (size_t i = 0; i < a.n; i++) {
        CHECK(a.v[i].row == b.v[i].row && a.v[i].column == b.v[i].column);
        for (size_t k = 0; k < i; k++)
            CHECK(a.v[i].row != a.v[k].row || a.v[i].column != a.v[k].column);
    }
    const TilePlace *newcastle = tile_of(&a, "E08000021"), *cornwall = tile_of(&a, "E06000052");
    const TilePlace *dover = tile_of(&a, "E07000108"), *hackney = tile_of(&a, "E09000012");
    CHECK(newcastle->row < hackney->row && hackney->row < dover->row);
    CHECK(cornwall->column < newcastle->column && newcastle->column < dover->column);
    CHECK_OK(tiles_layout(book, figures_day("2012-01-01"), op->mem, &a, &op->err), &op->err);
    CHECK(a.n > 300 && a.n <= 326);
}

TEST(tiles_every_council_has_its_own)
{
    on_both_databases(check_tiles);
}
