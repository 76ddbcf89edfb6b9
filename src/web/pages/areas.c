/* Every area of today, and a search that knows former names. */
#include <stdlib.h>

#include "web/present.h"
#include "web/views.h"

static void search(const Request *rq, AreasView *v)
{
    Arena *mem = rq->op->mem;
    const Place *p;
    Err e;
    int32_t today = present_today(rq->op);
    v->query = request_arg(rq, "q");
    v->asked = str_trim(v->query).n > 0;
    if (!v->asked) return;
    if (place_resolve(rq->book, v->query, today, &p, &e) != ERR_OK) {
        v->missing = arena_fmt(mem, "%.*s.", STR_ARG(present_sentence(mem, str_of(e.message))));
        return;
    }
    v->found = true;
    v->found_name = p->name;
    v->found_path = present_area(mem, p->code);
    v->found_note = arena_fmt(mem, "is a %s%s", place_kind_words(p->kind),
                              place_alive(p, today) ? "." : " that no longer exists.");
}

static size_t count(const Proposals *all, const Place *p)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) n += all->v[i].place_id == p->id;
    return n;
}

static int by_name(const void *a, const void *b)
{
    const AreasAreas *x = a, *y = b;
    size_t n = x->name.n < y->name.n ? x->name.n : y->name.n;
    int order = memcmp(x->name.p, y->name.p, n);
    return order ? order : (x->name.n > y->name.n) - (x->name.n < y->name.n);
}

static ErrCode get(const Request *rq, Response *rs)
{
    AreasView v = { .query = { 0, "" }, .missing = { 0, "" }, .heading = STR("Areas") };
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
    search(rq, &v);
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
