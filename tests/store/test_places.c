/* The register that comes with the program, and what its files may not say. */
#include "store.h"

#include "base/date.h"
#include "places/place.h"
#include "places/register.h"

static int32_t day(const char *text)
{
    int32_t d;
    Err e;
    CHECK_OK(date_parse(str_of(text), "day", &d, &e), &e);
    return d;
}

static const PlaceBook *book_of(Op *op)
{
    const PlaceBook *book;
    CHECK_OK(place_book_load(op, &book), &op->err);
    return book;
}

static const PlaceBook *loaded(Op *op)
{
    RegisterFacts facts;
    CHECK_OK(register_load_default(op, &facts), &op->err);
    CHECK(facts.changed > 0);
    return book_of(op);
}

static size_t councils(const PlaceBook *book, const char *when)
{
    PlaceList all = place_all(book);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        n += place_kind_is_council(all.v[i]->kind) && place_alive(all.v[i], day(when));
    return n;
}

static size_t of_kind(const PlaceBook *book, PlaceKind kind)
{
    PlaceList all = place_all(book);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        n += all.v[i]->kind == kind && place_alive(all.v[i], day("2026-01-01"));
    return n;
}

/* The number of lower-tier and unitary councils after each reorganisation, as published. */
static void check_counts(Op *op)
{
    const PlaceBook *book = loaded(op);
    CHECK(councils(book, "2010-01-01") == 326);
    CHECK(councils(book, "2019-03-31") == 326);
    CHECK(councils(book, "2019-04-01") == 317);
    CHECK(councils(book, "2020-04-01") == 314);
    CHECK(councils(book, "2021-04-01") == 309);
    CHECK(councils(book, "2023-04-01") == 296);
    CHECK(councils(book, "2026-01-01") == 296);
    CHECK(of_kind(book, PLACE_COUNTY) == 21 && of_kind(book, PLACE_FORCE) == 39);
    CHECK(of_kind(book, PLACE_REGION) == 9 && of_kind(book, PLACE_COUNTRY) == 1);
    RegisterFacts again;
    CHECK_OK(register_load_default(op, &again), &op->err);
    CHECK(again.changed == 0);
}

TEST(places_councils_by_year)
{
    on_both_databases(check_counts);
}

static PlaceCarry carried(const PlaceBook *book, const char *code, const char *when,
                          const char *want)
{
    const Place *to, *p = place_by_code(book, str_of(code));
    CHECK(p);
    PlaceCarry carry = place_carry(book, p, day(when), &to);
    CHECK((to != NULL) == (want != NULL));
    if (to) CHECK(str_eq(to->code, str_of(want)));
    return carry;
}

static void check_carry(Op *op)
{
    const PlaceBook *book = loaded(op);
    CHECK(carried(book, "E07000190", "2018-01-01", "E07000190") == CARRY_SAME);
    CHECK(carried(book, "E07000190", "2020-01-01", "E07000246") == CARRY_WHOLE);
    CHECK(carried(book, "E07000190", "2024-01-01", "E06000066") == CARRY_WHOLE); /* two steps */
    CHECK(carried(book, "E07000027", "2024-01-01", "E06000064") == CARRY_WHOLE); /* Barrow */
    CHECK(carried(book, "E08000016", "2026-01-01", "E08000038") == CARRY_WHOLE); /* Barnsley */
    CHECK(carried(book, "E10000006", "2024-01-01", NULL) == CARRY_SPLIT);        /* Cumbria */
    CHECK(carried(book, "E06000064", "2020-01-01", NULL) == CARRY_LATER);
}

TEST(places_figures_follow_successors)
{
    on_both_databases(check_carry);
}

static const char *resolved(Op *op, const PlaceBook *book, const char *text, const char *when)
{
    const Place *p;
    Err e;
    ErrCode code = place_resolve(book, str_of(text), day(when), &p, &e);
    if (code != ERR_OK) return code == ERR_CONFLICT ? "conflict" : "missing";
    return arena_str(op->mem, p->code).p;
}

