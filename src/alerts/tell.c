#include "alerts/tell.h"

#include "access/hash.h"
#include "alerts/alert_priv.h"
#include "alerts/outbox_sql_priv.h"
#include "alerts/tell_priv.h"
#include "base/london.h"

ErrCode alert_mark_groups(Op *op, const AlertRules *rules, const Alert *a, bool at_once)
{
    const Routing *r = rules->routing;
    Labels labels = alert_labels(rules->book, a, op->mem);
    RoutesTaken taken = routing_decide(r, &labels, NULL);
    for (size_t i = 0; i < taken.n; i++) {
        const Route *route = taken.v[i];
        GroupEnsureRows g;
        Str key = routing_group_key(route, &labels, op->mem);
        if (a->exercise)
            key = arena_fmt(op->mem, "exercise %lld/%.*s", (long long)a->exercise, STR_ARG(key));
        TRY(sql_group_ensure(op, key, route->set.name, &g));
        int64_t at = op->now;
        if (!at_once && !g.v[0].told_at)
            at += route->group_wait;
        else if (!at_once && g.v[0].told_at + route->group_interval > at)
            at = g.v[0].told_at + route->group_interval;
        TRY(sql_group_member_wait(op, g.v[0].id, a->id));
        TRY(sql_group_wait(op, g.v[0].id, routing_opens_at(r, route, at)));
    }
    return ERR_OK;
}

static bool is_grave(const TellOne *one)
{
    for (size_t i = 0; i < one->n; i++)
        if (one->v[i].state.level == 1 || one->v[i].state.level == 2) return true;
    return false;
}

static int gravest(const TellOne *one)
{
    int level = one->v[0].state.level;
    for (size_t i = 1; i < one->n; i++)
        if (alert_level_is_graver(one->v[i].state.level, level)) level = one->v[i].state.level;
    return level;
}

/* A digest row gathers; any other is named by its content, so that the same is never sent twice. */
static Str key_of(Teller *t, const TellOne *one, const char *medium, Str issues)
{
    Arena *mem = t->op->mem;
    Str parts = one->digest
                    ? arena_fmt(mem, "digest %lld %s %lld %lld", (long long)one->to->id, medium,
                                (long long)one->due_at, (long long)one->v[0].exercise)
                    : arena_fmt(mem, "%s %lld %s %lld%.*s", one->kind, (long long)one->to->id,
                                medium, (long long)one->number, STR_ARG(issues));
    HashText h = hash_sha256(parts);
    return arena_fmt(mem, "%.32s", h.hex);
}

static ErrCode put(Teller *t, const TellOne *one, const char *medium)
{
    Op *op = t->op;
    OutboxInsertRows made;
    int64_t *ids;
    Str issues = { 0, "" };
    size_t n = 0;
    NEW(ids, one->n, op->mem, &op->err);
    for (size_t i = 0; i < one->n; i++) {
        NoticeNewestRows newest;
        TRY(sql_notice_newest(op, one->v[i].id, &newest));
        if (!newest.n) continue;
        ids[n++] = newest.v[0].id;
        issues = arena_fmt(op->mem, "%.*s %lld", STR_ARG(issues), (long long)newest.v[0].id);
    }
    if (n == 0) return ERR_OK;
    TRY(sql_outbox_insert(
        op,
        &(OutboxInsertArgs){ .key = key_of(t, one, medium, issues),
                             .kind = str_of(one->digest ? "digest" : one->kind),
                             .contact = one->to->id,
                             .medium = str_of(medium),
                             .desk = one->desk,
                             .why = one->why,
                             .at = op->now,
                             .due_at = one->due_at,
                             .exercise = one->v[0].exercise ? &one->v[0].exercise : NULL },
        &made));
    for (size_t i = 0; i < n; i++) TRY(sql_outbox_issue_insert(op, made.v[0].id, ids[i]));
    t->report.notices++;
    return ERR_OK;
}

/* Systems by webhook, people by mail, and by text message when it is grave, pressing, or all there
 * is. */
ErrCode tell_one(Teller *t, const TellOne *one)
{
    bool pressing = strcmp(one->kind, "escalation") == 0 || is_grave(one);
    if (one->to->webhook.n && !one->digest) TRY(put(t, one, "webhook"));
    if (one->to->email.n) TRY(put(t, one, "email"));
    if (one->to->phone.n && !one->digest && (pressing || !one->to->email.n))
        return put(t, one, "sms");
    return ERR_OK;
}

