/* Boundary files that people really have, and those that somebody made up to do harm. */
#include "check.h"

#include "places/geojson.h"

enum { ARENA = 1 << 26 };

#define HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define SQUARE                                                                                     \
    "{\"type\":\"Polygon\",\"coordinates\":[[[-1,52],[-0.9,52],[-0.9,52.1],[-1,52.1],[-1,52]]]}"

static ErrCode read(Arena *mem, const char *text, const char *property, GeojsonShapes *ret, Err *e)
{
    GeojsonFile file = { .name = "a.geojson",
                         .text = str_of(text),
                         .code_property = str_of(property) };
    return geojson_read(&file, mem, ret, e);
}

static void refused(const char *text, const char *message)
{
    Arena *mem = arena_open(ARENA);
    GeojsonShapes got = { .points = 77 };
    Err e = { .code = ERR_OK };
    CHECK(read(mem, text, "", &got, &e) == ERR_INPUT);
    CHECK(got.points == 77);
    if (!strstr(e.message, message)) CHECK_TEXT(e.message, message);
    arena_close(mem);
}

#define FEATURE(code, geometry)                                                                    \
    "{\"type\":\"Feature\",\"properties\":{\"LAD24CD\":\"" code "\"},\"geometry\":" geometry "}"

TEST(geojson_reads_degrees_and_grid_positions)
{
    Arena *mem = arena_open(ARENA);
    GeojsonShapes a, b;
    Err e;
    CHECK_OK(read(mem, HEAD FEATURE("E06000001", SQUARE) "]}", "", &a, &e), &e);
    CHECK(a.shapes.n == 1 && !a.on_grid && a.points == 5);
    CHECK_TEXT(a.code_property.p, "LAD24CD");
    CHECK_TEXT(a.shapes.v[0].code.p, "E06000001");
    CHECK(a.shapes.v[0].n == 1 && a.shapes.v[0].rings[0].n == 4);
    CHECK_NEAR(shape_ring_area(&a.shapes.v[0].rings[0]), 6.86e3 * 11.13e3, 5e5);
    CHECK_OK(read(mem,
                  "\xef\xbb\xbf{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\","
                  "\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::27700\"}},\"features\":["
                  "{\"type\":\"Feature\",\"properties\":{\"zone\":\"E06000002\"},\"geometry\":"
                  "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[10,0],[10,10],[0,0]],"
                  "[[2,1],[3,1],[3,2],[2,1]]],[[[20,0],[30,0],[30,10],[20,0]]]]}}]}",
                  "zone", &b, &e),
             &e);
    CHECK(b.on_grid && b.shapes.v[0].n == 3);
    arena_close(mem);
}

TEST(geojson_names_what_is_wrong_and_where)
{
    refused("", "line 1");
    refused("[1,2", "line 1");
    refused("{\"a\":1,\"a\":2}", "duplicate");
    refused("{\"type\":\"Feature\"}", "not a FeatureCollection");
    refused(HEAD "]}", "not a FeatureCollection with features");
    refused(HEAD "7]}", "no property has the name of a code");
    refused(HEAD "{\"properties\":{\"colour\":\"red\"}}]}", "name it with --code-property");
    refused(HEAD FEATURE("E0600001", SQUARE) "]}", "feature 1: its property LAD24CD is not a code");
    refused(HEAD FEATURE("E06000001", "null") "]}", "a position is not two numbers");
    refused(HEAD FEATURE("E06000001", SQUARE) "," FEATURE("E06000002", "null") "]}",
            "feature 2 (E06000002): its geometry is not a Polygon");
    refused(HEAD FEATURE("E06000001", SQUARE) "," FEATURE("E06000001", SQUARE) "]}",
            "feature 2: E06000001 is feature 1 already");
    refused(HEAD FEATURE("E06000001", SQUARE) ",{\"type\":\"Point\"}]}",
            "feature 2: its type is not Feature");
    refused("{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":\"EPSG:3857\\u001b"
            "\"}},\"features\":[" FEATURE("E06000001", SQUARE) "]}",
            "its coordinates are in EPSG:3857?");
}

#define RING(points) "{\"type\":\"Polygon\",\"coordinates\":[[" points "]]}"

TEST(geojson_refuses_rings_that_are_none)
{
    refused(HEAD FEATURE("E06000001", RING("[-1,52],[0,52],[-1,52]")) "]}", "fewer than four");
    refused(HEAD FEATURE("E06000001", RING("[-1,52],[0,52],[0,53],[-1,53]")) "]}",
            "feature 1 (E06000001): a ring does not end where it begins");
    refused(HEAD FEATURE("E06000001", RING("[-1,52],[0,52],[0,\"x\"],[-1,52]")) "]}",
            "not two numbers");
    refused(HEAD FEATURE("E06000001", RING("[52,-1],[52,0],[53,0],[52,-1]")) "]}",
            "latitude comes first");
    refused(HEAD FEATURE("E06000001", RING("[-1,52],[40,52],[0,53],[-1,52]")) "]}",
            "not a longitude and latitude of this country");
    refused(HEAD FEATURE("E06000001", RING("[400000,9e9],[1,2],[3,4],[400000,9e9]")) "]}",
            "does not lie on the British National Grid");
    refused(HEAD FEATURE("E06000001", RING("[-1,52],[-1,52],[-1,52],[-1,52]")) "]}",
            "encloses nothing");
    refused(HEAD FEATURE("E06000001", "{\"type\":\"Polygon\",\"coordinates\":[]}") "]}",
            "not two numbers");
    refused(HEAD FEATURE("E06000001", SQUARE) "," FEATURE(
                "E06000002", "{\"type\":\"MultiPolygon\",\"coordinates\":[[]]}") "]}",
            "a polygon has no ring");
}

/* A file whose brackets nest a hundred thousand deep must not overrun the stack. */
TEST(geojson_survives_deep_nesting)
{
    enum { DEEP = 100000 };
    static char text[DEEP + 1];
    memset(text, '[', DEEP);
    refused(text, "line 1");
}

TEST(geojson_has_a_limit)
{
    Arena *mem = arena_open(ARENA);
    GeojsonShapes got;
    Err e;
    GeojsonFile file = { .name = "a",
                         .text = { GEOJSON_MAX_BYTES + 1, "" },
                         .code_property = { 0, "" } };
    CHECK(geojson_read(&file, mem, &got, &e) == ERR_LIMIT);
    arena_close(mem);
}