static void check_resolve(Op *op)
{
    static const struct {
        const char *text, *day, *code;
    } cases[] = {
        { "Hackney", "2026-01-01", "E09000012" },
        { "LONDON BOROUGH OF HACKNEY", "2026-01-01", "E09000012" },
        { "Bristol", "2026-01-01", "E06000023" },
        { "City of Bristol", "2026-01-01", "E06000023" },
        { "St Helens", "2026-01-01", "E08000013" },
        { "Kings Lynn & West Norfolk", "2026-01-01", "E07000146" },
        { "E07000190", "2026-01-01", "E07000190" },
        { "Taunton Deane Borough Council", "2026-01-01", "E07000190" },
        { "Barnsley", "2024-01-01", "E08000016" },
        { "Barnsley", "2026-01-01", "E08000038" },
        { "Somerset", "2026-01-01", "E06000066" },
        { "Somerset", "2020-01-01", "E10000027" },
        { "Kent Police", "2026-01-01", "E23000032" },
        { "Kent County Council", "2026-01-01", "E10000016" },
        { "Hackney Police", "2026-01-01", "missing" },
        { "Atlantis", "2026-01-01", "missing" },
        { "", "2026-01-01", "missing" },
        { "\xff\xfe", "2026-01-01", "missing" },
    };
    const PlaceBook *book = loaded(op);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_TEXT(resolved(op, book, cases[i].text, cases[i].day), cases[i].code);
    const Place *p;
    Err e;
    CHECK(place_resolve(book, STR("Barnsly"), day("2026-01-01"), &p, &e) == ERR_MISSING);
    CHECK(strstr(e.message, "the nearest name is 'Barnsley'"));
}

TEST(places_resolve_what_people_write)
{
    on_both_databases(check_resolve);
}

static ErrCode load(Op *op, const char *text)
{
    RegisterFacts facts = { .changed = 0 };
    return register_load_places(op, &(RegisterFile){ "new.csv", str_of(text) }, &facts);
}

static void check_merger(Op *op)
{
    const PlaceBook *book = loaded(op);
    int64_t persons = place_population(book, place_by_code(book, STR("E07000066")), 2021) +
                      place_population(book, place_by_code(book, STR("E07000069")), 2021);
    CHECK_OK(load(op, "code,name,kind,start_date,predecessors\n"
                      "E06000099,Essex South,unitary_authority,2028-04-01,E07000066 E07000069\n"),
             &op->err);
    book = book_of(op);
    const Place *new = place_by_code(book, STR("E06000099"));
    CHECK(new &&str_eq(new->force, STR("E23000028")) && str_eq(new->region, STR("E12000006")));
    CHECK(new->county.n == 0 && new->latitude > 51 && new->area_km2 > 100);
    CHECK(councils(book, "2028-03-31") == 296 && councils(book, "2028-04-01") == 295);
    CHECK(carried(book, "E07000066", "2028-04-01", "E06000099") == CARRY_WHOLE);
    CHECK(place_population(book, new, 2021) == persons && persons > 200000);
    PlaceList near;
    CHECK_OK(place_neighbours(book, new, day("2028-05-01"), op->mem, &near, &op->err), &op->err);
    CHECK(near.n == 5);
}

TEST(places_a_merger_is_one_row)
{
    on_both_databases(check_merger);
}

#define HEAD                                                                                       \
    "code,name,kind,start_date,end_date,county,region,force,predecessors,aliases,latitude,"        \
    "longitude\n"

static void check_bad_rows(Op *op)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        { "", "the file is empty" },
        { "code,name\n", "line 1: the column kind is needed" },
        { "code,name,kind,colour\n", "'colour' is not a column" },
        { "code,name,kind,code\n", "code is there twice" },
        { HEAD "E9,X,county\n", "line 2: 3 columns, 12 expected" },
        { HEAD "E9,X,county,,,,,,,,,\n", "'E9' is not E and 8 digits" },
        { HEAD "W06000001,X,county,,,,,,,,,\n", "is not E and 8 digits" },
        { HEAD "E06000099,,county,,,,,,,,,\n", "line 2: name: expected" },
        { HEAD "E06000099,X,parish,,,,,,,,,\n", "'parish' is not a kind of place" },
        { HEAD "E06000099,X,county,2020-02-30,,,,,,,,\n", "start_date" },
        { HEAD "E06000099,X,county,2020-01-01,2019-01-01,,,,,,,\n", "end_date: is not after" },
        { HEAD "E06000099,X,unitary_authority,,,,,,,,,\n", "lies in none" },
        { HEAD "E06000099,X,unitary_authority,,,,E12000001,,,,,\n", "has none" },
        { HEAD "E06000099,X,unitary_authority,,,E06000001,E12000001,E23000013,,,,\n",
          "county: E06000001 is no county council" },
        { HEAD "E06000099,X,unitary_authority,,,,E12999999,E23000013,,,,\n",
          "region: E12999999 is no region" },
        { HEAD "E06000099,X,unitary_authority,2028-04-01,,,,,E07999999,,,\n",
          "E07999999 is not in the register" },
        { HEAD "E06000099,X,unitary_authority,,,,,,E07000066,,,\n", "on a day that is not given" },
        { HEAD "E06000099,X,unitary_authority,2028-04-01,,,,,E06000099,,,\n",
          "did not start before it" },
        { HEAD "E06000099,X,unitary_authority,2028-04-01,,,,,E07000190,,,\n",
          "E07000190 ended on another day" },
        { HEAD "E06000099,X,county,,,,,,,,12,1\n", "latitude: 12 is not between 49 and 61" },
        { HEAD "E06000099,X,county,,,,,,,,51,\n", "one coordinate is given" },
        { HEAD "E06000099,X,county,,,,,,,,abc,\n", "latitude" },
        { HEAD "E06000099,X,county,,,,,,,...,,\n", "aliases: '...' is no name" },
        { HEAD "E06000099,X,county,,,,,,,,,\nE06000099,Y,county,,,,,,,,,\n",
          "line 3: code: E06000099 stands in line 2 too" },
    };
    (void)loaded(op);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK(load(op, cases[i].text) == ERR_INPUT);
        if (!strstr(op->err.message, cases[i].says)) CHECK_TEXT(op->err.message, cases[i].says);
    }
    CHECK(!place_by_code(book_of(op), STR("E06000099")));
}

