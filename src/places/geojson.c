#include "places/geojson.h"

#include <math.h>

#include <jansson.h>

#include "places/national_grid.h"

enum { CODE_BYTES = 9, NAME_SHOWN = 40 };

typedef struct {
    const GeojsonFile *file;
    Arena *mem;
    Err *e;
    char property[64];
    bool on_grid;
    size_t feature; /* from 1, for messages */
    Str code;       /* of it, once known */
    size_t points;
} Reader;

static void drop(json_t **j)
{
    json_decref(*j);
}

/* The part of a hostile text that a message may show. */
typedef struct {
    char text[NAME_SHOWN + 1];
} Shown;

static Shown shown(const char *s)
{
    Shown out = { "" };
    for (size_t i = 0; i < NAME_SHOWN && s[i]; i++)
        out.text[i] = (char)(s[i] >= ' ' && s[i] <= '~' ? s[i] : '?');
    return out;
}

static ErrCode fault(const Reader *r, const char *what)
{
    return err_set(r->e, ERR_INPUT, "%s: feature %zu%s%.*s%s: %s", r->file->name, r->feature,
                   r->code.n ? " (" : "", STR_ARG(r->code), r->code.n ? ")" : "", what);
}

static ErrCode is_position(const Reader *r, const json_t *p)
{
    size_t n = json_is_array(p) ? json_array_size(p) : 0;
    bool ok = n >= 2 && n <= 4 && json_is_number(json_array_get(p, 0)) &&
              json_is_number(json_array_get(p, 1));
    return ok ? ERR_OK : fault(r, "a position is not two numbers");
}

/* Great Britain and Northern Ireland with room around them. */
static ErrCode to_grid(const Reader *r, double x, double y, ShapePoint *ret)
{
    GridPosition g = { x, y };
    if (!r->on_grid) {
        if (x >= 49 && x <= 62 && y >= -11 && y <= 3)
            return fault(r, "latitude comes first: GeoJSON has longitude, then latitude");
        if (!(x >= -11 && x <= 3 && y >= 49 && y <= 62))
            return fault(r, "a position is not a longitude and latitude of this country");
        g = national_grid_of(x, y);
    } else if (!(x >= -200000 && x <= 800000 && y >= -100000 && y <= 1400000)) {
        return fault(r, "a position does not lie on the British National Grid");
    }
    *ret = (ShapePoint){ (int32_t)lround(g.easting), (int32_t)lround(g.northing) };
    return ERR_OK;
}

static ErrCode read_position(Reader *r, const json_t *p, ShapePoint *ret)
{
    TRY(is_position(r, p));
    if (++r->points > GEOJSON_MAX_POINTS)
        return err_set(r->e, ERR_LIMIT,
                       "%s: more than %d positions: take generalised boundaries, such as those "
                       "that are called ultra generalised",
                       r->file->name, GEOJSON_MAX_POINTS);
    return to_grid(r, json_number_value(json_array_get(p, 0)),
                   json_number_value(json_array_get(p, 1)), ret);
}

static bool same(ShapePoint a, ShapePoint b)
{
    return a.east == b.east && a.north == b.north;
}

/* Positions nearer than a metre to the one before are one; a ring of fewer than three is none. */
static ErrCode read_ring(Reader *r, const json_t *ring, ShapeRing *ret)
{
    size_t n = json_is_array(ring) ? json_array_size(ring) : 0, m = 0;
    ShapePoint *v;
    if (n < 4) return fault(r, "a ring has fewer than four positions");
    NEW(v, n, r->mem, r->e);
    for (size_t i = 0; i < n; i++) {
        ShapePoint p;
        TRY(read_position(r, json_array_get(ring, i), &p));
        if (m == 0 || !same(v[m - 1], p)) v[m++] = p;
    }
    const json_t *first = json_array_get(ring, 0), *last = json_array_get(ring, n - 1);
    for (size_t k = 0; k < 2; k++)
        if (json_number_value(json_array_get(first, k)) !=
            json_number_value(json_array_get(last, k)))
            return fault(r, "a ring does not end where it begins");
    while (m > 1 && same(v[m - 1], v[0])) m--;
    *ret = (ShapeRing){ m, v };
    return ERR_OK;
}