/* What a person wants gathered comes with the next daily digest, never levels 1 and 2. */
static void settle_when(Teller *t, const Send *send, TellOne *one)
{
    int level = gravest(one);
    bool wants_digest =
        level != ALERT_LEVEL_NONE && level >= one->to->digest_from && !is_grave(one);
    WhenKind kind = send->when.kind;
    When when = wants_digest && kind != WHEN_WEEKLY ? (When){ WHEN_DAILY, 0 } : send->when;
    one->digest = when.kind == WHEN_DAILY || when.kind == WHEN_WEEKLY;
    one->due_at = routing_due(t->rules.routing, when, t->op->now);
}

static ErrCode nobody(Teller *t, const Desk *desk, const TellOne *one)
{
    for (size_t i = 0; i < one->n; i++)
        TRY(alert_note_once(
            t->op, &one->v[i], STR("nobody to tell"),
            arena_fmt(t->op->mem, "nobody is set up for: %.*s", STR_ARG(desk->title))));
    t->report.nobody++;
    return ERR_OK;
}

static ErrCode tell_desk(Teller *t, const Desk *desk, const Send *send, TellOne *one)
{
    Contacts people;
    const Place *place = place_by_id(t->rules.book, one->v[0].place_id);
    TRY(contact_at(t->op, t->rules.book, desk, place, t->op->now, &people));
    if (!people.n && desk->area != OF_NEIGHBOURS) return nobody(t, desk, one);
    for (size_t i = 0; i < people.n; i++) {
        one->to = &people.v[i];
        one->desk = desk->name;
        settle_when(t, send, one);
        TRY(tell_one(t, one));
    }
    return ERR_OK;
}

/* Who was told of it before hears how it goes on, whatever its level is now. */
static ErrCode tell_former(Teller *t, const Route *route, const Alert *a)
{
    OutboxToldRows told;
    TRY(sql_outbox_told(t->op, a->id, &told));
    for (size_t i = 0; i < told.n; i++) {
        Contact c;
        bool found;
        When when = { told.v[i].digest ? WHEN_DAILY : WHEN_AFTER, 0 };
        TellOne one = {
            .kind = "notice", .to = &c, .desk = told.v[i].desk, .number = t->op->now, .n = 1, .v = a
        };
        TRY(contact_find(t->op, told.v[i].contact_id, &c, &found));
        if (!found) continue;
        one.why = arena_fmt(t->op->mem, "route %.*s: told of this alert before",
                            STR_ARG(route->set.name));
        /* As they were told before: what came at once ends at once. */
        one.digest = told.v[i].digest != 0;
        one.due_at = routing_due(t->rules.routing, when, t->op->now);
        TRY(tell_one(t, &one));
    }
    return ERR_OK;
}

static const Route *route_named(const Routing *r, Str name)
{
    for (size_t i = 0; i < r->routes_n; i++)
        if (str_eq(r->routes[i].set.name, name)) return &r->routes[i];
    return &r->routes[0]; /* the routing was changed: the root speaks for what is gone */
}

/* One notice for each place of the group, because the desks depend on it. */
static ErrCode tell_members(Teller *t, const Route *route, const char *kind, const Alerts *all,
                            int64_t number)
{
    for (size_t i = 0; i < all->n; i++) {
        Alert *same;
        size_t n = 0;
        bool done = false;
        for (size_t k = 0; k < i; k++) done = done || all->v[k].place_id == all->v[i].place_id;
        if (done) continue;
        NEW(same, all->n, t->op->mem, &t->op->err);
        for (size_t k = i; k < all->n; k++)
            if (all->v[k].place_id == all->v[i].place_id) same[n++] = all->v[k];
        for (size_t k = 0; k < route->set.sends_n; k++) {
            const Send *send = &route->set.sends[k];
            const Desk *desk = routing_desk(t->rules.routing, send->desk);
            TellOne one = { .kind = kind, .number = number, .n = n, .v = same };
            one.why = arena_fmt(t->op->mem, "route %.*s: %.*s, %.*s", STR_ARG(route->set.name),
                                STR_ARG(desk->title), STR_ARG(when_words(send->when, t->op->mem)));
            if (strcmp(kind, "repeat") == 0 &&
                (send->when.kind != WHEN_AFTER || send->when.seconds))
                continue;
            TRY(tell_desk(t, desk, send, &one));
        }
    }
    return ERR_OK;
}

