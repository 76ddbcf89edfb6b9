/* Files of figures: what is accepted, what is refused, what is kept. */
#include "figures.h"

#include <stdlib.h>

static const char tidy[] = "[mapping]\nlayout = tidy\nplace = code\nperiod = month\nvalue = n\n";

static Series monthly(Op *op)
{
    (void)figures_register(op);
    return figures_series(op, "monthly", "month", "kind = count\n");
}

static void check_statuses(Op *op)
{
    Series s = monthly(op);
    ImportReport r;
    CHECK_OK(figures_import(op, &s, tidy,
                            "\"code\",month,n\r\nE09000002,2022-01,\"1,234\"\r\n"
                            "E09000003,2022-01,0\r\nE09000004,2022-01,\r\n"
                            "E09000005,2022-01,[c]\r\nE09000006,2022-01,N/A\r\n",
                            "2022-03-01", &r),
             &op->err);
    CHECK(r.rows == 5 && r.cells == 5 && r.added == 5 && r.bad_rows == 0 && r.vintage_id);
    DbTable t;
    static const DbQuery q = { "statuses", "SELECT status FROM observation ORDER BY place_id",
                               "SELECT status FROM observation ORDER BY place_id", "", "i" };
    CHECK_OK(db_run(op, &q, NULL, &t), &op->err);
    const int64_t want[] = { 0, 1, 2, 3, 2 };
    for (size_t i = 0; i < 5; i++) CHECK(t.v[i].as.i == want[i]);
}

TEST(import_keeps_what_an_empty_cell_means)
{
    on_both_databases(check_statuses);
}

static void check_vintages(Op *op)
{
    Series s = monthly(op);
    ImportReport r;
    const char *first = "code,month,n\nE09000002,2022-01,5\nE09000003,2022-01,6\n";
    CHECK_OK(figures_import(op, &s, tidy, first, "2022-03-01", &r), &op->err);
    int64_t id = r.vintage_id;
    CHECK_OK(figures_import(op, &s, tidy, first, "2022-03-02", &r), &op->err);
    CHECK(r.vintage_id == 0 && r.same == 2 && r.added == 0);
    CHECK_OK(figures_import(op, &s, tidy,
                            "code,month,n\nE09000002,2022-01,7\nE09000003,2022-01,6\n"
                            "E09000003,2022-02,1\n",
                            "2022-04-01", &r),
             &op->err);
    CHECK(r.vintage_id > id && r.added == 1 && r.changed == 1 && r.same == 1);
    Revisions v;
    CHECK_OK(series_revisions(op, &s, &v), &op->err);
    CHECK(v.n == 1 && v.v[0].old_value == 5 && v.v[0].new_value == 7);
    /* The first file again, although a newer one came: nothing changes. */
    CHECK_OK(figures_import(op, &s, tidy, first, "2022-03-01", &r), &op->err);
    CHECK(r.vintage_id == 0 && r.same == 2);
    /* Another old file: older news must not become the newest. */
    CHECK(figures_import(op, &s, tidy, "code,month,n\nE09000002,2022-01,8\n", "2022-03-01", &r) ==
          ERR_CONFLICT);
    CHECK(strstr(op->err.message, "in the order of their publication"));
}

TEST(import_revisions_keep_the_older_figures)
{
    on_both_databases(check_vintages);
}

/* The same file read in another way is not the same figures. */
static void check_reread(Op *op)
{
    Series s = monthly(op);
    ImportReport r;
    const char *file = "code,month,n,m\nE09000002,2022-01,5,6\n";
    CHECK_OK(figures_import(op, &s, tidy, file, "2022-03-01", &r), &op->err);
    CHECK_OK(figures_import(op, &s, "[mapping]\nplace = code\nperiod = month\nvalue = m\n", file,
                            "2022-03-01", &r),
             &op->err);
    CHECK(r.changed == 1 && r.vintage_id > 0);
    /* With a guessed mapping, too, an old file does not undo a newer one. */
    const char *old = "code,month,value\nE09000003,2022-01,1\n";
    CHECK_OK(figures_import(op, &s, "", old, "2022-03-01", &r), &op->err);
    CHECK_OK(
        figures_import(op, &s, "", "code,month,value\nE09000003,2022-01,2\n", "2022-04-01", &r),
        &op->err);
    CHECK_OK(figures_import(op, &s, "", old, "2022-04-01", &r), &op->err);
    CHECK(r.vintage_id == 0 && r.same == 1);
    Vintages all;
    CHECK_OK(series_vintages(op, &s, &all), &op->err);
    CHECK(all.n == 4 && str_eq(all.v[3].mapping, STR("(guessed)")));
}

TEST(import_knows_a_file_by_what_it_says)
{
    on_both_databases(check_reread);
}

