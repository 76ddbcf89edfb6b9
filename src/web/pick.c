#include "web/pick.h"

#include "places/scope.h"
#include "web/present.h"
#include "web/report.h"

Str pick_typed(const Request *rq, const char *name, Str otherwise)
{
    return rq->form_n ? request_field(rq, name) : otherwise;
}

Str pick_chosen(const Request *rq, const char *name, Str otherwise)
{
    return rq->form_n ? form_codes(rq, name) : otherwise;
}

Str pick_area(const Request *rq)
{
    bool everywhere = !rq->has_session || role_everywhere(rq->session.account.role);
    return everywhere ? (Str){ 0, "" } : rq->session.account.area;
}

bool pick_sees(const Request *rq, Capability what, Str place_code)
{
    const Place *p = place_by_code(rq->book, place_code);
    if (!request_may(rq, what) || !p) return false;
    if (role_everywhere(rq->session.account.role)) return true;
    return rq->session.account.area.n && scope_covers(rq->book, rq->session.account.area, p);
}

ErrCode pick_council(const Request *rq, Str name, const Place **ret)
{
    const Place *p, *to = NULL;
    int32_t today = present_today(rq->op);
    Err *e = &rq->op->err, why;
    if (!str_trim(name).n) return err_set(e, ERR_INPUT, "where: name the council, town or borough");
    if (name.n > 100) return err_set(e, ERR_INPUT, "where: that name is too long");
    if (place_resolve(rq->book, name, today, &p, &why) != ERR_OK)
        return err_set(e, ERR_INPUT, "where: %s", why.message);
    (void)place_carry(rq->book, p, today, &to);
    if (!to || !place_kind_is_council(to->kind))
        return err_set(e, ERR_INPUT,
                       "where: %.*s is not one council; name the borough, district or city",
                       STR_ARG(p->name));
    *ret = to;
    return ERR_OK;
}
