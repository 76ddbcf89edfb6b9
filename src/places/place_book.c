/* Reads the register of the database into memory, once for an operation. */
#include <math.h>
#include <stdlib.h>

#include "places/place_priv.h"
#include "places/place_sql_priv.h"

static Place place_of(const PlaceAllRow *r, PlaceKind kind)
{
    return (Place){ .id = r->id,
                    .code = r->code,
                    .name = r->name,
                    .kind = kind,
                    .start_day = r->start_day_known ? (int32_t)r->start_day : PLACE_DAY_OPEN_START,
                    .end_day = r->end_day_known ? (int32_t)r->end_day : PLACE_DAY_OPEN_END,
                    .county = r->county_known ? r->county : (Str){ 0, "" },
                    .region = r->region_known ? r->region : (Str){ 0, "" },
                    .force = r->force_known ? r->force : (Str){ 0, "" },
                    .latitude = r->latitude_known ? r->latitude : (double)NAN,
                    .longitude = r->longitude_known ? r->longitude : (double)NAN,
                    .easting = r->easting_known ? r->easting : (double)NAN,
                    .northing = r->northing_known ? r->northing : (double)NAN,
                    .area_km2 = r->area_km2_known ? r->area_km2 : (double)NAN };
}

static int order_by_id(const void *a, const void *b)
{
    int64_t x = (*(const Place *const *)a)->id, y = (*(const Place *const *)b)->id;
    return (x > y) - (x < y);
}

static int order_by_code(const void *a, const void *b)
{
    return name_order(((const Place *)a)->code, ((const Place *)b)->code);
}

static ErrCode load_places(Op *op, PlaceBook *book)
{
    PlaceAllRows rows;
    Place *places;
    const Place **by_code, **by_id;
    TRY(sql_place_all(op, &rows));
    NEW(places, rows.n + 1, op->mem, &op->err);
    NEW(by_code, rows.n + 1, op->mem, &op->err);
    NEW(by_id, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        PlaceKind kind;
        TRY(place_kind_parse(rows.v[i].kind, &kind, &op->err));
        places[i] = place_of(&rows.v[i], kind);
    }
    /* PostgreSQL may sort text by another rule than bytes. */
    qsort(places, rows.n, sizeof *places, order_by_code);
    for (size_t i = 0; i < rows.n; i++) by_code[i] = by_id[i] = &places[i];
    qsort(by_id, rows.n, sizeof(const Place *), order_by_id);
    book->n = rows.n;
    book->places = places;
    book->by_code = by_code;
    book->by_id = by_id;
    return ERR_OK;
}

typedef struct {
    const Place *from, *to;
} Link;

static int order_links(const void *a, const void *b)
{
    const Link *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

/* Gives each place the list of those it links to, in order of code. */
static ErrCode group(Op *op, const PlaceBook *book, Link *links, size_t n, PlaceList **ret)
{
    PlaceList *lists;
    const Place **to;
    NEW(lists, book->n + 1, op->mem, &op->err);
    NEW(to, n + 1, op->mem, &op->err);
    qsort(links, n, sizeof *links, order_links);
    for (size_t i = 0; i < n; i++) {
        PlaceList *list = &lists[place_index(book, links[i].from)];
        to[i] = links[i].to;
        if (list->n++ == 0) list->v = &to[i];
    }
    *ret = lists;
    return ERR_OK;
}

static ErrCode load_successions(Op *op, PlaceBook *book)
{
    PlaceSuccessionAllRows rows;
    Link *forward, *back;
    size_t n = 0;
    TRY(sql_place_succession_all(op, &rows));
    NEW(forward, rows.n + 1, op->mem, &op->err);
    NEW(back, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const Place *old = place_by_id(book, rows.v[i].old_id);
        const Place *new = place_by_id(book, rows.v[i].new_id);
        if (!old || !new) continue;
        forward[n] = (Link){ old, new };
        back[n++] = (Link){ new, old };
    }
    TRY(group(op, book, forward, n, &book->successors));
    return group(op, book, back, n, &book->predecessors);
}

static ErrCode load_neighbours(Op *op, PlaceBook *book)
{
    PlaceNeighbourAllRows rows;
    Link *links;
    size_t n = 0;
    TRY(sql_place_neighbour_all(op, &rows));
    NEW(links, 2 * rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const Place *a = place_by_id(book, rows.v[i].a_id);
        const Place *b = place_by_id(book, rows.v[i].b_id);
        if (!a || !b) continue;
        links[n++] = (Link){ a, b };
        links[n++] = (Link){ b, a };
    }
    return group(op, book, links, n, &book->neighbours);
}

static ErrCode load_populations(Op *op, PlaceBook *book)
{
    PlacePopulationAllRows rows;
    PlacePopulation *v;
    TRY(sql_place_population_all(op, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    NEW(book->populations, book->n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const Place *p = place_by_id(book, rows.v[i].place_id);
        v[i] = (PlacePopulation){ (int)rows.v[i].year, rows.v[i].population, rows.v[i].source };
        if (!p) continue;
        PlacePopulations *list = &book->populations[place_index(book, p)];
        if (list->n++ == 0) list->v = &v[i];
    }
    return ERR_OK;
}

static int order_names(const void *a, const void *b)
{
    const PlaceName *x = a, *y = b;
    int order = name_order(x->text, y->text);
    if (order) return order;
    return (x->place > y->place) - (x->place < y->place);
}

static void add_name(Op *op, PlaceName *names, size_t *n, Str text, const Place *p)
{
    FoldedName f;
    if (name_fold(text, &f))
        names[(*n)++] = (PlaceName){ arena_str(op->mem, name_text(&f)), p, false };
}

static ErrCode load_names(Op *op, PlaceBook *book)
{
    PlaceAliasAllRows rows;
    PlaceName *names;
    Str *aliases;
    size_t n = 0;
    TRY(sql_place_alias_all(op, &rows));
    NEW(names, rows.n + 2 * book->n + 1, op->mem, &op->err);
    NEW(aliases, rows.n + 1, op->mem, &op->err);
    NEW(book->aliases, book->n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const Place *p = place_by_id(book, rows.v[i].place_id);
        aliases[i] = rows.v[i].alias;
        if (!p) continue;
        PlaceAliases *list = &book->aliases[place_index(book, p)];
        if (list->n++ == 0) list->v = &aliases[i];
        names[n++] = (PlaceName){ rows.v[i].alias, p, true };
    }
    for (size_t i = 0; i < book->n; i++) {
        add_name(op, names, &n, book->places[i].name, &book->places[i]);
        add_name(op, names, &n, book->places[i].code, &book->places[i]);
    }
    qsort(names, n, sizeof *names, order_names);
    book->names = names;
    book->names_n = n;
    return ERR_OK;
}

ErrCode place_book_load(Op *op, const PlaceBook **ret)
{
    PlaceBook *book;
    NEW(book, 1, op->mem, &op->err);
    TRY(load_places(op, book));
    TRY(load_successions(op, book));
    TRY(load_neighbours(op, book));
    TRY(load_populations(op, book));
    TRY(load_names(op, book));
    if (arena_full(op->mem)) return err_set(&op->err, ERR_LIMIT, "the register is too large");
    *ret = book;
    return ERR_OK;
}