typedef struct {
    const char *mapping, *csv, *says;
} BadFile;

#define WIDE   "[mapping]\nlayout = periods-across\nplace = code\n"
#define ACROSS "[mapping]\nlayout = places-across\nperiod = month\n"
#define BOTH                                                                                       \
    "[mapping]\nlayout = tidy\nplace = code\nplace_name = name\nperiod = month\nvalue = n\n"

static const BadFile bad_files[] = {
    { tidy, "", "the file is empty" },
    { tidy, "code,month,n\n", "only a header, no rows" },
    { tidy, "code,when,n\nE09000002,2022-01,1\n", "no column 'month'" },
    { tidy, "code,month,n,n\nE09000002,2022-01,1,1\n", "the column 'n' is there twice" },
    { tidy, "code,month,n\nE09000002,2022-01\n", "line 2: 2 columns, 3 expected" },
    { tidy, "code,month,n\nE09000002,2022-01,1,2\n", "line 2: 4 columns, 3 expected" },
    { tidy, "code,month,n\nE09000002,2022-13,1\n", "line 2: column month" },
    { tidy, "code,month,n\nE09000002,January,1\n", "line 2: column month" },
    { tidy, "code,month,n\nE09000002,,1\n", "line 2: column month" },
    { tidy, "code,month,n\nE09000002,2022-01,x\n", "line 2: column n: 'x' is not a number" },
    { tidy, "code,month,n\nE09000002,2022-01,-1\n", "'-1' is below zero" },
    { tidy, "code,month,n\nE09000002,2022-01,1.5\n", "'1.5' is not a whole number" },
    { tidy, "code,month,n\nE09000002,2022-01,1e400\n", "is not a number" },
    { tidy, "code,month,n\nE09000002,2022-01,0x10\n", "is not a number" },
    { tidy, "code,month,n\nE09000002,2022-01,inf\n", "is not a number" },
    { tidy, "code,month,n\nE09000002,2022-01,\"1,23\"\n", "is not a number" },
    { tidy, "code,month,n\nE09999999,2022-01,1\n", "no place is called 'E09999999'" },
    { tidy, "code,month,n\nAtlantis,2022-01,1\n", "no place is called 'Atlantis'" },
    { tidy, "code,month,n\n,2022-01,1\n", "the place is empty" },
    { tidy, "code,month,n\nE09000002,2022-01,1\nE09000002,2022-01,2\n",
      "line 3: Barking and Dagenham in 2022-01 is there twice" },
    { tidy, "code,month,n\nE09000002,2031-01,1\n", "begins after the day of publication" },
    { tidy, "code,month,n\n\"E09000002,2022-01,1\n", "a quotation mark" },
    { BOTH, "code,name,month,n\nE09000002,Leeds,2022-01,1\n",
      "the code E09000002 is Barking and Dagenham, but the name is 'Leeds'" },
    { WIDE, "code,2022-01,2022-01\nE09000002,1,2\n", "line 1, column 3: '2022-01' is there twice" },
    { WIDE, "code,2022-01,colour\nE09000002,1,2\n", "line 1, column 3: header" },
    { WIDE, "code,2022-01,2022-02\nE09000002,1,y\n",
      "line 2: column 2022-02: 'y' is not a number" },
    { ACROSS, "month,E09000002,Atlantis\n2022-01,1,2\n", "line 1, column 3: no place" },
    { "[mapping]\nlayout = heap\n", "", "layout: 'heap' is not a word it may be" },
    { "[mapping]\nlayout = tidy\nperiod = month\nvalue = n\n", "", "the key 'place' is needed" },
    { "[mapping]\nplace = code\nvalue = n\n", "", "the key 'period' is needed" },
    { "[mapping]\nplace = code\nperiod = month\n", "", "the key 'value' is needed" },
    { "[mapping]\ncolour = red\n", "", "'colour' is not a key of a mapping" },
    { "[colours]\nred = 1\n", "", "expected [mapping], [where], [ignore] or [periods]" },
    { "[mapping]\nplace = code\nperiod = month\nvalue = n\n[ignore]\ncode = X\n", "",
      "expected COLUMN = VALUE -> why" },
    { "[mapping]\nplace = c\nperiod = m\nnumerator = n\n", "", "the key 'denominator' is needed" },
    { "[mapping]\ncomplete = 7\n", "", "complete: expected COLUMN:VALUE" },
    { "", "colour,month,value\nred,2022-01,1\n", "no column looks like the place" },
    { "", "code,colour,value\nE09000002,2022-01,1\n", "no column looks like the period" },
    { "", "code,month,colour\nE09000002,2022-01,1\n", "no column looks like the value" },
    { "[mapping]\nplace = code\nperiod = month\nvalue = n\n[where]\nn = 7\n",
      "code,month,n\nE09000002,2022-01,1\n", "leaves no row of 1" },
};

