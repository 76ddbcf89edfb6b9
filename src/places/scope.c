#include "places/scope.h"

#include "access/account.h"

static bool holds(const Place *area, const Place *p)
{
    if (area == p || area->kind == PLACE_COUNTRY) return true;
    return str_eq(p->county, area->code) || str_eq(p->region, area->code) ||
           str_eq(p->force, area->code);
}

bool scope_covers(const PlaceBook *book, Str area, const Place *p)
{
    const Place *a = area.n ? place_by_code(book, area) : NULL, *to = NULL;
    if (area.n == 0) return true;
    if (!a) return false;
    if (holds(a, p)) return true;
    if (p->end_day == PLACE_DAY_OPEN_END || a->end_day != PLACE_DAY_OPEN_END) return false;
    PlaceCarry carry = place_carry(book, p, a->end_day - 1, &to);
    return carry == CARRY_WHOLE && to && holds(a, to);
}

ErrCode scope_require(Op *op, Str place_code)
{
    const PlaceBook *book;
    Str area;
    TRY(account_scope(op, &area));
    if (!area.n) return ERR_OK;
    TRY(place_book_load(op, &book));
    const Place *p = place_by_code(book, place_code);
    if (p && scope_covers(book, area, p)) return ERR_OK;
    return err_set(&op->err, ERR_DENIED, "that place is not in your area");
}
