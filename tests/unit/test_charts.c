/* Drawings: what they say, and that no text of outside becomes markup. */
#include "check.h"

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
