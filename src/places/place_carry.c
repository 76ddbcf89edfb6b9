/* What became of a place, what lies inside an area, and who lives there. */
#include <stdlib.h>

#include "places/place_priv.h"

PlaceCarry place_carry(const PlaceBook *book, const Place *p, int32_t day, const Place **ret_to)
{
    *ret_to = NULL;
    if (place_alive(p, day)) {
        *ret_to = p;
        return CARRY_SAME;
    }
    if (day < p->start_day) return CARRY_LATER;
    PlaceList next = place_successors(book, p);
    if (next.n == 0) return CARRY_ENDED;
    /* A successor starts later than its predecessor, so this ends. */
    const Place *first = NULL;
    for (size_t i = 0; i < next.n; i++) {
        const Place *to;
        PlaceCarry carry = place_carry(book, next.v[i], day, &to);
        if (!to) return next.n == 1 ? carry : CARRY_SPLIT;
        if (first && to != first) return CARRY_SPLIT;
        first = to;
    }
    *ret_to = first;
    return CARRY_WHOLE;
}

const char *place_carry_words(PlaceCarry carry)
{
    switch (carry) {
    case CARRY_SAME:
    case CARRY_WHOLE: return "";
    case CARRY_SPLIT: return "it was divided among several councils";
    case CARRY_ENDED: return "it was abolished and nothing replaced it";
    case CARRY_LATER: return "it did not exist yet";
    }
    return "";
}

static bool inside(const Place *p, const Place *area)
{
    if (p == area || area->kind == PLACE_COUNTRY) return true;
    return str_eq(p->county, area->code) || str_eq(p->region, area->code) ||
           str_eq(p->force, area->code);
}

ErrCode place_members(const PlaceBook *book, const Place *area, int32_t day, Arena *mem,
                      PlaceList *ret, Err *e)
{
    const Place **v;
    size_t n = 0;
    NEW(v, book->n + 1, mem, e);
    for (size_t i = 0; i < book->n; i++) {
        const Place *p = &book->places[i];
        if (place_kind_is_council(p->kind) && place_alive(p, day) && inside(p, area)) v[n++] = p;
    }
    *ret = (PlaceList){ n, v };
    return ERR_OK;
}

typedef struct {
    const PlaceBook *book;
    const Place *self;
    int32_t day;
    bool *marked; /* by position */
} Search;

/* Borders are listed under one generation of codes: ask the place, else those it replaced. */
static void mark_neighbours(Search *s, const Place *p)
{
    PlaceList own = s->book->neighbours[place_index(s->book, p)];
    for (size_t i = 0; i < own.n; i++) {
        const Place *to;
        (void)place_carry(s->book, own.v[i], s->day, &to);
        if (to && to != s->self) s->marked[place_index(s->book, to)] = true;
    }
    PlaceList before = own.n ? (PlaceList){ 0, NULL } : place_predecessors(s->book, p);
    for (size_t i = 0; i < before.n; i++) mark_neighbours(s, before.v[i]);
}

ErrCode place_neighbours(const PlaceBook *book, const Place *p, int32_t day, Arena *mem,
                         PlaceList *ret, Err *e)
{
    const Place **v;
    Search s = { .book = book, .self = p, .day = day };
    size_t n = 0;
    NEW(s.marked, book->n + 1, mem, e);
    NEW(v, book->n + 1, mem, e);
    if (place_alive(p, day)) mark_neighbours(&s, p);
    for (size_t i = 0; i < book->n; i++)
        if (s.marked[i]) v[n++] = &book->places[i];
    *ret = (PlaceList){ n, v };
    return ERR_OK;
}

static int64_t own_population(PlacePopulations known, int year)
{
    const PlacePopulation *best = NULL;
    for (size_t i = 0; i < known.n; i++) {
        const PlacePopulation *p = &known.v[i];
        int far = abs(p->year - year), best_far = best ? abs(best->year - year) : 0;
        bool estimate = str_starts(p->source, STR("mye"));
        if (!best || far < best_far || (far == best_far && estimate && p->year >= best->year))
            best = p;
    }
    return best ? best->population : -1;
}

static int64_t replaced_population(const PlaceBook *book, const Place *p, int year)
{
    PlaceList before = place_predecessors(book, p);
    int64_t sum = before.n ? 0 : -1;
    for (size_t i = 0; i < before.n; i++) {
        if (place_kind_is_council(p->kind) != place_kind_is_council(before.v[i]->kind)) continue;
        int64_t one = place_population(book, before.v[i], year);
        if (one < 0 || place_successors(book, before.v[i]).n != 1) return -1;
        sum += one;
    }
    return sum > 0 ? sum : -1;
}

static int64_t held_population(const PlaceBook *book, const Place *area, int year)
{
    int32_t last = area->end_day == PLACE_DAY_OPEN_END ? INT32_MAX - 1 : area->end_day - 1;
    int64_t sum = 0;
    for (size_t i = 0; i < book->n; i++) {
        const Place *p = &book->places[i];
        if (!place_kind_is_council(p->kind) || !place_alive(p, last) || !inside(p, area)) continue;
        int64_t one = place_population(book, p, year);
        if (one < 0) return -1;
        sum += one;
    }
    return sum > 0 ? sum : -1;
}

int64_t place_population(const PlaceBook *book, const Place *p, int year)
{
    int64_t own = own_population(place_populations(book, p), year);
    if (own >= 0) return own;
    if (!place_kind_is_council(p->kind)) return held_population(book, p, year);
    return replaced_population(book, p, year);
}
