/* Every area of today, and a search that knows former names. */
#include <stdlib.h>

#include "web/present.h"
#include "web/views.h"

/* "district council until 1 April 2023; its figures go on in Cumberland" */
static Str note_of(const Request *rq, const Place *p)
{
    Arena *mem = rq->op->mem;
    int32_t today = present_today(rq->op);
    const Place *to;
    Str kind = str_of(place_kind_words(p->kind));
    if (place_alive(p, today)) return kind;
    if (p->start_day > today)
        return arena_fmt(mem, "%.*s from %.*s", STR_ARG(kind),
                         STR_ARG(present_day(mem, p->start_day)));
    (void)place_carry(rq->book, p, today, &to);
    return arena_fmt(mem, "%.*s until %.*s%s%.*s", STR_ARG(kind),
                     STR_ARG(present_day(mem, p->end_day)), to ? ", now " : "",
                     to ? (int)to->name.n : 0, to ? to->name.p : "");
}

static ErrCode search(const Request *rq, AreasView *v)
{
    Op *op = rq->op;
    PlaceList found;
    AreasFound *rows;
    v->query = request_arg(rq, "q");
    v->asked = str_trim(v->query).n > 0;
    if (!v->asked) return ERR_OK;
    TRY(place_search(rq->book, v->query, present_today(op), op->mem, &found, &op->err));
    NEW(rows, found.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < found.n; i++)
        rows[i] = (AreasFound){ found.v[i]->name, present_area(op->mem, found.v[i]->code),
                                note_of(rq, found.v[i]) };
    v->found.n = found.n;
    v->found.v = rows;
    Str shown = str_trim(v->query);
    v->heading = found.n == 0   ? arena_fmt(op->mem, "No area is called \u201c%.*s\u201d",
                                          shown.n > 60 ? 60 : (int)shown.n, shown.p)
                 : found.n == 1 ? found.v[0]->name
                                : arena_fmt(op->mem, "%zu areas may be meant", found.n);
    return ERR_OK;
}

static size_t count(const Proposals *all, const Place *p)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) n += all->v[i].place_id == p->id;
    return n;
}

static int by_name(const void *a, const void *b)
{
    return str_compare(((const AreasAreas *)a)->name, ((const AreasAreas *)b)->name);
}

static ErrCode get(const Request *rq, Response *rs)
{
    AreasView v = { .query = { 0, "" }, .heading = STR("Areas") };
    Arena *mem = rq->op->mem;
    PlaceList all = place_all(rq->book);
    Proposals proposals;
    AreasAreas *rows;
    size_t n = 0;
    TRY(present_proposals(rq, STR(""), &proposals));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Place *p = all.v[i], *region = place_by_code(rq->book, p->region);
        if (!place_alive(p, present_today(rq->op))) continue;
        size_t waiting = count(&proposals, p);
        rows[n++] = (AreasAreas){ .name = p->name,
                                  .code = p->code,
                                  .kind = present_sentence(mem, str_of(place_kind_words(p->kind))),
                                  .region = region ? region->name : STR(""),
                                  .waiting = waiting ? arena_fmt(mem, "%zu", waiting) : STR(""),
                                  .address = present_area(mem, p->code) };
    }
    qsort(rows, n, sizeof *rows, by_name);
    v.areas.n = n;
    v.areas.v = rows;
    TRY(search(rq, &v));
    rs->title = v.heading;
    render_areas(rs->out, &v);
    return ERR_OK;
}

static const char *const args[] = { "q", NULL };

PAGE(areas) = {
    .address = "/areas",
    .menu = "Areas",
    .menu_order = 2,
    .args = args,
    .get = get,
};