static ErrCode read_polygon(Reader *r, const json_t *polygon, Shape *shape, ShapeRing *rings)
{
    size_t n = json_is_array(polygon) ? json_array_size(polygon) : 0;
    if (n == 0) return fault(r, "a polygon has no ring");
    for (size_t i = 0; i < n; i++) {
        ShapeRing *ring = &rings[shape->n];
        TRY(read_ring(r, json_array_get(polygon, i), ring));
        if (ring->n >= 3 && shape_ring_area(ring) != 0) shape->n++;
    }
    return ERR_OK;
}

static size_t rings_of(const json_t *polygons)
{
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(polygons); i++)
        n += json_array_size(json_array_get(polygons, i));
    return n;
}

static ErrCode read_geometry(Reader *r, const json_t *geometry, Shape *ret)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    json_t *coordinates = json_object_get(geometry, "coordinates");
    ShapeRing *rings;
    bool many = type && strcmp(type, "MultiPolygon") == 0;
    if (!many && (!type || strcmp(type, "Polygon") != 0))
        return fault(r, "its geometry is not a Polygon or MultiPolygon");
    if (!json_is_array(coordinates)) return fault(r, "its geometry has no coordinates");
    NEW(rings, 1 + (many ? rings_of(coordinates) : json_array_size(coordinates)), r->mem, r->e);
    *ret = (Shape){ .code = r->code, .rings = rings };
    if (!many) TRY(read_polygon(r, coordinates, ret, rings));
    for (size_t i = 0; many && i < json_array_size(coordinates); i++)
        TRY(read_polygon(r, json_array_get(coordinates, i), ret, rings));
    return ret->n ? ERR_OK : fault(r, "its geometry encloses nothing");
}

static bool is_code(const char *s)
{
    for (size_t i = 0; i < CODE_BYTES; i++)
        if (i == 0 ? s[i] < 'A' || s[i] > 'Z' : s[i] < '0' || s[i] > '9') return false;
    return s[CODE_BYTES] == '\0';
}

static ErrCode read_code(Reader *r, const json_t *feature)
{
    const json_t *properties = json_object_get(feature, "properties");
    const char *code = json_string_value(json_object_get(properties, r->property));
    if (code && is_code(code)) {
        r->code = arena_str(r->mem, str_of(code));
        return ERR_OK;
    }
    return err_set(r->e, ERR_INPUT,
                   "%s: feature %zu: its property %s is not a code such as E06000001",
                   r->file->name, r->feature, shown(r->property).text);
}

static ErrCode read_feature(Reader *r, const json_t *feature, Shape *ret)
{
    const char *type = json_string_value(json_object_get(feature, "type"));
    r->code = (Str){ 0, "" };
    if (!type || strcmp(type, "Feature") != 0) return fault(r, "its type is not Feature");
    TRY(read_code(r, feature));
    return read_geometry(r, json_object_get(feature, "geometry"), ret);
}

/* Usual names of the property with the code, the likeliest first; in lower case. */
static const char *const usual_names[] = {
    "lad??cd", "ltla??cd", "ltla??_code", "lad??_code", "lad_code", "gss_code",      "gsscode",
    "gss",     "utla??cd", "utla??_code", "ctyua??cd",  "cty??cd",  "pfa??cd",       "pfa??_code",
    "rgn??cd", "areacd",   "area_code",   "areacode",   "code",     "geography_code"
};

static bool fits(const char *name, const char *usual)
{
    char low[64];
    size_t n = strlen(name);
    if (n >= sizeof low) return false;
    for (size_t i = 0; i <= n; i++)
        low[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] - 'A' + 'a' : name[i]);
    return str_glob(str_of(usual), str_of(low));
}

static void keep_property(Reader *r, const char *name)
{
    size_t n = strlen(name);
    memcpy(r->property, name, n < sizeof r->property ? n + 1 : 0);
}

static ErrCode find_property(Reader *r, json_t *properties)
{
    const char *name;
    json_t *value;
    Str wanted = r->file->code_property;
    if (wanted.n && wanted.n < sizeof r->property) memcpy(r->property, wanted.p, wanted.n);
    for (size_t i = 0; i < sizeof usual_names / sizeof usual_names[0] && !r->property[0]; i++)
        json_object_foreach(properties, name, value) if (!r->property[0] && json_is_string(value) &&
                                                         fits(name, usual_names[i]))
            keep_property(r, name);
    if (r->property[0]) return ERR_OK;
    return err_set(r->e, ERR_INPUT,
                   "%s: feature 1: no property has the name of a code (LAD24CD, GSS, code and the "
                   "like): name it with --code-property",
                   r->file->name);
}