TEST(places_refuse_what_a_register_may_not_say)
{
    on_both_databases(check_bad_rows);
}

static void check_other_files(Op *op)
{
    RegisterFacts f = { .changed = 0 };
    (void)loaded(op);
    CHECK(register_load_neighbours(
              op, &(RegisterFile){ "n.csv", STR("a,b\nE06000001,E06999999\n") }, &f) == ERR_INPUT);
    CHECK(strstr(op->err.message, "n.csv line 2: b: the register has no 'E06999999'"));
    CHECK(register_load_neighbours(
              op, &(RegisterFile){ "n.csv", STR("a,b\nE06000001,E06000001\n") }, &f) == ERR_INPUT);
    CHECK(register_load_populations(
              op,
              &(RegisterFile){ "p.csv", STR("code,year,population,source\nE06000001,2021,-1,x\n") },
              &f) == ERR_INPUT);
    CHECK(strstr(op->err.message, "population: expected 0"));
    CHECK(register_load_populations(op, &(RegisterFile){ "p.csv", STR("code,year\n") }, &f) ==
          ERR_INPUT);
    CHECK_OK(
        register_load_populations(
            op,
            &(RegisterFile){ "p.csv", STR("code,year,population,source\nE06000001,2031,5,x\n") },
            &f),
        &op->err);
    CHECK(f.populations_changed == 1);
    const PlaceBook *book = book_of(op);
    const Place *p = place_by_code(book, STR("E06000001"));
    CHECK(place_population(book, p, 2031) == 5 && place_population(book, p, 2021) > 90000);
}

TEST(places_neighbours_and_populations)
{
    on_both_databases(check_other_files);
}

static const char *first_found(const PlaceBook *book, Arena *mem, const char *text, size_t *n)
{
    PlaceList found;
    Err e;
    CHECK_OK(place_search(book, str_of(text), day("2026-01-01"), mem, &found, &e), &e);
    *n = found.n;
    return found.n ? found.v[0]->code.p : "";
}

/* What people type: half a name, a former one, a wrong letter, nothing, or mischief. */
static void check_search(Op *op)
{
    const PlaceBook *book = loaded(op);
    size_t n;
    CHECK_TEXT(first_found(book, op->mem, "Hackney", &n), "E09000012");
    CHECK_TEXT(first_found(book, op->mem, "hackny", &n), "E09000012");
    CHECK_TEXT(first_found(book, op->mem, "Bristol City Council", &n), "E06000023");
    CHECK_TEXT(first_found(book, op->mem, "Barrow", &n), "E07000027");
    CHECK_TEXT(first_found(book, op->mem, "taunton", &n), "E07000190");
    CHECK_TEXT(first_found(book, op->mem, "kings lynn", &n), "E07000146");
    CHECK_TEXT(first_found(book, op->mem, "Furness", &n), "E06000064");
    CHECK(n == 2);
    CHECK_TEXT(first_found(book, op->mem, "E09000012", &n), "E09000012");
    (void)first_found(book, op->mem, "ba", &n);
    CHECK(n > 5 && n <= PLACE_SEARCH_MOST);
    (void)first_found(book, op->mem, "", &n);
    CHECK(n == 0);
    (void)first_found(book, op->mem, "<script>alert(1)</script>", &n);
    CHECK(n == 0);
    (void)first_found(book, op->mem, "\xff\xfe", &n);
    CHECK(n == 0);
}

TEST(places_search_as_people_type)
{
    on_both_databases(check_search);
}
