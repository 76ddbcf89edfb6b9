/* One alert: how it stands on the four axes, what people were told, who was told when and why, and
 * what can be done now. */
#include "alerts/outbox.h"
#include "alerts/public_notice.h"
#include "alerts/response.h"
#include "alerts/tell.h"
#include "web/present.h"
#include "web/present_alert.h"
#include "web/views.h"

enum { NOTICES = 300, FIRSTS = 6, AXES = 5 };

static ErrCode add_axes(const Request *rq, const Alert *a, WarningView *v)
{
    Arena *mem = rq->op->mem;
    WarningAxes *rows;
    size_t n = 0;
    NEW(rows, AXES, mem, &rq->op->err);
    rows[n++] = (WarningAxes){ STR("Kind"),
                               present_sentence(mem, str_of(nature_meaning(a->state.nature))) };
    rows[n++] =
        (WarningAxes){ STR("Evidence"),
                       present_sentence(mem, str_of(detection_meaning(a->state.detection))) };
    rows[n++] = (WarningAxes){ STR("Handling"),
                               present_sentence(mem, str_of(handling_meaning(a->state.handling))) };
    rows[n++] = (WarningAxes){
        STR("Notices"), a->hidden_why.n
                            ? present_sentence(mem, a->hidden_why)
                            : present_sentence(mem, str_of(visibility_meaning(a->state.visibility)))
    };
    rows[n++] = (WarningAxes){ STR("Next review"), a->state.review_at
                                                       ? present_local(mem, a->state.review_at)
                                                       : STR("none is set") };
    v->axes.n = n;
    v->axes.v = rows;
    return ERR_OK;
}

static ErrCode add_firsts(const Request *rq, const Routing *r, const Alert *a, WarningView *v)
{
    Arena *mem = rq->op->mem;
    ResponseTime t;
    WarningFirsts *rows;
    size_t n = 0;
    TRY(response_of(rq->op, r, a, &t));
    NEW(rows, FIRSTS, mem, &rq->op->err);
    if (t.signal_at)
        rows[n++] = (WarningFirsts){ STR("First signal"), present_local(mem, t.signal_at) };
    rows[n++] = (WarningFirsts){ STR("First proposal"), present_local(mem, t.proposed_at) };
    rows[n++] = (WarningFirsts){ STR("First alert"), present_local(mem, t.issued_at) };
    rows[n++] = (WarningFirsts){ STR("First delivery"), present_local(mem, t.told_at) };
    rows[n++] =
        (WarningFirsts){ STR("First acknowledgement"), present_local(mem, t.acknowledged_at) };
    v->firsts.n = n;
    v->firsts.v = rows;
    return ERR_OK;
}

static ErrCode add_past(const Request *rq, const Alert *a, WarningView *v)
{
    Arena *mem = rq->op->mem;
    AlertHistory past;
    WarningPast *rows;
    TRY(alert_history(rq->op, a->id, &past));
    NEW(rows, past.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < past.n; i++) {
        const AlertPast *p = &past.v[i];
        rows[i] = (WarningPast){
            present_local(mem, p->at),
            arena_fmt(mem, "%.*s by %.*s", STR_ARG(present_sentence(mem, p->action)),
                      STR_ARG(p->actor_name.n ? p->actor_name : STR("Belfry itself"))),
            str_of(alert_level_text(p->level)), p->detail
        };
    }
    v->past.n = past.n;
    v->past.v = rows;
    return ERR_OK;
}

static ErrCode add_told(const Request *rq, const Alert *a, WarningView *v)
{
    Arena *mem = rq->op->mem;
    OutboxLines lines;
    WarningTold *rows;
    TRY(outbox_list(rq->op, (Str){ 0, "" }, a->id, NOTICES, &lines));
    NEW(rows, lines.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < lines.n; i++) {
        const OutboxLine *l = &lines.v[i];
        bool done = l->done_at != 0;
        rows[i] = (WarningTold){ .who = l->name,
                                 .medium = l->medium,
                                 .what = present_sentence(mem, l->kind),
                                 .state = present_sentence(mem, l->state),
                                 .when = present_local(mem, done ? l->done_at : l->due_at),
                                 .tries = l->attempts,
                                 .outcome = l->outcome,
                                 .why = l->why,
                                 .answered = l->link_used_at != 0 };
    }
    v->told.n = lines.n;
    v->told.v = rows;
    return ERR_OK;
}

static ErrCode add_plan(const Request *rq, const Routing *r, const Alert *a, WarningView *v)
{
    TellPlan plan;
    WarningPlan *rows;
    TRY(tell_explain(rq->op, r, a, &plan));
    NEW(rows, plan.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < plan.n; i++)
        rows[i] =
            (WarningPlan){ plan.v[i].title,
                           present_sentence(rq->op->mem, when_words(plan.v[i].when, rq->op->mem)),
                           plan.v[i].names, plan.v[i].route };
    v->plan.n = plan.n;
    v->plan.v = rows;
    v->trace = plan.trace;
    return ERR_OK;
}