/* The innermost first element. */
static const json_t *first_position(const json_t *geometry)
{
    const json_t *at = json_object_get(geometry, "coordinates");
    while (json_is_array(json_array_get(at, 0))) at = json_array_get(at, 0);
    return at;
}

/* What the file says of its coordinates, else what its first position looks like. */
static ErrCode find_system(Reader *r, const json_t *root, const json_t *first)
{
    const json_t *crs = json_object_get(json_object_get(root, "crs"), "properties");
    const char *name = json_string_value(json_object_get(crs, "name"));
    const json_t *p = first_position(json_object_get(first, "geometry"));
    if (name) {
        bool degrees = strstr(name, "CRS84") || strstr(name, ":4326");
        r->on_grid = strstr(name, ":27700") != NULL;
        if (degrees || r->on_grid) return ERR_OK;
        return err_set(r->e, ERR_INPUT,
                       "%s: its coordinates are in %s: expected WGS 84 (EPSG:4326) or the British "
                       "National Grid (EPSG:27700)",
                       r->file->name, shown(name).text);
    }
    TRY(is_position(r, p));
    r->on_grid = fabs(json_number_value(json_array_get(p, 0))) > 180 ||
                 fabs(json_number_value(json_array_get(p, 1))) > 90;
    return ERR_OK;
}

static ErrCode is_new(const Reader *r, const Shape *shapes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(shapes[i].code, shapes[n].code))
            return err_set(r->e, ERR_INPUT, "%s: feature %zu: %.*s is feature %zu already",
                           r->file->name, n + 1, STR_ARG(shapes[n].code), i + 1);
    return ERR_OK;
}

static ErrCode read_features(Reader *r, const json_t *root, GeojsonShapes *ret)
{
    const json_t *all = json_object_get(root, "features"), *first = json_array_get(all, 0);
    const char *type = json_string_value(json_object_get(root, "type"));
    size_t n = json_array_size(all);
    Shape *shapes;
    if (!type || strcmp(type, "FeatureCollection") != 0 || n == 0)
        return err_set(r->e, ERR_INPUT, "%s: not a FeatureCollection with features in it",
                       r->file->name);
    if (n > GEOJSON_MAX_FEATURES)
        return err_set(r->e, ERR_LIMIT, "%s: more than %d features", r->file->name,
                       GEOJSON_MAX_FEATURES);
    r->feature = 1;
    TRY(find_property(r, json_object_get(first, "properties")));
    TRY(find_system(r, root, first));
    NEW(shapes, n, r->mem, r->e);
    for (size_t i = 0; i < n; i++) {
        r->feature = i + 1;
        TRY(read_feature(r, json_array_get(all, i), &shapes[i]));
        TRY(is_new(r, shapes, i));
    }
    *ret = (GeojsonShapes){ .shapes = { n, shapes },
                            .code_property = arena_str(r->mem, str_of(r->property)),
                            .on_grid = r->on_grid,
                            .points = r->points };
    return ERR_OK;
}

ErrCode geojson_read(const GeojsonFile *file, Arena *mem, GeojsonShapes *ret, Err *e)
{
    Reader r = { .file = file, .mem = mem, .e = e, .code = { 0, "" } };
    Str text = file->text;
    json_error_t why;
    if (text.n > GEOJSON_MAX_BYTES)
        return err_set(e, ERR_LIMIT,
                       "%s: larger than %d MiB: take generalised boundaries, such as those that "
                       "are called ultra generalised",
                       file->name, GEOJSON_MAX_BYTES >> 20);
    if (str_starts(text, STR("\xef\xbb\xbf"))) text = (Str){ text.n - 3, text.p + 3 };
    AUTO(drop) json_t *root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &why);
    if (!root)
        return err_set(e, ERR_INPUT, "%s: line %d, column %d: %s", file->name, why.line, why.column,
                       shown(why.text).text);
    return read_features(&r, root, ret);
}
