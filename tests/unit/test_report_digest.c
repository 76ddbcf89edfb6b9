#include "check.h"

#include "reports/digest.h"

static PeriodUnit yearly(void *context, const Indicator *i)
{
    (void)context;
    (void)i;
    return PERIOD_YEAR;
}

static ReportFigure figure(const Indicator *i, const char *place, int year, double value)
{
    return (ReportFigure){ .indicator = i,
                           .place = str_of(place),
                           .place_name = str_of(place),
                           .period = year,
                           .value = value,
                           .position = place[1] == '9' ? (double)NAN : 0.5 };
}

/* Child poverty (lower is better): worse in A, better in B, the same in C; D lacks the base year.
 */
TEST(report_digest_counts_changes)
{
    const Indicator *i = indicator_find(STR("EQU08"));
    const ReportFigure v[] = {
        figure(i, "A", 2014, 1),         figure(i, "A", 2015, 10), figure(i, "A", 2020, 12),
        figure(i, "B", 2015, 10),        figure(i, "B", 2020, 8),  figure(i, "C", 2015, 10),
        figure(i, "C", 2020, 10),        figure(i, "D", 2020, 5),  figure(i, "E92000001", 2015, 10),
        figure(i, "E92000001", 2020, 9),
    };
    ReportFigures all = { sizeof v / sizeof v[0], v };
    ReportDigest d;
    YearFigure years[DIGEST_MAX_YEARS];
    Err e;
    Arena *mem = arena_open(1 << 20);
    CHECK_OK(digest_make(&all, yearly, NULL, mem, &d, &e), &e);
    CHECK(d.n == 1 && d.v[0].newest == 2020 && d.v[0].base == 2015 && d.v[0].councils == 4);
    CHECK(d.v[0].worse == 1 && d.v[0].better == 1 && d.v[0].same == 1);
    CHECK(d.v[0].change == CHANGE_BETTER && d.v[0].england->value == 9);
    CHECK_NEAR(d.v[0].median, 9.0, 1e-12); /* of 5, 8, 10, 12 */
    CHECK(digest_years(&d.v[0], STR("A"), years) == 3 && years[0].year == 2014);
    arena_close(mem);
}

/* A relative measure is never compared over time; one without a better end goes up or down. */
TEST(report_digest_relative_and_context)
{
    const Indicator *relative = indicator_find(STR("EQU06")),
                    *context = indicator_find(STR("PRE01"));
    const ReportFigure v[] = {
        figure(relative, "A", 2015, 10),
        figure(relative, "A", 2019, 12),
        figure(context, "A", 2015, 10),
        figure(context, "A", 2019, 12),
    };
    ReportFigures all = { 4, v };
    ReportDigest d;
    Err e;
    Arena *mem = arena_open(1 << 20);
    CHECK_OK(digest_make(&all, yearly, NULL, mem, &d, &e), &e);
    CHECK(d.n == 2 && d.v[0].base == 0 && d.v[0].worse == 0 && d.v[0].newest == 2019);
    CHECK(d.v[1].base == 2015 && d.v[1].change == CHANGE_UP && d.v[1].better == 1);
    CHECK(digest_change(context, (double)NAN, 1) == CHANGE_UNKNOWN);
    arena_close(mem);
}
