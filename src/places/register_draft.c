/* Successions, inheritance and the checks that need the whole register. */
#include <math.h>

#include "base/date.h"
#include "places/register_priv.h"

static ErrCode add_link(Draft *d, const DraftPlace *old, const DraftPlace *new, bool stored)
{
    DraftLink link = { (size_t)(old - d->v), (size_t)(new - d->v), stored };
    for (size_t i = 0; i < d->links_n; i++)
        if (d->links[i].old == link.old && d->links[i].new == link.new) return ERR_OK;
    if (d->links_n == d->links_room) {
        size_t room = d->links_room ? 2 * d->links_room : 256;
        DraftLink *more;
        NEW(more, room, d->op->mem, &d->op->err);
        if (d->links_n) memcpy(more, d->links, d->links_n * sizeof *more);
        d->links = more;
        d->links_room = room;
    }
    d->links[d->links_n++] = link;
    return ERR_OK;
}

static ErrCode stored_links(Draft *d)
{
    PlaceList all = place_all(d->book);
    for (size_t i = 0; i < all.n; i++) {
        PlaceList next = place_successors(d->book, all.v[i]);
        for (size_t k = 0; k < next.n; k++)
            TRY(add_link(d, draft_find(d, all.v[i]->code), draft_find(d, next.v[k]->code), true));
    }
    return ERR_OK;
}

static ErrCode fault(const Draft *d, const DraftPlace *at, const char *column, Str code,
                     const char *what)
{
    return err_set(&d->op->err, ERR_INPUT, "%s line %lld: %s: %.*s %s", d->file,
                   (long long)at->line, column, code.n > 40 ? 40 : (int)code.n, code.p, what);
}

static ErrCode link_row(Draft *d, const DraftPlace *v)
{
    Str rest = v->predecessors, code;
    while (str_split(&rest, ' ', &code)) {
        if (code.n == 0) continue;
        const DraftPlace *old = draft_find(d, code);
        if (!old) return fault(d, v, "predecessors", code, "is not in the register");
        if (v->p.start_day == PLACE_DAY_OPEN_START)
            return fault(d, v, "start_date", code, "was replaced on a day that is not given");
        if (old->p.start_day >= v->p.start_day)
            return fault(d, v, "predecessors", code, "did not start before it");
        TRY(add_link(d, old, v, false));
    }
    return ERR_OK;
}

/* A place ends on the day its successors start. */
static ErrCode end_predecessor(Draft *d, const DraftLink *link)
{
    DraftPlace *old = &d->v[link->old];
    const DraftPlace *new = &d->v[link->new];
    if (old->p.end_day == new->p.start_day) return ERR_OK;
    if (old->end_given && old->line)
        return fault(d, old, "end_date", new->p.code, "replaces it and starts on another day");
    if (old->p.end_day != PLACE_DAY_OPEN_END && new->line)
        return fault(d, new, "predecessors", old->p.code, "ended on another day");
    old->p.end_day = new->p.start_day;
    return ERR_OK;
}

/* A blank code is filled when all predecessors say the same. */
static void inherit_code(const Draft *d, size_t new, size_t offset)
{
    Str *own = (Str *)(void *)((char *)&d->v[new].p + offset), common = { 0, "" };
    bool agreed = true;
    if (own->n) return;
    for (size_t i = 0; i < d->links_n; i++) {
        if (d->links[i].new != new) continue;
        const DraftPlace *old = &d->v[d->links[i].old];
        Str theirs = *(const Str *)(const void *)((const char *)&old->p + offset);
        if (!place_kind_is_council(old->p.kind)) continue;
        agreed = agreed && (common.n == 0 || str_eq(common, theirs));
        common = theirs;
    }
    if (agreed) *own = common;
}

/* Blank numbers: the sum of the areas, and their point means weighted by area. */
static void inherit_numbers(const Draft *d, size_t new)
{
    Place *p = &d->v[new].p;
    double area = 0, sums[4] = { 0, 0, 0, 0 };
    bool any = false;
    for (size_t i = 0; i < d->links_n; i++) {
        const Place *old = &d->v[d->links[i].old].p;
        if (d->links[i].new != new || !place_kind_is_council(old->kind)) continue;
        const double theirs[4] = { old->latitude, old->longitude, old->easting, old->northing };
        for (size_t k = 0; k < 4; k++) sums[k] += theirs[k] * old->area_km2;
        area += old->area_km2;
        any = true;
    }
    if (!any || isnan(area)) return;
    double *const own[4] = { &p->latitude, &p->longitude, &p->easting, &p->northing };
    for (size_t k = 0; k < 4; k++)
        if (isnan(*own[k])) *own[k] = sums[k] / area;
    if (isnan(p->area_km2)) p->area_km2 = area;
}

static void inherit(const Draft *d, size_t new)
{
    const DraftPlace *v = &d->v[new];
    if (!v->line || !v->predecessors.n || !place_kind_is_council(v->p.kind)) return;
    if (v->p.kind == PLACE_DISTRICT) inherit_code(d, new, offsetof(Place, county));
    inherit_code(d, new, offsetof(Place, region));
    inherit_code(d, new, offsetof(Place, force));
    inherit_numbers(d, new);
}

static ErrCode check_area(const Draft *d, const DraftPlace *v, Str code, PlaceKind kind)
{
    if (code.n == 0) return ERR_OK;
    const DraftPlace *area = draft_find(d, code);
    if (area && area->p.kind == kind) return ERR_OK;
    return err_set(&d->op->err, ERR_INPUT, "%s line %lld: %s: %.*s is no %s of the register",
                   d->file, (long long)v->line,
                   kind == PLACE_COUNTY   ? "county"
                   : kind == PLACE_REGION ? "region"
                                          : "force",
                   code.n > 40 ? 40 : (int)code.n, code.p, place_kind_words(kind));
}

static ErrCode check_place(const Draft *d, const DraftPlace *v)
{
    TRY(check_area(d, v, v->p.county, PLACE_COUNTY));
    TRY(check_area(d, v, v->p.region, PLACE_REGION));
    TRY(check_area(d, v, v->p.force, PLACE_FORCE));
    if (!place_kind_is_council(v->p.kind)) return ERR_OK;
    if (!v->p.region.n) return fault(d, v, "region", v->p.code, "is a council and lies in none");
    if (!v->p.force.n) return fault(d, v, "force", v->p.code, "is a council and has none");
    return ERR_OK;
}

ErrCode draft_complete(Draft *d)
{
    TRY(stored_links(d));
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].line) TRY(link_row(d, &d->v[i]));
    for (size_t i = 0; i < d->links_n; i++) TRY(end_predecessor(d, &d->links[i]));
    for (size_t i = 0; i < d->n; i++) inherit(d, i);
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].line) TRY(check_place(d, &d->v[i]));
    return ERR_OK;
}
