/* Figures under old codes in the geography of another day. */
#include "figures.h"

static Grid grid_of(Op *op, const PlaceBook *book, const Series *s, const char *geography,
                    bool areas)
{
    Grid g;
    bool any;
    GridRequest rq = { .known_day = INT32_MAX,
                       .geography_day = figures_day(geography),
                       .areas = areas };
    CHECK_OK(grid_earliest_period(op, s, &rq, &any, &rq.first), &op->err);
    CHECK(any);
    CHECK_OK(grid_newest_period(op, s, INT32_MAX, &rq, &any, &rq.last), &op->err);
    CHECK_OK(grid_load(op, s, book, &rq, &g), &op->err);
    return g;
}

static double value(const Grid *g, const char *code, size_t k)
{
    for (size_t i = 0; i < g->n; i++)
        if (str_eq(g->rows[i].place->code, str_of(code))) return g->rows[i].v[k];
    return -1;
}

/* Barrow, Eden and South Lakeland became Westmorland and Furness in April 2023. */
static void check_counts(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "counts", "month", "kind = count\n");
    figures_put(op, &s,
                "code,month,value\n"
                "E07000027,2023-02,10\nE07000030,2023-02,20\nE07000031,2023-02,5\n"
                "E07000027,2023-03,11\nE07000030,2023-03,\nE07000031,2023-03,6\n"
                "E06000064,2023-04,40\n"
                "E06000064,2023-05,30\nE07000027,2023-05,7\n",
                "2024-01-01");
    Grid now = grid_of(op, book, &s, "2024-06-01", false);
    CHECK(now.n == 1 && now.periods == 4 && now.uncarried.n == 0);
    CHECK(value(&now, "E06000064", 0) == 35);  /* summed */
    CHECK(isnan(value(&now, "E06000064", 1))); /* one of three is missing */
    CHECK(value(&now, "E06000064", 2) == 40);  /* its own */
    CHECK(value(&now, "E06000064", 3) == 37);  /* old and new code side by side */
    Grid then = grid_of(op, book, &s, "2023-03-01", false);
    CHECK(then.n == 3 && value(&then, "E07000027", 0) == 10);
    CHECK(isnan(value(&then, "E07000027", 2))); /* nothing flows back in time */
    CHECK(then.uncarried.n == 1 && str_eq(then.uncarried.v[0]->code, STR("E06000064")));
}

TEST(grid_counts_are_summed)
{
    on_both_databases(check_counts);
}

static void check_rates(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "rates", "year", "kind = rate\nper = 1000\n");
    ImportReport r;
    CHECK_OK(figures_import(op, &s,
                            "[mapping]\nlayout = tidy\nplace = code\nperiod = year\n"
                            "numerator = n\ndenominator = d\n",
                            "code,year,n,d\nE07000027,2020,10,1000\nE07000030,2020,30,1000\n"
                            "E07000031,2020,0,2000\nE08000016,2020,5,500\n",
                            "2021-01-01", &r),
             &op->err);
    Grid g = grid_of(op, book, &s, "2026-06-01", false);
    CHECK_NEAR(value(&g, "E06000064", 0), 10.0, 1e-12); /* 40 of 4000; the mean would be 13.3 */
    CHECK_NEAR(value(&g, "E08000038", 0), 10.0, 1e-12); /* a recode */
}

TEST(grid_rates_are_rebuilt_never_averaged)
{
    on_both_databases(check_rates);
}

static void check_rates_without_parts(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "rates", "year", "kind = rate\nper = 1000\n");
    figures_put(op, &s,
                "code,year,value\nE07000027,2020,10\nE07000030,2020,30\nE07000031,2020,5\n"
                "E08000016,2020,7\n",
                "2021-01-01");
    Grid g = grid_of(op, book, &s, "2026-06-01", false);
    CHECK(value(&g, "E06000064", 0) == -1); /* no row: cannot be rebuilt */
    CHECK_NEAR(value(&g, "E08000038", 0), 7.0, 1e-12);
}

TEST(grid_rates_without_denominators_do_not_merge)
{
    on_both_databases(check_rates_without_parts);
}

static void check_split(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "county", "month", "kind = count\n");
    figures_put(op, &s, "code,month,value\nE10000006,2022-01,50\nE10000016,2022-01,9\n",
                "2024-01-01");
    Grid g = grid_of(op, book, &s, "2024-06-01", true);
    CHECK(value(&g, "E10000006", 0) == -1 && value(&g, "E10000016", 0) == 9);
    CHECK(g.uncarried.n == 1 && str_eq(g.uncarried.v[0]->code, STR("E10000006")));
}

TEST(grid_a_divided_county_is_named)
{
    on_both_databases(check_split);
}

/* 32 boroughs without the City: London is summed, once, and one gap leaves a gap. */
static void check_areas(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "london", "month", "kind = count\n");
    Buf csv = BUF_MAX(1 << 20);
    buf_add(&csv, STR("code,month,value\n"));
    for (int m = 1; m <= 12; m++)
        for (int b = 2; b <= 33; b++)
            buf_addf(&csv, "E090000%02d,2022-%02d,%s\n", b, m, m == 2 && b == 5 ? "" : "2");
    Str text;
    CHECK_OK(buf_done(&csv, &text, &op->err), &op->err);
    text = arena_str(op->mem, text);
    buf_free(&csv);
    figures_put(op, &s, text.p, "2024-01-01");
    Grid g = grid_of(op, book, &s, "2024-06-01", true);
    CHECK(g.n == 33); /* the region has the same councils as the force and is not told twice */
    CHECK(value(&g, "E23000001", 0) == 64 && isnan(value(&g, "E23000001", 1)));
    CHECK(g.rows[32].members == 32);
}

TEST(grid_areas_are_summed_once)
{
    on_both_databases(check_areas);
}

static void check_vintages(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "revised", "month", "kind = count\n");
    figures_put(op, &s, "code,month,value\nE09000002,2022-01,1\nE09000002,2022-02,2\n",
                "2022-04-01");
    figures_put(op, &s, "code,month,value\nE09000002,2022-02,5\nE09000002,2022-03,3\n",
                "2022-05-01");
    GridRequest rq = { .first = 2022 * 12,
                       .last = 2022 * 12 + 2,
                       .known_day = figures_day("2022-04-30"),
                       .geography_day = figures_day("2024-06-01") };
    Grid g;
    CHECK_OK(grid_load(op, &s, book, &rq, &g), &op->err);
    CHECK(value(&g, "E09000002", 1) == 2 && isnan(value(&g, "E09000002", 2)));
    rq.known_day = figures_day("2022-05-01");
    CHECK_OK(grid_load(op, &s, book, &rq, &g), &op->err);
    CHECK(value(&g, "E09000002", 0) == 1 && value(&g, "E09000002", 1) == 5);
    rq.known_day = figures_day("2000-01-01"); /* before the first: the first */
    CHECK_OK(grid_load(op, &s, book, &rq, &g), &op->err);
    CHECK(value(&g, "E09000002", 1) == 2);
}

TEST(grid_figures_as_they_were_known)
{
    on_both_databases(check_vintages);
}
