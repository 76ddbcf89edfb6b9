#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/date.h"
#include "check.h"

TEST(date_round_trips_over_four_centuries)
{
    for (int32_t day = date_to_days((Date){ 1800, 1, 1 });
         day < date_to_days((Date){ 2199, 12, 31 }); day++) {
        Date d = date_from_days(day);
        CHECK(date_to_days(d) == day);
        CHECK(date_exists(d));
    }
    CHECK(date_to_days((Date){ 1970, 1, 1 }) == 0);
    CHECK(date_to_days((Date){ 2000, 2, 29 }) == 11016);
    CHECK(date_weekday(0) == 4);
    CHECK(date_weekday(date_to_days((Date){ 2026, 11, 24 })) == 2);
    CHECK(date_weekday(-4) == 7);
}

TEST(date_refuses_what_the_calendar_does_not_have)
{
    static const char *const bad[] = { "",           "2023-02-29", "2023-13-01", "2023-00-10",
                                       "2023-1-01",  "23-01-01",   "2023/01/01", "2023-01-32",
                                       "1799-12-31", "2200-01-01", "2023-01-0x", "2023-01-011" };
    int32_t day = 77;
    Err e;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CHECK(date_parse(str_of(bad[i]), "date", &day, &e) == ERR_INPUT);
    CHECK(day == 77);
    CHECK(date_parse_uk(STR("31/04/2020"), "date", &day, &e) == ERR_INPUT);
    CHECK(date_parse_uk(STR("30/04/2020"), "date", &day, &e) == ERR_OK);
    CHECK(day == date_to_days((Date){ 2020, 4, 30 }));
}

TEST(iso_weeks_cross_the_year_as_the_standard_says)
{
    static const struct {
        const char *day, *week;
    } known[] = { { "2005-01-01", "2004-W53" }, { "2005-01-03", "2005-W01" },
                  { "2008-12-29", "2009-W01" }, { "2010-01-03", "2009-W53" },
                  { "2016-07-04", "2016-W27" }, { "2026-12-31", "2026-W53" } };
    Err e;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        int32_t day, week;
        CHECK(date_parse(str_of(known[i].day), "d", &day, &e) == ERR_OK);
        CHECK_TEXT(period_text(PERIOD_WEEK, period_of_day(PERIOD_WEEK, day)).text, known[i].week);
        CHECK(period_parse(PERIOD_WEEK, str_of(known[i].week), "w", &week, &e) == ERR_OK);
        CHECK(week == period_of_day(PERIOD_WEEK, day));
    }
    int32_t week;
    CHECK(period_parse(PERIOD_WEEK, STR("2005-W53"), "w", &week, &e) == ERR_INPUT);
    CHECK(period_parse(PERIOD_WEEK, STR("2005-W00"), "w", &week, &e) == ERR_INPUT);
}

TEST(periods_start_where_the_one_before_ends)
{
    for (int u = PERIOD_DAY; u <= PERIOD_YEAR; u++) {
        PeriodUnit unit = (PeriodUnit)u;
        int32_t first = period_of_day(unit, date_to_days((Date){ 1890, 5, 17 }));
        for (int32_t p = first; p < first + 300; p++) {
            int32_t start = period_start(unit, p), next = period_start(unit, p + 1);
            int32_t read;
            Err e;
            CHECK(next > start);
            CHECK(period_of_day(unit, start) == p && period_of_day(unit, next - 1) == p);
            CHECK(period_parse(unit, str_of(period_text(unit, p).text), "p", &read, &e) == ERR_OK);
            CHECK(read == p);
        }
    }
}

TEST(numbers_are_read_whole_or_not_at_all)
{
    static const char *const bad[] = { "",    "1x",    "x1", " 1", "1 ",    "0x10",  "nan",
                                       "inf", "1e999", "-",  "+",  "1,000", "9e9999" };
    Err e;
    double x = 7;
    int64_t n = 7;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CHECK(str_f64(str_of(bad[i]), "value", &x, &e) == ERR_INPUT);
    CHECK(str_int(STR("9223372036854775808"), "n", &n, &e) == ERR_INPUT);
    CHECK(str_int(STR("12.0"), "n", &n, &e) == ERR_INPUT);
    CHECK(x == 7 && n == 7);
    CHECK(str_f64(STR("-1.5e3"), "value", &x, &e) == ERR_OK && x == -1500);
    CHECK(str_int(STR("-9223372036854775808"), "n", &n, &e) == ERR_OK && n == INT64_MIN);
}

TEST(patterns_match_as_a_shell_would)
{
    CHECK(str_glob(STR("met-*"), STR("met-race")) && !str_glob(STR("met-*"), STR("covid")));
    CHECK(str_glob(STR("*"), STR("")) && !str_glob(STR("?"), STR("")));
    CHECK(str_glob(STR("a*b*c"), STR("aXbYbZc")) && !str_glob(STR("a*b*c"), STR("aXbYbZ")));
}

TEST(utf8_faults_are_found_where_they_stand)
{
    CHECK(str_utf8_fault(STR("Kraków ☕ 𝄞")) == sizeof("Kraków ☕ 𝄞") - 1);
    CHECK(str_utf8_fault(STR("ab\xe9")) == 2);
    CHECK(str_utf8_fault(STR("\xc0\xaf")) == 0);         /* overlong */
    CHECK(str_utf8_fault(STR("\xed\xa0\x80")) == 0);     /* surrogate */
    CHECK(str_utf8_fault(STR("\xf4\x90\x80\x80")) == 0); /* past U+10FFFF */
    CHECK(str_utf8_fault(STR("a\xe2\x82")) == 1);        /* cut short */
}

