/* The tile map: every council has a square of its own, near where it lies. */
#include "figures.h"

#include <math.h>
#include <stdlib.h>

#include "places/register.h"
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

/* Councils merge: the new one gets a square near those that it replaced, which lose theirs; every
 * other council has one still, and nobody shares. */
static void check_merger(Op *op)
{
    static const char merger[] = "code,name,kind,start_date,predecessors,easting,northing\n"
                                 "E06000099,Essex South,unitary_authority,2028-04-01,E07000066 "
                                 "E07000069,576000,189000\n";
    RegisterFacts facts = { .changed = 0 };
    TilePlaces before, after;
    const PlaceBook *book = figures_register(op);
    CHECK_OK(tiles_layout(book, figures_day("2028-03-31"), op->mem, &before, &op->err), &op->err);
    CHECK_OK(register_load_places(op, &(RegisterFile){ "merger.csv", STR(merger) }, &facts),
             &op->err);
    CHECK_OK(place_book_load(op, &book), &op->err);
    CHECK_OK(tiles_layout(book, figures_day("2028-04-01"), op->mem, &after, &op->err), &op->err);
    CHECK(after.n == before.n - 1);
    const TilePlace *made = tile_of(&after, "E06000099"), *old = tile_of(&before, "E07000066");
    CHECK(made && old && !tile_of(&after, "E07000066") && !tile_of(&after, "E07000069"));
    CHECK(abs(made->row - old->row) <= 3 && abs(made->column - old->column) <= 3);
    for (size_t i = 0; i < after.n; i++)
        for (size_t k = 0; k < i; k++)
            CHECK(after.v[i].row != after.v[k].row || after.v[i].column != after.v[k].column);
}

TEST(tiles_are_laid_out_again_after_a_merger)
{
    on_both_databases(check_merger);
}