static ErrCode add_public(const Request *rq, const Alert *a, WarningView *v)
{
    PublicNotices all;
    WarningPublic *rows;
    TRY(public_notice_list(rq->op, a->id, false, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const PublicNotice *n = &all.v[i];
        rows[i] = (WarningPublic){ .id = arena_fmt(rq->op->mem, "%lld", (long long)n->id),
                                   .title = n->title,
                                   .body = n->body,
                                   .state = n->withdrawn_at   ? STR("Withdrawn")
                                            : n->published_at ? STR("Published")
                                                              : STR("Waits for a second person"),
                                   .waits = v->decides && !n->published_at && !n->withdrawn_at,
                                   .open = v->decides && !n->withdrawn_at,
                                   .address = v->address,
                                   .token = rq->token };
    }
    v->public.n = all.n;
    v->public.v = rows;
    return ERR_OK;
}

static void offer(const Request *rq, const Alert *a, WarningView *v)
{
    bool live = alert_is_live(a->state.handling), decides = request_may(rq, MAY_DECIDE);
    v->notes = true;
    v->decides = decides;
    v->approves = decides && a->state.handling == HANDLE_PROPOSED;
    v->acknowledges = live;
    v->changes = decides && live;
    v->cancels = decides && a->state.handling < HANDLE_STOOD_DOWN;
    v->reviews = decides && a->state.handling == HANDLE_STOOD_DOWN;
    v->acts = v->approves || v->acknowledges || v->cancels || v->reviews;
}

static ErrCode get(const Request *rq, Response *rs)
{
    Alert a;
    const Routing *r;
    AlertIssues issues;
    Arena *mem = rq->op->mem;
    WarningView v = { .fault = rq->fault,
                      .faulty = rq->fault.n > 0,
                      .token = rq->token,
                      .typed = request_field(rq, "reason") };
    TRY(present_one_alert(rq, rq->rest, &a));
    TRY(routing_load(rq->op, &r));
    TRY(alert_issues(rq->op, a.id, &issues));
    v.heading = arena_fmt(mem, "%.*s: %.*s", STR_ARG(a.place_name), STR_ARG(a.subject));
    v.level = present_level(rq, a.state.level);
    v.exercise = a.exercise_name;
    v.is_exercise = a.exercise != 0;
    v.address = present_warning(mem, a.id);
    v.review_path = arena_fmt(mem, "/reviews/%lld.ics", (long long)a.id);
    v.has_review = a.state.review_at != 0;
    v.body = issues.n ? issues.v[issues.n - 1].body : a.summary;
    v.sent = issues.n > 0;
    offer(rq, &a, &v);
    TRY(add_axes(rq, &a, &v));
    TRY(add_firsts(rq, r, &a, &v));
    TRY(add_past(rq, &a, &v));
    TRY(add_told(rq, &a, &v));
    TRY(add_plan(rq, r, &a, &v));
    TRY(add_public(rq, &a, &v));
    rs->title = v.heading;
    rs->section = STR("/alerts");
    render_warning(rs->out, &v);
    return ERR_OK;
}

static const struct {
    const char *word;
    AlertEventKind kind;
} steps[] = {
    { "approve", EV_APPROVE }, { "acknowledge", EV_ACKNOWLEDGE }, { "respond", EV_RESPOND },
    { "level", EV_LEVEL },     { "looked", EV_LOOKED },           { "stand-down", EV_STAND_DOWN },
    { "review", EV_REVIEW },   { "cancel", EV_CANCEL },
};

static ErrCode act(Request *rq, int64_t id, Str what)
{
    AlertEvent event = { .kind = EV_COUNT };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (str_eq(what, str_of(steps[i].word))) event.kind = steps[i].kind;
    if (event.kind == EV_COUNT) return err_set(&rq->op->err, ERR_INPUT, "choose what to do");
    if (event.kind == EV_LEVEL)
        TRY(alert_level_parse(request_field(rq, "level"), "level", &event.level, &rq->op->err));
    return alert_act(rq->op, id, event, request_field(rq, "reason"));
}

static ErrCode post(Request *rq, Response *rs)
{
    Alert a;
    int64_t notice;
    Str what = request_field(rq, "do");
    TRY(present_one_alert(rq, rq->rest, &a));
    rs->redirect = present_warning(rq->op->mem, a.id);
    if (str_eq(what, STR("write")))
        return public_notice_write(rq->op, a.id, request_field(rq, "title"),
                                   request_field(rq, "body"));
    if (str_eq(what, STR("publish")) || str_eq(what, STR("withdraw"))) {
        TRY(str_int(request_field(rq, "notice"), "notice", &notice, &rq->op->err));
        return str_eq(what, STR("publish")) ? public_notice_publish(rq->op, notice)
                                            : public_notice_withdraw(rq->op, notice);
    }
    return act(rq, a.id, what);
}

PAGE(warning) = {
    .address = "/warnings/*",
    .door = DOOR_SIGNED_IN,
    .may = MAY_NOTE,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_NOTE,
    .post = post,
};