static ErrCode load_members(Teller *t, int64_t group, bool waiting, Alerts *ret)
{
    GroupMembersRows rows;
    Alert *v;
    TRY(sql_group_members(t->op, group, waiting, &rows));
    NEW(v, rows.n + 1, t->op->mem, &t->op->err);
    for (size_t i = 0; i < rows.n; i++) TRY(alert_find(t->op, rows.v[i].alert_id, &v[i]));
    *ret = (Alerts){ rows.n, v };
    return ERR_OK;
}

static ErrCode flush_group(Teller *t, const GroupDueRow *g)
{
    Alerts waiting, live;
    Alert *v;
    size_t n = 0;
    const Route *route = route_named(t->rules.routing, g->route);
    TRY(load_members(t, g->id, true, &waiting));
    NEW(v, waiting.n + 1, t->op->mem, &t->op->err);
    /* What ended is told to those who had heard of it, and to nobody else. */
    for (size_t i = 0; i < waiting.n; i++)
        if (alert_is_live(waiting.v[i].state.handling)) v[n++] = waiting.v[i];
    live = (Alerts){ n, v };
    TRY(tell_members(t, route, "notice", &live, t->op->now));
    for (size_t i = 0; i < waiting.n; i++) TRY(tell_former(t, route, &waiting.v[i]));
    TRY(sql_group_flushed(t->op, g->id, t->op->now));
    return sql_group_members_told(t->op, g->id);
}

static ErrCode flush_groups(Teller *t)
{
    GroupDueRows due;
    TRY(sql_group_due(t->op, t->op->now, &due));
    for (size_t i = 0; i < due.n; i++) {
        ArenaMark mark = arena_mark(t->op->mem);
        TRY(flush_group(t, &due.v[i]));
        arena_back(t->op->mem, mark);
    }
    return ERR_OK;
}

static ErrCode repeat_groups(Teller *t)
{
    GroupToldRows told;
    TRY(sql_group_told(t->op, t->op->now, &told));
    for (size_t i = 0; i < told.n; i++) {
        const GroupToldRow *g = &told.v[i];
        const Route *route = route_named(t->rules.routing, g->route);
        int64_t every = routing_repeat_at(route, 0), since = t->op->now - g->told_at_first;
        Alerts all;
        if (every == 0 || since / every <= g->repeats ||
            !routing_is_open(t->rules.routing, route, t->op->now))
            continue;
        /* After a stop one repeat stands for those that were missed. */
        int64_t number = since / every;
        TRY(load_members(t, g->id, false, &all));
        TRY(tell_members(t, route, "repeat", &all, g->told_at_first + number));
        TRY(sql_group_repeated(t->op, g->id, number));
    }
    return ERR_OK;
}

/* The next ones, and those who were told and did not answer. */
static ErrCode escalate(Teller *t, const Alert *a)
{
    const LevelPlan *plan = routing_level(t->rules.routing, a->state.level);
    const Desk *desk = routing_desk(t->rules.routing, plan->escalate[a->state.step - 1]);
    Send now = { .when = { WHEN_AFTER, 0 } };
    TellOne one = { .kind = "escalation", .number = t->op->now, .n = 1, .v = a };
    OutboxToldRows told;
    one.why = arena_fmt(t->op->mem, "step %d of the escalation of level %s: %.*s", a->state.step,
                        alert_level_text(a->state.level), STR_ARG(desk->title));
    TRY(tell_desk(t, desk, &now, &one));
    TRY(sql_outbox_told(t->op, a->id, &told));
    for (size_t i = 0; i < told.n; i++) {
        Contact c;
        bool found;
        TRY(contact_find(t->op, told.v[i].contact_id, &c, &found));
        if (!found || told.v[i].digest) continue;
        one = (TellOne){ .kind = "escalation", .number = t->op->now, .n = 1, .v = a, .to = &c };
        one.desk = told.v[i].desk;
        one.due_at = t->op->now;
        one.why = arena_fmt(t->op->mem, "step %d of the escalation: told before, no answer",
                            a->state.step);
        TRY(tell_one(t, &one));
    }
    return ERR_OK;
}

typedef struct {
    const Alert *a;
    Labels labels;
} Labelled;

