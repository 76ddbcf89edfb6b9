/* Drawings: what they say, and that no text of outside becomes markup. */
#include "check.h"

#include <math.h>
#include <stdlib.h>

#include "draw/chart.h"

enum { ARENA = 1 << 22 };

static bool has(SvgText s, const char *text)
{
    char *copy = calloc(1, s.markup.n + 1);
    memcpy(copy, s.markup.p, s.markup.n);
    bool found = strstr(copy, text) != NULL;
    free(copy);
    return found;
}

TEST(charts_borders)
{
    static const Str good[] = { { 12, "M1 -2l3 4-5z" } }, bad[] = { { 9, "M1\"/><x z" } };
    const BorderedArea areas[] = { { .name = STR("<b>"),
                                     .says = STR("stood out"),
                                     .address = STR("/areas/E06000001"),
                                     .look = TILE_STANDS_OUT,
                                     .n = 1,
                                     .paths = good,
                                     .mark_x = 5 },
                                   { .name = STR("B"),
                                     .says = STR("quiet"),
                                     .address = { 0, "" },
                                     .look = TILE_QUIET,
                                     .n = 1,
                                     .paths = bad } };
    BorderMap map = { .n = 2,
                      .v = areas,
                      .width = 110,
                      .height = 50,
                      .title = STR("T & U"),
                      .description = STR("D") };
    Arena *mem = arena_open(ARENA);
    SvgText svg;
    Err e;
    CHECK_OK(chart_borders(&map, mem, &svg, &e), &e);
    CHECK(has(svg, "<title id=\"borders-t\">T &amp; U</title><desc id=\"borders-d\">D</desc>"));
    CHECK(has(svg, "class=\"b-out\" d=\"M1 -2l3 4-5z\"/>"));
    CHECK(has(svg, "&lt;b&gt;: stood out"));
    CHECK(has(svg, "<g><path class=\"b-quiet\" d=\"\"/>") && !has(svg, "<x z"));
    CHECK(has(svg, "class=\"b-mark\""));
    arena_close(mem);
}

TEST(charts_position)
{
    SvgText s, end;
    Err e;
    Arena *mem = arena_open(ARENA);
    CHECK_OK(chart_position(0.0, STR("Lower than <all>"), mem, &s, &e), &e);
    CHECK(has(s, "aria-label=\"Lower than &lt;all&gt;\""));
    CHECK(has(s, "s-place\" d=\"M8.0 4.0l7 7l-7 7l-7 -7z")); /* the left end of the line */
    CHECK_OK(chart_position(1.0, STR("Higher"), mem, &end, &e), &e);
    CHECK(has(end, "s-place\" d=\"M192.0 4.0"));
    arena_close(mem);
}

TEST(charts_spark_breaks_where_nothing_is_known)
{
    Arena *mem = arena_open(ARENA);
    SvgText svg;
    Err e;
    CHECK_OK(chart_spark(F64S(1, 3, (double)NAN, 2), "p1", STR("From 1 to 2"), mem, &svg, &e), &e);
    CHECK(has(svg, "<title id=\"p1-t\">From 1 to 2</title>"));
    /* The lowest stands at the bottom, the highest at the top, and the line begins anew. */
    CHECK(has(svg, "d=\"M4.0 22.0L32.0 4.0M88.0 13.0\""));
    CHECK(has(svg, "<circle class=\"c-dot\" cx=\"88.0\" cy=\"13.0\" r=\"3\"/>"));
    CHECK_OK(chart_spark((F64s){ 0, NULL }, "p2", STR("T"), mem, &svg, &e), &e);
    CHECK(!has(svg, "circle"));
    arena_close(mem);
}

static SvgText spine(Arena *mem, SpineMark mark, bool flipped)
{
    SvgText svg;
    Err e;
    SpineChart c = { .least = 0,
                     .quarter = 10,
                     .three_quarters = 30,
                     .most = 60,
                     .middle = 20,
                     .region = (double)NAN,
                     .own = 40,
                     .low = 35,
                     .high = 45,
                     .flipped = flipped,
                     .mark = mark,
                     .title = STR("T"),
                     .description = STR("D") };
    CHECK_OK(chart_spine(&c, "s1", mem, &svg, &e), &e);
    return svg;
}

/* The middle stands in the middle of the drawing; the far end at one of its edges. */
TEST(charts_spine_has_its_middle_in_the_middle)
{
    Arena *mem = arena_open(ARENA);
    SvgText svg = spine(mem, SPINE_WORSE, false);
    CHECK(has(svg, "class=\"sp-spine\" d=\"M130 2"));
    CHECK(has(svg, "class=\"sp-all\" x=\"69.0\" y=\"12\" width=\"183.0\""));
    CHECK(has(svg, "class=\"sp-worse\" d=\"M191.0 18"));
    CHECK(has(svg, "class=\"sp-range\"") && !has(svg, "sp-region"));
    svg = spine(mem, SPINE_BETTER, true);
    CHECK(has(svg, "class=\"sp-better\" d=\"M69.0 18"));
    arena_close(mem);
}

TEST(charts_rug_marks_what_colour_says)
{
    const RugCell cells[] = { { RUG_NONE, STR("a") },
                              { RUG_USUAL, STR("b") },
                              { RUG_HIGH, STR("c") },
                              { RUG_OUT, STR("<d>") } };
    const RugRow row = { .name = STR("A & B"), .address = STR("/areas/E06000001"), .cells = cells };
    RugChart c = { .unit = PERIOD_MONTH,
                   .first = 12 * 2024 + 10,
                   .periods = 4,
                   .n = 1,
                   .rows = &row,
                   .title = STR("T"),
                   .description = STR("D") };
    Arena *mem = arena_open(ARENA);
    SvgText svg;
    Err e;
    CHECK_OK(chart_rug(&c, CHART_WIDE, "rug", mem, &svg, &e), &e);
    CHECK(has(svg, ">A &amp; B</text></a>") && has(svg, "<title>&lt;d&gt;</title>"));
    CHECK(has(svg, "r-out") && has(svg, "t-mark") && has(svg, "r-high") && has(svg, "r-dot"));
    CHECK(has(svg, "r-none") && has(svg, "r-usual"));
    CHECK(has(svg, ">2024</text>") && has(svg, ">2025</text>"));
    arena_close(mem);
}

TEST(charts_tiles_point_at_one)
{
    const Tile tiles[] = { { .name = STR("A"), .says = STR("x"), .look = TILE_FIFTH_5 },
                           { .column = 3,
                             .name = STR("B"),
                             .says = STR("y"),
                             .address = STR("/areas/E06000001"),
                             .look = TILE_FIFTH_1,
                             .pointed_at = true } };
    TileMap map = { .n = 2, .v = tiles, .title = STR("T"), .description = STR("D") };
    Arena *mem = arena_open(ARENA);
    SvgText svg;
    Err e;
    CHECK_OK(chart_tiles(&map, mem, &svg, &e), &e);
    CHECK(has(svg, "t-5") && has(svg, "t-1") && has(svg, ">B</text>") && has(svg, "t-frame"));
    CHECK(has(svg, "<g><rect") && has(svg, "<a href=\"/areas/E06000001\">"));
    arena_close(mem);
}
