/* One issue: its level and how that changed, what was told, what was judged. */
#include "signals/assessment.h"
#include "signals/signal.h"
#include "web/level_mark.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

enum { FACTS = 6, FORCES = 4, TYPES_FORCE = 3, HOURS_FORCE = 72, HOUR = 3600 };

/* As if it were not there, for those whose area it is not. */
static ErrCode find(const Request *rq, Issue *ret)
{
    int64_t id;
    Err why;
    if (str_int(rq->rest, "id", &id, &why) == ERR_OK && issue_find(rq->op, id, ret) == ERR_OK &&
        pick_sees(rq, MAY_ISSUES, ret->place))
        return ERR_OK;
    return err_set(&rq->op->err, ERR_MISSING, "there is no such issue");
}

static Str grade_of(Arena *mem, const Signal *s)
{
    if (!s->source_grade.n && !s->information_grade.n) return STR("not yet");
    return arena_fmt(mem, "%.*s%.*s", STR_ARG(s->source_grade), STR_ARG(s->information_grade));
}

/* What was told is for those who sort it; the others learn when, from which kind of partner, and
 * how it was graded. */
static ErrCode add_signals(const Request *rq, const CodeBook *codes, const Issue *x,
                           IssuesOneView *v)
{
    Signals all;
    IssuesOneSignals *rows;
    Arena *mem = rq->op->mem;
    bool shown = pick_sees(rq, MAY_TRIAGE, x->place);
    TRY(signal_list(
        rq->op,
        &(SignalFilter){ .area = { 0, "" }, .state = { 0, "" }, .issue_id = x->id, .limit = 200 },
        &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Signal *s = &all.v[i];
        rows[i] =
            (IssuesOneSignals){ .number = arena_fmt(mem, "Signal %lld", (long long)s->id),
                                .address = shown ? arena_fmt(mem, "/signals/%lld", (long long)s->id)
                                                 : STR("#"),
                                .when = present_time(mem, s->at),
                                .from = code_word(codes, "source_type", s->source_type),
                                .sign = code_word(codes, "eep", s->eep),
                                .grade = grade_of(mem, s),
                                .text = shown ? s->what : STR(""),
                                .shown = shown };
    }
    v->summary = all.n == 1 ? STR("One signal tells of it")
                            : arena_fmt(mem, "%zu signals tell of it", all.n);
    v->signals.n = all.n;
    v->signals.v = rows;
    return ERR_OK;
}

static Str change_words(Arena *mem, const CodeBook *codes, const LevelChange *c)
{
    Str level = level_words(codes, c->level, mem), kind = present_sentence(mem, c->kind);
    bool second = c->approver_name.n > 0;
    return arena_fmt(mem, "%.*s: %.*s, by %.*s%s%.*s", STR_ARG(kind), STR_ARG(level),
                     STR_ARG(c->author_name.n ? c->author_name : STR("Belfry itself")),
                     second ? ", second reader " : "", STR_ARG(c->approver_name));
}

static ErrCode add_changes(const Request *rq, const CodeBook *codes, const LevelChanges *all,
                           IssuesOneView *v)
{
    IssuesOneChanges *rows;
    Arena *mem = rq->op->mem;
    NEW(rows, all->n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all->n; i++)
        rows[i] = (IssuesOneChanges){ present_time(mem, all->v[i].at), level_mark(all->v[i].level),
                                      change_words(mem, codes, &all->v[i]), all->v[i].reason };
    v->changes.n = all->n;
    v->changes.v = rows;
    return ERR_OK;
}

static ErrCode add_versions(const Request *rq, const CodeBook *codes, const Issue *x,
                            IssuesOneView *v)
{
    Assessments all;
    IssuesOneVersions *rows;
    Arena *mem = rq->op->mem;
    TRY(assessment_list(rq->op, x->id, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Assessment *a = &all.v[i];
        Str level = level_words(codes, a->level, mem), when = present_time(mem, a->at);
        rows[i] =
            (IssuesOneVersions){ arena_fmt(mem, "/assessments/%lld", (long long)a->id),
                                 arena_fmt(mem, "Version %lld, %.*s: %.*s", (long long)a->version,
                                           STR_ARG(when), STR_ARG(level)),
                                 present_role(mem, a->state) };
    }
    v->versions.n = all.n;
    v->versions.v = rows;
    return ERR_OK;
}

static bool same_theme(Str a, Str b)
{
    Str code;
    while (str_split(&a, ' ', &code))
        if (code.n && codes_hold(b, code)) return true;
    return false;
}

/* What happens at one place at level 1 or 2 may spill over to the next. */
static ErrCode add_neighbours(const Request *rq, const CodeBook *codes, const Issue *x, int level,
                              IssuesOneView *v)
{
    PlaceList near;
    Issues open;
    IssuesOneNear *rows;
    Op *op = rq->op;
    const Place *p = place_by_id(rq->book, x->place_id);
    if (!level_needs_second(level, level) || !p) return ERR_OK;
    TRY(place_neighbours(rq->book, p, present_today(op), op->mem, &near, &op->err));
    TRY(issue_list(op, 0, false, &open));
    NEW(rows, near.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < near.n; i++) {
        PlaceLevel there;
        bool same = false;
        TRY(level_current(op, near.v[i]->id, &there));
        for (size_t k = 0; k < open.n; k++)
            same = same || (open.v[k].place_id == near.v[i]->id && !open.v[k].exercise &&
                            same_theme(open.v[k].themes, x->themes));
        rows[i] =
            (IssuesOneNear){ near.v[i]->name, present_area(op->mem, near.v[i]->code),
                             level_mark(there.level), level_words(codes, there.level, op->mem),
                             same ? STR(", with an open issue of the same kind") : STR("") };
    }
    v->has_near = near.n > 0;
    v->near.n = near.n;
    v->near.v = rows;
    return ERR_OK;
}

/* Objective thresholds that ask for a review; none of them sets a level. */
static ErrCode add_forces(const Request *rq, const Issue *x, IssuesOneForces rows[FORCES],
                          IssuesOneView *v)
{
    PlaceList near;
    int64_t types;
    Op *op = rq->op;
    const Place *p = place_by_id(rq->book, x->place_id);
    v->forces.v = rows;
    if (!x->open) return ERR_OK;
    TRY(signal_types_of_issue(op, x->id, op->now - (int64_t)HOURS_FORCE * HOUR, &types));
    if (types >= TYPES_FORCE)
        rows[v->forces.n++] = (IssuesOneForces){ arena_fmt(
            op->mem, "%lld kinds of partner told of it within 72 hours.", (long long)types) };
    if (!p) return ERR_OK;
    TRY(place_neighbours(rq->book, p, present_today(op), op->mem, &near, &op->err));
    for (size_t i = 0; i < near.n && v->forces.n < FORCES; i++) {
        PlaceLevel there;
        TRY(level_current(op, near.v[i]->id, &there));
        if (level_needs_second(there.level, there.level) && !x->exercise)
            rows[v->forces.n++] =
                (IssuesOneForces){ arena_fmt(op->mem, "%.*s next to it is at level %s.",
                                             STR_ARG(near.v[i]->name), level_code(there.level)) };
    }
    return ERR_OK;
}

static void add_facts(const Request *rq, const CodeBook *codes, const Issue *x,
                      const LevelChange *last, IssuesOneView *v, IssuesOneFacts rows[FACTS])
{
    Arena *mem = rq->op->mem;
    size_t n = 0;
    rows[n++] = (IssuesOneFacts){ STR("Place"), x->place_name };
    rows[n++] = (IssuesOneFacts){ STR("About"), codes_words(codes, "theme", x->themes, mem) };
    if (x->communities.n) rows[n++] = (IssuesOneFacts){ STR("Groups affected"), x->communities };
    rows[n++] = (IssuesOneFacts){ STR("Since"), present_day(mem, x->start_day) };
    if (last) rows[n++] = (IssuesOneFacts){ STR("What is going on"), last->what };
    if (!x->open)
        rows[n++] = (IssuesOneFacts){ STR("Closed"), code_word(codes, "closure", x->closure) };
    v->facts.n = n;
    v->facts.v = rows;
}

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    Issue x;
    LevelChanges changes;
    IssuesOneFacts facts[FACTS];
    IssuesOneForces forces[FORCES];
    Arena *mem = rq->op->mem;
    TRY(find(rq, &x));
    TRY(codes_load(rq->op, &codes));
    TRY(level_changes_of_issue(rq->op, x.id, &changes));
    const LevelChange *last = changes.n ? &changes.v[0] : NULL;
    bool late = last && last->next_review_at < rq->op->now;
    int level = last && !late ? last->level : LEVEL_UNKNOWN;
    bool assesses = x.open && pick_sees(rq, MAY_ASSESS, x.place);
    IssuesOneView v = { .title = x.title,
                        .address = arena_fmt(mem, "/issues/%lld", (long long)x.id),
                        .assess_path = arena_fmt(mem, "/assess/%lld", (long long)x.id),
                        .token = rq->token,
                        .fault = rq->fault,
                        .faulty = rq->fault.n > 0,
                        .exercise = x.exercise,
                        .closed = !x.open,
                        .assesses = assesses,
                        .cancels = assesses && level != LEVEL_UNKNOWN,
                        .shape = level_mark(level),
                        .level = level_words(codes, level, mem) };
    v.level_note = !last  ? STR("it was not assessed yet")
                   : late ? STR("its review is overdue, so nobody can say")
                          : arena_fmt(mem, "next review %.*s",
                                      STR_ARG(present_time(mem, last->next_review_at)));
    add_facts(rq, codes, &x, last, &v, facts);
    TRY(add_forces(rq, &x, forces, &v));
    TRY(add_signals(rq, codes, &x, &v));
    TRY(add_changes(rq, codes, &changes, &v));
    TRY(add_versions(rq, codes, &x, &v));
    TRY(add_neighbours(rq, codes, &x, level, &v));
    PICK(rq, codes, "closure", STR(""), IssuesOneClosures, v.closures);
    rs->title = x.title;
    rs->section = STR("/levels");
    render_issues_one(rs->out, &v);
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    Issue x;
    Str what = request_field(rq, "do");
    TRY(find(rq, &x));
    rs->redirect = arena_fmt(rq->op->mem, "/issues/%lld", (long long)x.id);
    if (str_eq(what, STR("close")))
        return issue_close(rq->op, x.id, request_field(rq, "closure"), request_field(rq, "reason"));
    if (str_eq(what, STR("cancel")))
        return assessment_cancel(rq->op, x.id, request_field(rq, "why"));
    return err_set(&rq->op->err, ERR_INPUT, "choose what to do");
}

PAGE(issues_one) = {
    .address = "/issues/*",
    .door = DOOR_SIGNED_IN,
    .may = MAY_ISSUES,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_ASSESS,
    .post = post,
};