TEST(errors_are_one_line_whatever_they_quote)
{
    Err e;
    CHECK(err_set(&e, ERR_INPUT, "field: '%s'", "a\nb\x1b[2J") == ERR_INPUT);
    CHECK_TEXT(e.message, "field: 'a?b?[2J'");
    CHECK(err_exit_status(ERR_INPUT) == 2 && err_http_status(ERR_MISSING) == 404);
}

TEST(arena_gives_no_more_than_its_limit)
{
    Arena *a = arena_open(1000);
    CHECK(a != NULL);
    CHECK(arena_zero(a, 10, 10) != NULL && !arena_full(a));
    CHECK(arena_zero(a, SIZE_MAX / 2, 4) == NULL && arena_full(a));
    arena_close(a);
    a = arena_open(1 << 20);
    ArenaMark mark = arena_mark(a);
    for (int round = 0; round < 100; round++) {
        char *p = arena_zero(a, 1, 900000);
        CHECK(p != NULL && p[0] == 0 && p[899999] == 0);
        p[5] = 1;
        arena_back(a, mark);
    }
    CHECK(str_eq(arena_fmt(a, "%d-%s", 5, "x"), STR("5-x")));
    arena_close(a);
}

TEST(buffers_quote_for_their_reader)
{
    AUTO(buf_free) Buf b = BUF_MAX(200);
    Str s;
    Err e;
    buf_add_csv(&b, STR("a,\"b\""));
    buf_add(&b, STR(" "));
    buf_add_json(&b, STR("a\"\n\\"));
    buf_add(&b, STR(" "));
    buf_add_f64(&b, 0.1);
    buf_add_f64(&b, (double)NAN);
    CHECK_OK(buf_done(&b, &s, &e), &e);
    CHECK_TEXT(s.p, "\"a,\"\"b\"\"\" \"a\\\"\\u000a\\\\\" 0.10000000000000001NA");
    for (int i = 0; i < 100; i++) buf_addf(&b, "%d", 100000);
    CHECK(buf_done(&b, &s, &e) == ERR_LIMIT);
}

typedef struct {
    char text[2000];
    int64_t line;
} Seen;

static ErrCode see(void *context, const CsvRow *row, Err *e)
{
    Seen *s = context;
    (void)e;
    size_t n = strlen(s->text);
    for (size_t i = 0; i < row->n; i++)
        n += (size_t)snprintf(s->text + n, sizeof s->text - n, "%s%.*s", i ? "|" : "",
                              STR_ARG(row->v[i]));
    (void)snprintf(s->text + n, sizeof s->text - n, "@%d;", (int)row->line);
    s->line = row->line;
    return ERR_OK;
}

static ErrCode look_away(void *context, const CsvRow *row, Err *e)
{
    (void)context;
    (void)row;
    (void)e;
    return ERR_OK;
}

static const struct {
    const char *text, *want;
} csv_cases[] = {
    { "a,b\n1,2\n", "a|b@1;1|2@2;" },
    { "a,b\r\n1,2\r\n", "a|b@1;1|2@2;" },
    { "a,b\r1,2", "a|b@1;1|2@2;" },
    { "a\n\n\nb\n", "a@1;b@4;" },
    { "a\r\n\r\n\r\nb\r\n", "a@1;b@4;" },
    { "\"x\ny\",z\nnext\n", "x\ny|z@1;next@3;" },
    { "\"say \"\"hi\"\"\",\n", "say \"hi\"|@1;" },
    { "\xef\xbb\xbfname\nb\n", "name@1;b@2;" },
    { "caf\xe9,1\n", "café|1@1;" },
    { " a , b \n", "a|b@1;" },
    { ",,\n", "||@1;" },
    { "", "" },
    { "\n\n", "" },
};

TEST(csv_reads_what_spreadsheets_write)
{
    for (size_t i = 0; i < sizeof csv_cases / sizeof csv_cases[0]; i++) {
        Seen s = { .line = 0 };
        Err e;
        CHECK_OK(csv_read_text(str_of(csv_cases[i].text), see, &s, &e), &e);
        CHECK_TEXT(s.text, csv_cases[i].want);
    }
}

TEST(csv_refuses_what_is_broken)
{
    Seen s = { .line = 0 };
    Err e;
    CHECK(csv_read_text(STR("a,\"b\n"), see, &s, &e) == ERR_INPUT);
    CHECK(csv_read_text(STR("a\nb\"c\n"), see, &s, &e) == ERR_INPUT);
    CHECK(strncmp(e.message, "line 2:", 7) == 0);
    CHECK(csv_read_text(STR("a\0b\n"), see, &s, &e) == ERR_INPUT);
    CsvFacts facts;
    CsvFile none = { .path = "/nowhere.csv", .row = see, .context = &s };
    CHECK(csv_read(&none, &facts, &e) == ERR_IO);
}

TEST(csv_finds_a_character_that_straddles_two_blocks)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/long.csv", check_folder());
    for (int shift = 0; shift < 4; shift++) {
        FILE *f = fopen(path, "wb");
        CHECK(f != NULL);
        for (int i = 0; i < 65536 - 2 - shift; i++) (void)fputc(i % 100 == 99 ? '\n' : 'x', f);
        (void)fputs("\xe2\x98\x95\xe2\x98\x95\n", f);
        (void)fclose(f);
        CsvFacts facts;
        Err e;
        CsvFile file = { .path = path, .row = look_away, .context = NULL };
        CHECK_OK(csv_read(&file, &facts, &e), &e);
        CHECK(!facts.latin1);
    }
}
