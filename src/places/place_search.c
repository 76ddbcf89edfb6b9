#include <limits.h>
#include <stdlib.h>

#include "places/place_priv.h"

enum { RANK_EXACT, RANK_BEGINS, RANK_WORD, RANK_TYPO, SHORTEST_WITH_TYPO = 4 };

typedef struct {
    const Place *place;
    int rank;
    bool alive;
} Found;

/* Whether a word of the name, but not the first, begins with the text. */
static bool word_begins(Str name, Str text)
{
    for (size_t i = 1; i + text.n <= name.n; i++)
        if (name.p[i - 1] == ' ' && memcmp(name.p + i, text.p, text.n) == 0) return true;
    return false;
}

static int rank_of(Str name, Str text)
{
    if (str_eq(name, text)) return RANK_EXACT;
    if (str_starts(name, text)) return RANK_BEGINS;
    if (text.n >= 3 && word_begins(name, text)) return RANK_WORD;
    return INT_MAX;
}

/* How many errors away, no more than one in four letters; INT_MAX beyond. */
static int rank_of_typo(Str name, Str text)
{
    size_t most = text.n / 4 < 2 ? text.n / 4 : 2;
    size_t longer = name.n > text.n ? name.n - text.n : text.n - name.n;
    if (text.n < SHORTEST_WITH_TYPO || longer > most) return INT_MAX;
    size_t d = name_distance(name, text);
    return d > 0 && d <= most ? RANK_TYPO + (int)d : INT_MAX;
}

static int by_rank(const void *a, const void *b)
{
    const Found *x = a, *y = b;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    if (x->alive != y->alive) return x->alive ? -1 : 1;
    int order = name_order(x->place->name, y->place->name);
    return order ? order : name_order(x->place->code, y->place->code);
}

static size_t rank_all(const PlaceBook *book, Str text, bool typos, Found *found)
{
    size_t n = 0;
    for (size_t i = 0; i < book->n; i++)
        found[i] = (Found){ .place = &book->places[i], .rank = INT_MAX };
    for (size_t i = 0; i < book->names_n; i++) {
        const PlaceName *name = &book->names[i];
        int rank = typos ? rank_of_typo(name->text, text) : rank_of(name->text, text);
        Found *f = &found[place_index(book, name->place)];
        if (rank < f->rank) f->rank = rank;
    }
    for (size_t i = 0; i < book->n; i++) n += found[i].rank != INT_MAX;
    return n;
}

ErrCode place_search(const PlaceBook *book, Str text, int32_t day, Arena *mem, PlaceList *ret,
                     Err *e)
{
    FoldedName f;
    Found *found;
    const Place **v, *meant;
    Err other;
    *ret = (PlaceList){ 0, NULL };
    if (str_utf8_fault(text) < text.n || !name_fold(text, &f)) return ERR_OK;
    NEW(found, book->n + 1, mem, e);
    size_t n = rank_all(book, name_text(&f), false, found);
    /* "London Borough of Hackney": any usual spelling counts as the very name. */
    if (place_resolve(book, text, day, &meant, &other) == ERR_OK) {
        Found *one = &found[place_index(book, meant)];
        n += one->rank == INT_MAX;
        one->rank = RANK_EXACT;
    }
    if (n == 0) n = rank_all(book, name_text(&f), true, found);
    for (size_t i = 0; i < book->n; i++) found[i].alive = place_alive(found[i].place, day);
    qsort(found, book->n, sizeof *found, by_rank);
    if (n > PLACE_SEARCH_MOST) n = PLACE_SEARCH_MOST;
    NEW(v, n + 1, mem, e);
    for (size_t i = 0; i < n; i++) v[i] = found[i].place;
    *ret = (PlaceList){ n, v };
    return ERR_OK;
}
