#include "places/place.h"

#include "places/place_priv.h"

static const struct {
    const char *name, *words;
    bool council;
} kinds[] = {
#define KIND_ROW(id, name, council, words) { name, words, council },
#include "places/kind.def"
#undef KIND_ROW
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

const char *place_kind_name(PlaceKind kind)
{
    return kinds[kind].name;
}

const char *place_kind_words(PlaceKind kind)
{
    return kinds[kind].words;
}

bool place_kind_is_council(PlaceKind kind)
{
    return kinds[kind].council;
}

ErrCode place_kind_parse(Str s, PlaceKind *ret, Err *e)
{
    char list[300];
    size_t n = 0;
    for (size_t i = 0; i < KINDS; i++) {
        if (str_eq(s, str_of(kinds[i].name))) {
            *ret = (PlaceKind)i;
            return ERR_OK;
        }
        Str word = str_of(kinds[i].name);
        memcpy(list + n, word.p, word.n);
        list[n + word.n] = ' ';
        n += word.n + 1;
    }
    return err_set(e, ERR_INPUT, "'%.*s' is not a kind of place: expected one of %.*s",
                   s.n > 40 ? 40 : (int)s.n, s.p, (int)n - 1, list);
}

PlaceList place_all(const PlaceBook *book)
{
    return (PlaceList){ book->n, book->by_code };
}

size_t place_index(const PlaceBook *book, const Place *p)
{
    return (size_t)(p - book->places);
}

const Place *place_by_code(const PlaceBook *book, Str code)
{
    for (size_t low = 0, high = book->n; low < high;) {
        size_t mid = low + (high - low) / 2;
        int order = name_order(book->places[mid].code, code);
        if (order == 0) return &book->places[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

const Place *place_by_id(const PlaceBook *book, int64_t id)
{
    for (size_t low = 0, high = book->n; low < high;) {
        size_t mid = low + (high - low) / 2;
        if (book->by_id[mid]->id == id) return book->by_id[mid];
        if (book->by_id[mid]->id < id)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

bool place_alive(const Place *p, int32_t day)
{
    return p->start_day <= day && day < p->end_day;
}

PlaceAliases place_aliases(const PlaceBook *book, const Place *p)
{
    return book->aliases[place_index(book, p)];
}

PlaceList place_successors(const PlaceBook *book, const Place *p)
{
    return book->successors[place_index(book, p)];
}

PlaceList place_predecessors(const PlaceBook *book, const Place *p)
{
    return book->predecessors[place_index(book, p)];
}

PlacePopulations place_populations(const PlaceBook *book, const Place *p)
{
    return book->populations[place_index(book, p)];
}
