/* The next review of an alert, for a calendar. */
#include "alerts/ical.h"
#include "web/present_alert.h"

static ErrCode get(const Request *rq, Response *rs)
{
    Alert a;
    Str rest = rq->rest, number;
    if (!str_split(&rest, '.', &number) || !str_eq(rest, STR("ics")))
        return err_set(&rq->op->err, ERR_MISSING, "there is no such calendar");
    TRY(present_one_alert(rq, number, &a));
    Arena *mem = rq->op->mem;
    IcalEvent v = {
        .uid = arena_fmt(mem, "belfry-alert-%lld", (long long)a.id),
        .revision = a.revision,
        .at = rq->op->now,
        .starts_at = a.state.review_at ? a.state.review_at : rq->op->now,
        .summary = arena_fmt(mem, "%sReview: %.*s, %.*s", a.exercise ? "EXERCISE: " : "",
                             STR_ARG(a.place_name), STR_ARG(a.subject)),
        .description =
            STR("Look again at this alert by then, or nobody knows whether it still holds."),
        .cancelled = a.state.review_at == 0
    };
    ical_write(&v, mem, rs->out);
    rs->type = "text/calendar; charset=utf-8";
    rs->file_name = "review.ics";
    return ERR_OK;
}

PAGE(reviews) = {
    .address = "/reviews/*",
    .door = DOOR_SIGNED_IN,
    .may = MAY_NOTE,
    .get = get,
};
