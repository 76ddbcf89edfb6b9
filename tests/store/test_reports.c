/* Snapshots: the same figures are one, other figures another, and a changed one is noticed. */
#include "access/account.h"
#include "figures.h"
#include "indicators/figures.h"
#include "reports/snapshot.h"

static const PlaceBook *prepare(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Series s = figures_series(op, "hi-child-poverty", "year", "kind = measure\n");
    int64_t n;
    figures_put(op, &s,
                "code,year,value\nE08000004,2015,20\nE08000003,2015,10\nE08000004,2016,21\n",
                "2020-01-01");
    CHECK_OK(indicator_refresh(op, book, STR(""), &n), &op->err);
    return book;
}

static void check_freeze(Op *op)
{
    const PlaceBook *book = prepare(op);
    Snapshot a, b, c;
    ReportFigures f;
    Series s;
    int64_t n;
    CHECK_OK(snapshot_freeze(op, STR("state-of-cohesion"), 2016, &a), &op->err);
    CHECK(a.figures == 3 && a.digest.n == 64);
    CHECK_OK(snapshot_freeze(op, STR("state-of-cohesion"), 2016, &b), &op->err);
    CHECK(a.id == b.id);
    CHECK_OK(snapshot_freeze(op, STR("state-of-cohesion"), 2015, &c), &op->err);
    CHECK(c.figures == 2 && c.id != a.id);
    /* Revised afterwards: the snapshot stays, a new one is another. */
    CHECK_OK(series_find(op, STR("hi-child-poverty"), &s), &op->err);
    figures_put(op, &s, "code,year,value\nE08000004,2016,25\n", "2021-01-01");
    CHECK_OK(indicator_refresh(op, book, STR(""), &n), &op->err);
    CHECK_OK(snapshot_figures(op, &a, &f), &op->err);
    CHECK(f.n == 3);
    for (size_t i = 0; i < f.n; i++)
        if (str_eq(f.v[i].place, STR("E08000004")) && f.v[i].period == 2016)
            CHECK(f.v[i].value == 21.0);
    CHECK_OK(snapshot_freeze(op, STR("state-of-cohesion"), 2016, &b), &op->err);
    CHECK(b.id != a.id);
    CHECK_OK(snapshot_find(op, (Str){ 12, a.digest.p }, &c), &op->err);
    CHECK(c.id == a.id);
    CHECK(snapshot_find(op, STR("1234567"), &c) == ERR_INPUT);
    CHECK(snapshot_find(op, STR("zzzzzzzzzz"), &c) == ERR_MISSING);
    CHECK(snapshot_freeze(op, STR("state-of-cohesion"), 2014, &c) == ERR_MISSING);
}

TEST(reports_freeze)
{
    on_both_databases(check_freeze);
}

static void check_tampered(Op *op)
{
    Snapshot a;
    ReportFigures f;
    (void)prepare(op);
    CHECK_OK(snapshot_freeze(op, STR("state-of-cohesion"), 2016, &a), &op->err);
    CHECK_OK(db_script(op, "UPDATE report_figure SET value = 99 WHERE period = 2016;"), &op->err);
    CHECK(snapshot_figures(op, &a, &f) == ERR_CONFLICT);
}

TEST(reports_notice_a_changed_figure)
{
    on_both_databases(check_tampered);
}

static void check_answers(Op *op)
{
    ReportResponses all;
    (void)prepare(op);
    CHECK_OK(snapshot_respond(op, 2016, STR("E08000004"), false, STR(" We agree. ")), &op->err);
    CHECK_OK(snapshot_respond(op, 2016, STR("E08000004"), true, STR("The figure is of 2014.")),
             &op->err);
    CHECK(snapshot_respond(op, 2016, STR("E12000002"), false, STR("x")) == ERR_MISSING);
    CHECK(snapshot_respond(op, 2016, STR("E08000004"), false, STR("  ")) == ERR_INPUT);
    CHECK_OK(snapshot_responses(op, 2016, &all), &op->err);
    CHECK(all.n == 2 && str_eq(all.v[0].text, STR("We agree.")) && all.v[1].correction);
    CHECK_OK(snapshot_responses(op, 2015, &all), &op->err);
    CHECK(all.n == 0);
}

TEST(reports_keep_answers)
{
    on_both_databases(check_answers);
}