/* Which silence or wider alert hides it; "" for none. */
static Str hidden_by(Teller *t, const Silences *silences, const Labelled *all, size_t n, size_t me)
{
    const Labelled *l = &all[me];
    Arena *mem = t->op->mem;
    for (size_t k = 0; k < t->rules.routing->inhibits_n; k++)
        for (size_t i = 0; i < n; i++)
            if (i != me && alert_is_live(all[i].a->state.handling) &&
                all[i].a->exercise == l->a->exercise &&
                routing_inhibits(&t->rules.routing->inhibits[k], &all[i].labels, &l->labels))
                return arena_fmt(mem, "inhibited by alert %lld (%.*s)", (long long)all[i].a->id,
                                 STR_ARG(t->rules.routing->inhibits[k].name));
    if (l->a->state.level == 1 || l->a->state.level == 2) return (Str){ 0, "" };
    for (size_t i = 0; i < silences->n; i++) {
        Matches m;
        Err why;
        if (silences->v[i].from_at > t->op->now ||
            matches_parse(silences->v[i].matches, &m, &why) != ERR_OK ||
            !matches_hold(&m, &l->labels))
            continue;
        return arena_fmt(mem, "silenced by %.*s until %s: %.*s", STR_ARG(silences->v[i].owner_name),
                         london_words(silences->v[i].until_at).text,
                         STR_ARG(silences->v[i].reason));
    }
    return (Str){ 0, "" };
}

static ErrCode step_one(Teller *t, Alert *a, AlertEventKind kind, Str why)
{
    AlertStep step;
    TRY(alert_step(t->op, &t->rules, a, (AlertEvent){ .kind = kind }, why, &step));
    if (step.refused) return ERR_OK;
    t->report.issued += kind == EV_ISSUE;
    t->report.stepped += step.acts != 0;
    return step.acts & ACT_ESCALATE ? escalate(t, a) : ERR_OK;
}

static ErrCode step_alerts(Teller *t, const Alerts *open, const Labelled *all)
{
    Silences silences;
    TRY(silence_list(t->op, &silences));
    for (size_t i = 0; i < open->n; i++) {
        Alert a = open->v[i];
        Str why = hidden_by(t, &silences, all, open->n, i);
        AlertEventKind show = !why.n                                 ? EV_SHOW
                              : str_starts(why, STR("inhibited by")) ? EV_INHIBIT
                                                                     : EV_SILENCE;
        if (a.state.handling == HANDLE_PROPOSED) continue;
        TRY(step_one(t, &a, show, why));
        if (a.state.handling == HANDLE_APPROVED) TRY(step_one(t, &a, EV_ISSUE, (Str){ 0, "" }));
        TRY(step_one(t, &a, EV_TICK, (Str){ 0, "" }));
    }
    return ERR_OK;
}

ErrCode tell_round(Op *op, TellReport *ret)
{
    Teller t = { .op = op };
    Alerts open;
    Labelled *all;
    TRY(alert_rules(op, &t.rules));
    TRY(alert_take_sources(op, &t.rules, &t.report.raised));
    TRY(alert_list(op, true, 0, &open));
    NEW(all, open.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < open.n; i++)
        all[i] = (Labelled){ &open.v[i], alert_labels(t.rules.book, &open.v[i], op->mem) };
    TRY(step_alerts(&t, &open, all));
    TRY(flush_groups(&t));
    TRY(repeat_groups(&t));
    *ret = t.report;
    return ERR_OK;
}

static Str names_of(const Contacts *people, Arena *mem)
{
    Str names = { 0, "" };
    for (size_t i = 0; i < people->n; i++)
        names =
            arena_fmt(mem, "%.*s%s%.*s", STR_ARG(names), i ? ", " : "", STR_ARG(people->v[i].name));
    return people->n ? names : STR("nobody");
}

ErrCode tell_explain(Op *op, const Routing *r, const Alert *a, TellPlan *ret)
{
    AUTO(buf_free) Buf why = BUF_MAX(64 << 10);
    const PlaceBook *book;
    TellWhy *v;
    size_t n = 0;
    TRY(place_book_load(op, &book));
    Labels labels = alert_labels(book, a, op->mem);
    RoutesTaken taken = routing_decide(r, &labels, &why);
    NEW(v, taken.n * ROUTING_SENDS + 1, op->mem, &op->err);
    for (size_t i = 0; i < taken.n; i++)
        for (size_t k = 0; k < taken.v[i]->set.sends_n; k++) {
            const Send *send = &taken.v[i]->set.sends[k];
            const Desk *desk = routing_desk(r, send->desk);
            Contacts people;
            TRY(contact_at(op, book, desk, place_by_id(book, a->place_id), op->now, &people));
            v[n++] = (TellWhy){ desk->name,           desk->title, send->when,
                                taken.v[i]->set.name, people.n,    names_of(&people, op->mem) };
        }
    *ret = (TellPlan){ arena_str(op->mem, (Str){ why.n, why.p }), n, v };
    return ERR_OK;
}