static bool says(const Op *op, const ImportReport *r, const char *what)
{
    if (strstr(op->err.message, what)) return true;
    for (size_t i = 0; i < r->errors_n; i++)
        if (strstr(r->errors[i].p, what)) return true;
    return false;
}

static int64_t stored(Op *op)
{
    static const DbQuery q = { "stored", "SELECT count(*) FROM observation",
                               "SELECT count(*) FROM observation", "", "i" };
    DbTable t;
    CHECK_OK(db_run(op, &q, NULL, &t), &op->err);
    return t.v[0].as.i;
}

typedef struct {
    const BadFile *file;
} Attempt;

static void attempt(Op *op, void *context)
{
    const BadFile *f = ((Attempt *)context)->file;
    ImportReport r = { .rows = 0 };
    Series s;
    CHECK_OK(series_find(op, STR("monthly"), &s), &op->err);
    CHECK(figures_import(op, &s, f->mapping, f->csv, "2022-06-01", &r) == ERR_INPUT);
    if (!says(op, &r, f->says)) {
        for (size_t i = 0; i < r.errors_n; i++) (void)printf("# %.*s\n", STR_ARG(r.errors[i]));
        CHECK_TEXT(op->err.message, f->says);
    }
}

/* Each file in an operation of its own that fails, as the command line does it. */
static void each_bad_file(const char *address)
{
    Op op = { .now = 1700000000 };
    CHECK_OK(db_open(address, DB_CREATE, &op.db, &op.err), &op.err);
    CHECK_OK(op_begin(&op, OP_WRITE, 1 << 28), &op.err);
    (void)monthly(&op);
    CHECK_OK(op_end(&op, ERR_OK), &op.err);
    for (size_t i = 0; i < sizeof bad_files / sizeof bad_files[0]; i++) {
        CHECK_OK(op_begin(&op, OP_WRITE, 1 << 28), &op.err);
        attempt(&op, &(Attempt){ &bad_files[i] });
        CHECK(op_end(&op, ERR_INPUT) == ERR_INPUT);
    }
    CHECK_OK(op_begin(&op, OP_READ, 1 << 28), &op.err);
    CHECK(stored(&op) == 0);
    CHECK_OK(op_end(&op, ERR_OK), &op.err);
    db_close(op.db);
}

TEST(import_refuses_bad_files_and_stores_nothing)
{
    on_both_addresses(each_bad_file);
}

static void check_good_rows(Op *op)
{
    Series s = monthly(op);
    Mapping map;
    const PlaceBook *book;
    ImportReport r;
    CHECK_OK(mapping_parse(STR(WIDE), STR("wide"), op->mem, &map, &op->err), &op->err);
    CHECK_OK(place_book_load(op, &book), &op->err);
    ImportRequest rq = { .path = "x.csv",
                         .text = STR("code,2022-01,2022-02\nE09000002,1,2\nE09000003,3,x\n"
                                     "E09000004,5,6\n"),
                         .mapping = &map,
                         .published_day = figures_day("2022-06-01"),
                         .accept_good_rows = true };
    CHECK_OK(import_file(op, &s, book, &rq, &r), &op->err);
    CHECK(r.rows == 3 && r.bad_rows == 1 && r.errors_n == 1 && r.added == 4);
    CHECK(stored(op) == 4); /* not even the good cell of the bad row */
}

TEST(import_accepts_good_rows_when_asked)
{
    on_both_databases(check_good_rows);
}

static void check_sums_and_zeros(Op *op)
{
    (void)figures_register(op);
    Series s = figures_series(op, "asylum", "quarter", "kind = count\n");
    ImportReport r;
    CHECK_OK(
        figures_import(op, &s,
                       "[mapping]\nplace = code\nplace_name = name\ndisagree = name\n"
                       "period = date\nvalue = n\ncombine = sum\nabsent = zero\n"
                       "absent_places = england\n[ignore]\ncode = S* -> Scotland\n",
                       "code,name,date,n\nE09000002,Barking and Dagenham,2022-12-31,3\n"
                       "E09000002,Barking and Dagenham,2022-12-31,4\nS12000033,X,2022-12-31,9\n"
                       "E06000010,Bradford,2022-12-31,8\nE07000200,Bamberg,2022-12-31,1\n",
                       "2023-02-23", &r),
        &op->err);
    CHECK(r.renamed == 1 && r.ignored[0].rows == 1 && r.bad_rows == 0);
    CHECK(r.zeros == 306 && r.added == 309); /* every council of England on that day */
    Grid g;
    const PlaceBook *book;
    CHECK_OK(place_book_load(op, &book), &op->err);
    GridRequest rq = { .first = 4 * 2022 + 3,
                       .last = 4 * 2022 + 3,
                       .known_day = INT32_MAX,
                       .geography_day = figures_day("2023-01-01") };
    CHECK_OK(grid_load(op, &s, book, &rq, &g), &op->err);
    double sum = 0, bradford = 0, hull = -1;
    for (size_t i = 0; i < g.n; i++) {
        sum += g.rows[i].v[0];
        if (str_eq(g.rows[i].place->code, STR("E08000032"))) bradford = g.rows[i].v[0];
        if (str_eq(g.rows[i].place->code, STR("E06000010"))) hull = g.rows[i].v[0];
    }
    CHECK(g.n == 309 && sum == 16 && bradford == 8 && hull == 0);
}

