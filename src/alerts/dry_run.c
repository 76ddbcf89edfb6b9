#include "alerts/dry_run.h"

#include "detection/proposal.h"
#include "signals/level.h"

enum { EVENTS_MAX = 20000, AT_ONCE = 1000 };

typedef struct {
    Op *op;
    const Routing *r;
    int64_t from_at, until_at;
    DryRunEvent *events;
    size_t n, room;
    DryRunDesk *desks;
} Run;

static Str more(Arena *mem, Str so_far, Str what)
{
    return so_far.n ? arena_fmt(mem, "%.*s, %.*s", STR_ARG(so_far), STR_ARG(what)) : what;
}

static ErrCode add(Run *run, const Alert *a, int64_t at, Str kind)
{
    TellPlan plan;
    Arena *mem = run->op->mem;
    DryRunEvent e = { .at = at,
                      .place_name = a->place_name,
                      .subject = a->subject,
                      .kind = kind,
                      .level = a->state.level,
                      .routes = { 0, "" },
                      .desks = { 0, "" } };
    TRY(tell_explain(run->op, run->r, a, &plan));
    for (size_t i = 0; i < plan.n; i++) {
        const TellWhy *w = &plan.v[i];
        DryRunDesk *d = &run->desks[routing_desk(run->r, w->desk) - run->r->desks];
        d->notices++;
        d->at_once += w->when.kind == WHEN_AFTER && w->when.seconds == 0;
        d->people += w->people;
        d->nobody += w->people == 0;
        e.people += w->people;
        e.nobody += w->people == 0;
        if (i == 0 || !str_eq(w->route, plan.v[i - 1].route))
            e.routes = more(mem, e.routes, w->route);
        e.desks =
            more(mem, e.desks,
                 arena_fmt(mem, "%.*s %.*s", STR_ARG(w->desk), STR_ARG(when_words(w->when, mem))));
    }
    if (run->n == run->room)
        return err_set(&run->op->err, ERR_LIMIT, "more than %d events", EVENTS_MAX);
    run->events[run->n++] = e;
    return ERR_OK;
}

static ErrCode add_change(Run *run, const LevelChange *c)
{
    Alert a = { .place_id = c->place_id,
                .place = c->place,
                .place_name = c->place_name,
                .subject = c->issue_title,
                .source = STR("level"),
                .state = { .nature = NATURE_TENSION,
                           .level = c->level == LEVEL_UNKNOWN ? ALERT_LEVEL_UNKNOWN : c->level } };
    if (c->exercise || c->at < run->from_at || c->at >= run->until_at) return ERR_OK;
    return add(run, &a, c->at, c->kind);
}

static ErrCode add_levels(Run *run)
{
    LevelChanges changes;
    int64_t last = 0;
    do {
        TRY(level_changes_since(run->op, last, AT_ONCE, &changes));
        for (size_t i = 0; i < changes.n; i++) TRY(add_change(run, &changes.v[i]));
        if (changes.n) last = changes.v[changes.n - 1].id;
    } while (changes.n);
    return ERR_OK;
}

static ErrCode add_proposals(Run *run)
{
    Proposals all;
    ProposalFilter f = { .all = true, .series = { 0, "" }, .place = { 0, "" } };
    TRY(proposal_list(run->op, &f, &all));
    for (size_t i = 0; i < all.n; i++) {
        const Proposal *p = &all.v[i];
        int64_t at = p->as_of_day * (int64_t)86400;
        Alert a = { .place_id = p->place_id,
                    .place = p->place,
                    .place_name = p->place_name,
                    .subject = p->series_title,
                    .source = STR("proposal"),
                    .state = { .nature = NATURE_FIGURES } };
        if (str_eq(p->state, STR("approved")) && at >= run->from_at && at < run->until_at)
            TRY(add(run, &a, at, p->state));
    }
    return ERR_OK;
}

/* By time; the list is nearly in order, so that this is quick. */
static void sort(Run *run)
{
    for (size_t i = 1; i < run->n; i++)
        for (size_t k = i; k > 0 && run->events[k - 1].at > run->events[k].at; k--) {
            DryRunEvent x = run->events[k];
            run->events[k] = run->events[k - 1];
            run->events[k - 1] = x;
        }
}

ErrCode dry_run(Op *op, const Routing *r, int32_t first, int32_t last, DryRun *ret)
{
    Run run = { .op = op,
                .r = r,
                .from_at = first * (int64_t)86400,
                .until_at = (last + 1) * (int64_t)86400,
                .room = EVENTS_MAX };
    NEW(run.events, run.room, op->mem, &op->err);
    NEW(run.desks, r->desks_n + 1, op->mem, &op->err);
    for (size_t i = 0; i < r->desks_n; i++)
        run.desks[i] = (DryRunDesk){ .desk = r->desks[i].name, .title = r->desks[i].title };
    TRY(add_levels(&run));
    TRY(add_proposals(&run));
    sort(&run);
    *ret = (DryRun){ run.n, r->desks_n, run.events, run.desks };
    return ERR_OK;
}
