#include "places/outline.h"

#include <math.h>

#include "access/account.h"
#include "access/audit.h"
#include "access/hash.h"
#include "base/buf.h"
#include "base/date.h"
#include "places/outline_sql_priv.h"

enum { SCALES = 2, PATH_BYTES = 1 << 20, SOURCE_BYTES = 300 };

static const struct {
    double tolerance; /* metres */
    int unit;
} scales[SCALES] = { [OUTLINE_COUNTRY] = { 500, 100 }, [OUTLINE_REGION] = { 60, 20 } };

int outline_unit(OutlineScale scale)
{
    return scales[scale].unit;
}

/* Rounds half up also below zero, so that neighbours round alike. */
static int in_units(int32_t metres, int unit)
{
    return (int)floor((double)metres / unit + 0.5);
}

static void add_ring(const ShapeRing *ring, int unit, Buf *out)
{
    int x = 0, y = 0;
    bool drawn = false;
    for (size_t i = 0; i < ring->n; i++) {
        int to_x = in_units(ring->v[i].east, unit), to_y = -in_units(ring->v[i].north, unit);
        if (i && to_x == x && to_y == y) continue;
        if (i == 0)
            buf_addf(out, "M%d %d", to_x, to_y);
        else
            buf_addf(out, to_y - y < 0 ? "%s%d%d" : "%s%d %d",
                     !drawn          ? "l"
                     : to_x - x >= 0 ? " "
                                     : "",
                     to_x - x, to_y - y);
        drawn = i > 0;
        x = to_x;
        y = to_y;
    }
    buf_add(out, STR("z"));
}

/* The middle of the largest ring, weighed by area. */
static ShapePoint middle(const Shape *s)
{
    const ShapeRing *r = &s->rings[0];
    double twice = 0, east = 0, north = 0;
    for (size_t i = 1; i < s->n; i++)
        if (fabs(shape_ring_area(&s->rings[i])) > fabs(shape_ring_area(r))) r = &s->rings[i];
    ShapePoint at = r->v[0];
    for (size_t i = 0; i < r->n; i++) {
        const ShapePoint *p = &r->v[i], *q = &r->v[i + 1 == r->n ? 0 : i + 1];
        double px = (double)p->east - at.east, py = (double)p->north - at.north;
        double qx = (double)q->east - at.east, qy = (double)q->north - at.north;
        double cross = px * qy - qx * py;
        twice += cross;
        east += cross * (px + qx);
        north += cross * (py + qy);
    }
    if (twice == 0) return at;
    return (ShapePoint){ at.east + (int32_t)lround(east / twice / 3),
                         at.north + (int32_t)lround(north / twice / 3) };
}

static PlaceOutlineInsertArgs box_of(const Shape *s)
{
    PlaceOutlineInsertArgs box = {
        .west = INT32_MAX, .south = INT32_MAX, .east = INT32_MIN, .north = INT32_MIN
    };
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->rings[i].n; k++) {
            const ShapePoint *p = &s->rings[i].v[k];
            if (p->east < box.west) box.west = p->east;
            if (p->east > box.east) box.east = p->east;
            if (p->north < box.south) box.south = p->north;
            if (p->north > box.north) box.north = p->north;
        }
    return box;
}

static ErrCode store(Op *op, const Place *p, OutlineScale scale, const Shape *s)
{
    AUTO(buf_free) Buf path = BUF_MAX(PATH_BYTES);
    PlaceOutlineInsertArgs row = box_of(s);
    for (size_t i = 0; i < s->n; i++) add_ring(&s->rings[i], scales[scale].unit, &path);
    row.place = p->id;
    row.scale = scale;
    row.mark_east = middle(s).east;
    row.mark_north = middle(s).north;
    TRY(buf_done(&path, &row.path, &op->err));
    return sql_place_outline_insert(op, &row);
}

/* Only what is drawn is worth the work: outlines of places that the register knows. */
static ErrCode known_shapes(Op *op, const PlaceBook *book, const Shapes *all, Shapes *ret,
                            OutlineFacts *facts)
{
    Shape *v;
    NEW(v, all->n + 1, op->mem, &op->err);
    for (size_t i = 0; i < all->n; i++) {
        if (place_by_code(book, all->v[i].code)) {
            v[facts->kept++] = all->v[i];
            continue;
        }
        if (facts->unknown++ == 0) facts->first_unknown = all->v[i].code;
    }
    *ret = (Shapes){ facts->kept, v };
    return ERR_OK;
}

static ErrCode store_all(Op *op, const PlaceBook *book, const Shapes *known)
{
    for (int scale = 0; scale < SCALES; scale++) {
        Shapes simple;
        ArenaMark mark = arena_mark(op->mem);
        TRY(shape_simplify(known, scales[scale].tolerance, op->mem, &simple, &op->err));
        for (size_t i = 0; i < simple.n; i++)
            TRY(store(op, place_by_code(book, simple.v[i].code), (OutlineScale)scale,
                      &simple.v[i]));
        arena_back(op->mem, mark);
    }
    return ERR_OK;
}

