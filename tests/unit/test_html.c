#include "check.h"

#include "draw/chart.h"
#include "draw/html.h"

static void prints(void (*add)(Buf *out, Str s), const char *text, const char *want)
{
    Buf out = BUF_MAX(1000);
    add(&out, str_of(text));
    buf_add(&out, (Str){ 1, "\0" });
    CHECK_TEXT(out.p, want);
    buf_free(&out);
}

TEST(html_text_is_escaped)
{
    prints(html_add_text, "a<b>&\"c\"'d'", "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;");
    prints(html_add_text, "", "");
    prints(html_add_text, "plain", "plain");
}

TEST(html_paths_stay_on_this_site)
{
    prints(html_add_path, "/areas/E09000012", "/areas/E09000012");
    prints(html_add_path, "#main", "#main");
    prints(html_add_path, "/", "/");
    prints(html_add_path, "//elsewhere.example", "#");
    prints(html_add_path, "/\\elsewhere.example", "#");
    prints(html_add_path, "javascript:alert(1)", "#");
    prints(html_add_path, "https://elsewhere.example/", "#");
    prints(html_add_path, "", "#");
    prints(html_add_path, "/a\"b", "/a&quot;b");
}

TEST(chart_survives_gaps_and_nothing)
{
    double none[3] = { (double)NAN, (double)NAN, (double)NAN }, zero[3] = { 0, 0, 0 };
    bool marked[3] = { true, false, true };
    SvgText svg;
    Err e;
    Arena *mem = arena_open(1 << 22);
    SeriesChart c = { .title = STR("<x>"),
                      .description = STR("d"),
                      .unit = PERIOD_MONTH,
                      .first = 24000,
                      .n = 3,
                      .observed = none,
                      .expected = none,
                      .upper = none,
                      .marked = marked };
    CHECK_OK(chart_series(&c, CHART_WIDE, "a", mem, &svg, &e), &e);
    CHECK(strstr(svg.markup.p, "&lt;x&gt;") && !strstr(svg.markup.p, "nan"));
    c.observed = c.expected = c.upper = zero;
    CHECK_OK(chart_series(&c, CHART_NARROW, "a", mem, &svg, &e), &e);
    CHECK(!strstr(svg.markup.p, "nan") && !strstr(svg.markup.p, "inf"));
    c.n = 1;
    CHECK_OK(chart_series(&c, CHART_NARROW, "a", mem, &svg, &e), &e);
    CHECK(!strstr(svg.markup.p, "nan"));
    c.n = 0;
    CHECK_OK(chart_series(&c, CHART_NARROW, "a", mem, &svg, &e), &e);
    arena_close(mem);
}