TEST(import_sums_rows_and_knows_what_absent_means)
{
    on_both_databases(check_sums_and_zeros);
}

static void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    CHECK(f && fwrite(bytes, 1, n, f) == n && fclose(f) == 0);
}

static void check_encodings(Op *op)
{
    Series s = monthly(op);
    char path[300];
    const PlaceBook *book;
    ImportReport r;
    Mapping map;
    CHECK_OK(place_book_load(op, &book), &op->err);
    CHECK_OK(mapping_parse(str_of(tidy), STR("t"), op->mem, &map, &op->err), &op->err);
    (void)snprintf(path, sizeof path, "%s/x.csv", check_folder());
    ImportRequest rq = { .path = path,
                         .mapping = &map,
                         .published_day = figures_day("2022-06-01") };
    static const char latin[] = "code,month,n,caf\xe9\nE09000002,2022-01,1,\xa3\n";
    write_file(path, latin, sizeof latin - 1);
    CHECK_OK(import_file(op, &s, book, &rq, &r), &op->err);
    CHECK(r.latin1 && r.added == 1);
    static const char bom[] = "\xef\xbb\xbf"
                              "code,month,n\nE09000002,2022-02,1\n";
    write_file(path, bom, sizeof bom - 1);
    CHECK_OK(import_file(op, &s, book, &rq, &r), &op->err);
    CHECK(!r.latin1 && r.added == 1);
    static const char nul[] = "code,month,n\nE09000002,2022-03,\0 1\n";
    write_file(path, nul, sizeof nul - 1);
    CHECK(import_file(op, &s, book, &rq, &r) == ERR_INPUT);
    rq.path = "/nonexistent/file.csv";
    CHECK(import_file(op, &s, book, &rq, &r) == ERR_IO);
}

TEST(import_encodings)
{
    on_both_databases(check_encodings);
}

/* Real files, where they are at hand: figures of Department and police, with their defects. */
static void import_real(Op *op, const PlaceBook *book, const char *series, const char *file,
                        const char *published, ImportReport *r)
{
    char path[500];
    Series s;
    Mapping map;
    (void)snprintf(path, sizeof path, "%s/data/series/%s", check_shared(), file);
    CHECK_OK(series_find(op, str_of(series), &s), &op->err);
    CHECK_OK(mapping_find(s.mapping, op->mem, &map, &op->err), &op->err);
    ImportRequest rq = { .path = path, .mapping = &map, .published_day = figures_day(published) };
    ErrCode code = import_file(op, &s, book, &rq, r);
    for (size_t i = 0; i < r->errors_n; i++) (void)printf("# %.*s\n", STR_ARG(r->errors[i]));
    CHECK_OK(code, &op->err);
}

static void check_real(Op *op)
{
    const PlaceBook *book = figures_register(op);
    int64_t changed;
    ImportReport r;
    CHECK_OK(series_load_defaults(op, &changed), &op->err);
    import_real(op, book, "met-race-religion-public-order",
                "london_mps_raceagg_monthly_2010-04_2023-07_vintage2023-08.csv", "2023-08-31", &r);
    CHECK(r.added == 5120 && r.ignored[1].rows == 160);
    import_real(op, book, "met-race-religion-public-order",
                "london_mps_monthly_2010-04_2025-11_vintage2025-12.csv", "2025-12-31", &r);
    CHECK(r.added == 896 && r.changed == 2375 && r.same == 2745 && r.filtered == 25236);
    import_real(op, book, "covid-cases-weekly", "covid_cases_weekly_lad19_england_long.csv",
                "2024-01-01", &r);
    CHECK(r.rows == 62273 && r.added == 62273 && r.bad_rows == 0);
    import_real(op, book, "asylum-support-quarterly",
                "asylum_support_quarterly_by_la_2014Q1_2024Q3.csv", "2024-11-28", &r);
    CHECK(r.renamed == 35 && r.bad_rows == 0 && r.zeros > 3000);
}

TEST(import_real_files_without_a_hand_edit)
{
    if (!check_shared()) SKIP("real files: ../shared is not there");
    on_both_databases(check_real);
}
