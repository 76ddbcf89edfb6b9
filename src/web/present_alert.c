#include "web/present_alert.h"

#include "base/london.h"
#include "places/scope.h"
#include "web/present.h"

bool present_alert_sees(const Request *rq, const Alert *a)
{
    const Place *p = place_by_id(rq->book, a->place_id);
    if (!request_may(rq, MAY_NOTE) || !p) return false;
    if (role_everywhere(rq->session.account.role)) return true;
    return rq->session.account.area.n && scope_covers(rq->book, rq->session.account.area, p);
}

ErrCode present_one_alert(const Request *rq, Str number, Alert *ret)
{
    int64_t id;
    Alert a;
    Err why;
    if (str_int(number, "id", &id, &why) == ERR_OK && alert_find(rq->op, id, &a) == ERR_OK &&
        present_alert_sees(rq, &a)) {
        *ret = a;
        return ERR_OK;
    }
    return err_set(&rq->op->err, ERR_MISSING, "there is no such alert");
}

Str present_warning(Arena *mem, int64_t id)
{
    return arena_fmt(mem, "/warnings/%lld", (long long)id);
}

Str present_level(const Request *rq, int level)
{
    const Routing *r;
    if (level == ALERT_LEVEL_NONE) return STR("Not graded");
    if (routing_load(rq->op, &r) != ERR_OK) return str_of(alert_level_text(level));
    return arena_fmt(rq->op->mem, "Level %s, %.*s", alert_level_text(level),
                     STR_ARG(routing_level(r, level)->name));
}

Str present_local(Arena *mem, int64_t at)
{
    return at ? arena_str(mem, str_of(london_words(at).text)) : STR("not yet");
}
