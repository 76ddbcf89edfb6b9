/* The routing: the text in force, what a changed one would have done, and putting it in force. */
#include "alerts/dry_run.h"
#include "web/present.h"
#include "web/present_alert.h"
#include "web/views.h"

enum { EVENTS_SHOWN = 100 };

static ErrCode try_out(const Request *rq, const Routing *r, RoutingView *v)
{
    Arena *mem = rq->op->mem;
    int32_t today = present_today(rq->op);
    DryRun d;
    RoutingDesks *desks;
    RoutingEvents *events;
    TRY(dry_run(rq->op, r, today - 365, today, &d));
    NEW(desks, d.desks_n + 1, mem, &rq->op->err);
    NEW(events, EVENTS_SHOWN + 1, mem, &rq->op->err);
    for (size_t i = 0; i < d.desks_n; i++)
        desks[i] = (RoutingDesks){ d.desks[i].title, (int64_t)d.desks[i].notices,
                                   (int64_t)d.desks[i].at_once, (int64_t)d.desks[i].people,
                                   (int64_t)d.desks[i].nobody };
    for (size_t i = 0; i < d.events_n && i < EVENTS_SHOWN; i++) {
        const DryRunEvent *e = &d.events[d.events_n - 1 - i];
        events[v->events.n++] =
            (RoutingEvents){ present_local(mem, e->at), e->place_name, e->subject,
                             str_of(alert_level_text(e->level)), e->desks };
    }
    v->tried = true;
    v->found = (int64_t)d.events_n;
    v->desks.n = d.desks_n;
    v->desks.v = desks;
    v->events.v = events;
    return ERR_OK;
}

static ErrCode show(const Request *rq, Response *rs, const Routing *r, bool tries)
{
    RoutingView v = { .fault = rq->fault,
                      .faulty = rq->fault.n > 0,
                      .token = rq->token,
                      .body = rq->fault.n ? request_field(rq, "body") : r->text,
                      .administers = request_may(rq, MAY_ADMINISTER) };
    if (tries) TRY(try_out(rq, r, &v));
    rs->title = STR("Routing");
    rs->section = STR("/alerts");
    render_routing(rs->out, &v);
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    const Routing *r;
    TRY(routing_load(rq->op, &r));
    return show(rq, rs, r, false);
}

static ErrCode post(Request *rq, Response *rs)
{
    const Routing *r;
    Str body = request_field(rq, "body");
    if (str_eq(request_field(rq, "do"), STR("set"))) {
        rs->redirect = STR("/routing");
        return routing_set(rq->op, body, "routing", request_field(rq, "reason"));
    }
    TRY(routing_parse(body, "routing", rq->op->mem, &r, &rq->op->err));
    return show(rq, rs, r, true);
}

PAGE(routing) = {
    .address = "/routing",
    .door = DOOR_SIGNED_IN,
    .may = MAY_DECIDE,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_DECIDE,
    .post = post,
};
