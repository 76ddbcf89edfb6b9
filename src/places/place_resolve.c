/* From what people write to the place they mean. */
#include "places/place_priv.h"

/* How well a candidate fits, smaller is better; compared in this order. */
typedef struct {
    int64_t away; /* days between its life and the day, 0 when alive */
    int stripped; /* words taken off what was written */
    int alias;
    int kind;
} Fit;

typedef struct {
    const PlaceBook *book;
    int32_t day;
    Fit fit;
    const Place *best, *rival;
} Search;

static int64_t days_away(const Place *p, int32_t day)
{
    if (day < p->start_day) return (int64_t)p->start_day - day;
    return day >= p->end_day ? (int64_t)day - p->end_day + 1 : 0;
}

static int kind_rank(PlaceKind kind)
{
    static const int rank[] = { [PLACE_COUNTRY] = 4,
                                [PLACE_REGION] = 2,
                                [PLACE_FORCE] = 3,
                                [PLACE_COUNTY] = 1,
                                [PLACE_DISTRICT] = 0 };
    return rank[kind];
}

static bool sort_allows(NameSort sort, PlaceKind kind)
{
    switch (sort) {
    case NAME_ANY: return true;
    case NAME_COUNCIL: return place_kind_is_council(kind) || kind == PLACE_COUNTY;
    case NAME_FORCE: return kind == PLACE_FORCE;
    case NAME_REGION: return kind == PLACE_REGION;
    }
    return false;
}

static int compare(const Fit *a, const Fit *b)
{
    if (a->away != b->away) return a->away < b->away ? -1 : 1;
    if (a->stripped != b->stripped) return a->stripped - b->stripped;
    if (a->alias != b->alias) return a->alias - b->alias;
    return a->kind - b->kind;
}

static void consider(Search *s, const PlaceName *name, int stripped)
{
    const Place *p = name->place;
    Fit fit = { days_away(p, s->day), stripped, name->alias, kind_rank(p->kind) };
    int order = s->best ? compare(&fit, &s->fit) : -1;
    if (order > 0 || (order == 0 && p == s->best)) return;
    s->rival = order == 0 ? s->best : NULL;
    s->best = p;
    s->fit = fit;
}

/* The first entry whose text is not before `text`. */
static size_t lower_bound(const PlaceBook *book, Str text)
{
    size_t low = 0, high = book->names_n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (name_order(book->names[mid].text, text) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static void look_up(Search *s, const FoldedName *f, NameSort sort, int stripped)
{
    Str text = name_text(f);
    for (size_t i = lower_bound(s->book, text);
         i < s->book->names_n && str_eq(s->book->names[i].text, text); i++)
        if (sort_allows(sort, s->book->names[i].place->kind))
            consider(s, &s->book->names[i], stripped);
}

static Str nearest_name(const PlaceBook *book, const FoldedName *f)
{
    Str text = name_text(f), best = { 0, "" };
    size_t least = text.n / 4 < 2 ? text.n / 4 + 1 : 3;
    for (size_t i = 0; i < book->names_n; i++) {
        const PlaceName *name = &book->names[i];
        size_t longer = name->text.n > text.n ? name->text.n - text.n : text.n - name->text.n;
        if (name->text.n < 4 || longer >= least) continue;
        size_t d = name_distance(name->text, text);
        if (d >= least) continue;
        least = d;
        best = name->alias ? name->text : name->place->name;
    }
    return best;
}

static ErrCode not_found(const PlaceBook *book, Str text, const FoldedName *f, Err *e)
{
    int shown = text.n > 60 ? 60 : (int)text.n;
    Str near = nearest_name(book, f);
    if (near.n == 0) return err_set(e, ERR_MISSING, "no place is called '%.*s'", shown, text.p);
    return err_set(e, ERR_MISSING, "no place is called '%.*s'; the nearest name is '%.*s'", shown,
                   text.p, STR_ARG(near));
}

ErrCode place_resolve(const PlaceBook *book, Str text, int32_t day, const Place **ret, Err *e)
{
    FoldedName f;
    NameSort sort = NAME_ANY;
    Search s = { .book = book, .day = day };
    int stripped = 0;
    if (str_utf8_fault(text) < text.n || !name_fold(text, &f))
        return err_set(e, ERR_MISSING, "the name of a place is empty, too long or not UTF-8");
    FoldedName whole = f;
    do look_up(&s, &f, sort, stripped++);
    while (name_strip(&f, &sort));
    if (!s.best) return not_found(book, text, &whole, e);
    if (s.rival)
        return err_set(e, ERR_CONFLICT, "'%.*s' may be %.*s (%.*s) or %.*s (%.*s): use the code",
                       text.n > 60 ? 60 : (int)text.n, text.p, STR_ARG(s.best->name),
                       STR_ARG(s.best->code), STR_ARG(s.rival->name), STR_ARG(s.rival->code));
    *ret = s.best;
    return ERR_OK;
}