static ErrCode forget(Op *op)
{
    TRY(sql_place_outline_forget(op));
    return sql_boundary_set_forget(op);
}

static ErrCode check_source(Op *op, Str source)
{
    if (source.n == 0 || source.n > SOURCE_BYTES || str_utf8_fault(source) < source.n)
        return err_set(&op->err, ERR_INPUT,
                       "--source: expected 1 to %d bytes of text: whom to name beside the map",
                       SOURCE_BYTES);
    return ERR_OK;
}

ErrCode outline_load(Op *op, const PlaceBook *book, const OutlineFile *file, OutlineFacts *ret)
{
    GeojsonShapes read;
    Shapes known;
    OutlineFacts facts = { .first_unknown = { 0, "" } };
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(check_source(op, file->source));
    TRY(geojson_read(&file->file, op->mem, &read, &op->err));
    TRY(known_shapes(op, book, &read.shapes, &known, &facts));
    if (!facts.kept)
        return err_set(&op->err, ERR_INPUT,
                       "%s: none of its %zu features is of a place in the register (%.*s is the "
                       "first)",
                       file->file.name, read.shapes.n, STR_ARG(facts.first_unknown));
    TRY(forget(op));
    TRY(sql_boundary_set_insert(
        op, &(BoundarySetInsertArgs){ .source = file->source,
                                      .day = file->day,
                                      .file_sha256 = str_of(hash_sha256(file->file.text).hex),
                                      .at = op->now,
                                      .actor = op->actor }));
    TRY(store_all(op, book, &known));
    facts.features = read.shapes.n;
    facts.points = read.points;
    facts.code_property = read.code_property;
    facts.on_grid = read.on_grid;
    *ret = facts;
    return audit_add(op, STR("places.boundaries"), str_of(file->file.name),
                     arena_fmt(op->mem, "borders of %zu places, as of %s", facts.kept,
                               date_text(file->day).text));
}

ErrCode outline_remove(Op *op)
{
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(forget(op));
    return audit_add(op, STR("places.boundaries"), STR(""), STR("removed"));
}

ErrCode outline_source(Op *op, bool *ret_any, Outlines *ret)
{
    BoundarySetFindRows found;
    TRY(sql_boundary_set_find(op, &found));
    *ret_any = found.n > 0;
    *ret = (Outlines){ .source = { 0, "" } };
    if (found.n) *ret = (Outlines){ .source = found.v[0].source, .day = (int32_t)found.v[0].day };
    return ERR_OK;
}

typedef struct {
    const PlaceBook *book;
    const PlaceOutlineAllRow **by_place; /* by position in the register; NULL for none */
    Outline *v;
    size_t n, room;
} Gather;

/* False when some part of it has no outline. */
static bool gather(Gather *g, const Place *of, const Place *from)
{
    const PlaceOutlineAllRow *row = g->by_place[place_index(g->book, from)];
    PlaceList before = place_predecessors(g->book, from);
    bool whole = before.n > 0;
    if (row && g->n < g->room)
        g->v[g->n++] = (Outline){ .place = of,
                                  .west = (int32_t)row->west,
                                  .south = (int32_t)row->south,
                                  .east = (int32_t)row->east,
                                  .north = (int32_t)row->north,
                                  .mark = { (int32_t)row->mark_east, (int32_t)row->mark_north },
                                  .path = row->path };
    for (size_t i = 0; !row && i < before.n; i++) {
        bool inside = place_kind_is_council(before.v[i]->kind);
        if (inside) whole = gather(g, of, before.v[i]) && whole;
    }
    return row || whole;
}

ErrCode outline_councils(Op *op, const PlaceBook *book, OutlineScale scale, int32_t day,
                         Outlines *ret)
{
    PlaceOutlineAllRows rows;
    PlaceList all = place_all(book);
    Gather g = { .book = book };
    bool any;
    TRY(outline_source(op, &any, ret));
    TRY(sql_place_outline_all(op, scale, &rows));
    NEW(g.by_place, all.n + 1, op->mem, &op->err);
    NEW(g.v, rows.n + 1, op->mem, &op->err);
    g.room = rows.n;
    for (size_t i = 0; i < rows.n; i++) {
        const Place *p = place_by_id(book, rows.v[i].place_id);
        if (p) g.by_place[place_index(book, p)] = &rows.v[i];
    }
    for (size_t i = 0; i < all.n; i++) {
        size_t before = g.n;
        if (!place_kind_is_council(all.v[i]->kind) || !place_alive(all.v[i], day)) continue;
        if (!gather(&g, all.v[i], all.v[i])) g.n = before;
    }
    ret->n = g.n;
    ret->v = g.v;
    return ERR_OK;
}
