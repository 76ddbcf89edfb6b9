/* Borders in the database: loaded, replaced, refused whole, carried to councils that came later. */
#include "figures.h"

#include "access/audit.h"
#include "places/outline.h"
#include "places/register.h"

#define HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define AT(code, west, east)                                                                       \
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"" code "\"},\"geometry\":"                   \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" west ",52],[" east ",52],[" east ",52.3],[" west   \
    ",52.3],[" west ",52]]]}}"

static ErrCode load(Op *op, const PlaceBook *book, const char *text, OutlineFacts *ret)
{
    OutlineFile file = {
        .file = { .name = "a.geojson", .text = str_of(text), .code_property = { 0, "" } },
        .source = STR("somebody"),
        .day = figures_day("2024-05-01")
    };
    return outline_load(op, book, &file, ret);
}

static size_t councils(Op *op, const PlaceBook *book, const char *day, Outlines *ret)
{
    CHECK_OK(outline_councils(op, book, OUTLINE_COUNTRY, figures_day(day), ret), &op->err);
    return ret->n;
}

static void check_load(Op *op)
{
    const PlaceBook *book = figures_register(op);
    OutlineFacts facts;
    Outlines all;
    AuditEntries audit;
    bool any;
    CHECK_OK(outline_source(op, &any, &all), &op->err);
    CHECK(!any && councils(op, book, "2026-01-01", &all) == 0);
    CHECK_OK(load(op, book, HEAD AT("E06000001", "-1", "0") "," AT("W06000001", "-3", "-2") "]}",
                  &facts),
             &op->err);
    CHECK(facts.features == 2 && facts.kept == 1 && facts.unknown == 1);
    CHECK_TEXT(facts.first_unknown.p, "W06000001");
    CHECK(councils(op, book, "2026-01-01", &all) == 1);
    CHECK_TEXT(all.source.p, "somebody");
    CHECK(all.v[0].path.p[0] == 'M' && all.v[0].path.p[all.v[0].path.n - 1] == 'z');
    CHECK(all.v[0].mark.east > all.v[0].west && all.v[0].mark.east < all.v[0].east);
    CHECK_OK(audit_latest(op, 1, &audit), &op->err);
    CHECK_TEXT(audit.v[0].action.p, "places.boundaries");

    CHECK(load(op, book, HEAD AT("W06000001", "-3", "-2") "]}", &facts) == ERR_INPUT);
    CHECK(strstr(op->err.message, "none of its 1 features") != NULL);
    op->err.code = ERR_OK;
    CHECK(councils(op, book, "2026-01-01", &all) == 1);
    CHECK_OK(outline_remove(op), &op->err);
    CHECK(councils(op, book, "2026-01-01", &all) == 0);
}

TEST(outlines_load_replace_and_go)
{
    on_both_databases(check_load);
}

/* Somerset West and Taunton was two districts until 2019, and all of Somerset is one council since
 * 2023: a file of 2018 draws it from its parts, unless a part is missing. */
static void check_merger(Op *op)
{
    const PlaceBook *book = figures_register(op);
    OutlineFacts facts;
    Outlines all;
    CHECK_OK(
        load(op, book, HEAD AT("E07000190", "-1", "0") "," AT("E07000191", "0", "1") "]}", &facts),
        &op->err);
    CHECK(councils(op, book, "2018-01-01", &all) == 2);
    CHECK(councils(op, book, "2019-06-01", &all) == 2);
    CHECK(all.v[0].place == all.v[1].place);
    CHECK_TEXT(all.v[0].place->code.p, "E07000246");
    CHECK(councils(op, book, "2023-06-01", &all) == 0);
}

TEST(outlines_follow_a_merger)
{
    on_both_databases(check_merger);
}

static char real_text[1 << 20];

/* A real file: every council of its day, small enough for a page. */
static void check_real(Op *op)
{
    const PlaceBook *book = figures_register(op);
    OutlineFacts facts;
    Outlines all;
    size_t bytes = 0;
    CHECK_OK(load(op, book, real_text, &facts), &op->err);
    CHECK(facts.kept == 296 && facts.unknown == 0);
    CHECK(councils(op, book, "2025-01-01", &all) == 296);
    for (size_t i = 0; i < all.n; i++) {
        bytes += all.v[i].path.n;
        /* The register's own point of a council lies within its borders' box. */
        const Place *p = all.v[i].place;
        CHECK(p->easting > all.v[i].west && p->easting < all.v[i].east);
        CHECK(p->northing > all.v[i].south && p->northing < all.v[i].north);
    }
    CHECK(bytes < 100000);
}

TEST(outlines_of_a_real_file)
{
    char path[400];
    (void)snprintf(path, sizeof path, "%s/data/places/ltla24_england.geojson",
                   check_shared() ? check_shared() : "");
    FILE *f = fopen(path, "rb");
    if (!f) SKIP("%s cannot be read", path);
    real_text[fread(real_text, 1, sizeof real_text - 1, f)] = '\0';
    (void)fclose(f);
    on_both_databases(check_real);
}
