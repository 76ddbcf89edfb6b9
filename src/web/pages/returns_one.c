/* One council's week: its return beside what the police say, and whether they agree. */
#include "base/date.h"
#include "signals/weekly.h"
#include "web/level_mark.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

enum { FACTS = 12 };

typedef struct {
    Str key, value;
} Fact;

typedef struct {
    size_t n;
    Fact v[FACTS];
} Facts;

static void fact(Facts *f, const char *key, Str value)
{
    if (value.n && f->n < FACTS) f->v[f->n++] = (Fact){ str_of(key), value };
}

static void facts_of(const CodeBook *codes, const WeeklyReturn *r, Arena *mem, Facts *ret)
{
    static const char *const strain[] = { "Not stretched", "A little", "Much",
                                          "Beyond what they can do" };
    bool late = r->first_at > weekly_due(r->week);
    Str at = present_time(mem, r->at);
    *ret = (Facts){ .n = 0 };
    fact(ret, "Level as they see it", level_words(codes, r->level, mem));
    fact(ret, "Compared with last week", code_word(codes, "direction", r->change));
    fact(ret, "Found", r->nil ? STR("Nothing was found") : r->issues);
    fact(ret, "Where was looked", codes_words(codes, "looked_at", r->looked_at, mem));
    fact(ret, "Ahead", r->horizon);
    fact(ret, "Claims", r->claims);
    fact(ret, "Confidence", r->confidence);
    fact(ret, "Strain", str_of(strain[r->strain]));
    fact(ret, "Help wanted", r->help);
    fact(ret, "Filed",
         arena_fmt(mem, "%.*s, version %lld, by %.*s%s", STR_ARG(at), (long long)r->version,
                   STR_ARG(r->author_name), late ? ", late" : ""));
}

static ErrCode week_of(const Request *rq, int32_t *ret)
{
    Str given = request_arg(rq, "week");
    *ret = weekly_week(rq->op->now);
    if (!given.n) return ERR_OK;
    return period_parse(PERIOD_WEEK, given, "week", ret, &rq->op->err);
}

static Str path_of(const Request *rq, const char *head, Str place, int32_t week)
{
    return arena_fmt(rq->op->mem, "%s/%.*s?week=%s", head, STR_ARG(place),
                     period_text(PERIOD_WEEK, week).text);
}

static ErrCode add_sides(const Request *rq, const CodeBook *codes, const Place *p, int32_t week,
                         ReturnsOneView *v)
{
    WeeklyReturn council, force;
    Facts a, b;
    ReturnsOneCouncil *left;
    ReturnsOneForce *right;
    Op *op = rq->op;
    TRY(weekly_find(op, p->id, STR("council"), week, &council, &v->has_council));
    TRY(weekly_find(op, p->id, STR("force"), week, &force, &v->has_force));
    NEW(left, FACTS, op->mem, &op->err);
    NEW(right, FACTS, op->mem, &op->err);
    v->council.v = left;
    v->force.v = right;
    if (v->has_council) {
        facts_of(codes, &council, op->mem, &a);
        for (size_t i = 0; i < a.n; i++)
            left[v->council.n++] = (ReturnsOneCouncil){ a.v[i].key, a.v[i].value };
    }
    if (v->has_force) {
        facts_of(codes, &force, op->mem, &b);
        for (size_t i = 0; i < b.n; i++)
            right[v->force.n++] = (ReturnsOneForce){ b.v[i].key, b.v[i].value };
    }
    v->disagree = v->has_council && v->has_force && weekly_disagree(&council, &force);
    if (!v->disagree) return ERR_OK;
    Str one = level_words(codes, council.level, op->mem),
        two = level_words(codes, force.level, op->mem);
    v->disagreement =
        arena_fmt(op->mem,
                  "The council sees it at %.*s%s, the police at %.*s%s. Neither is changed "
                  "for the other: talk about it in the group.",
                  STR_ARG(one), council.nil ? ", nothing found" : "", STR_ARG(two),
                  force.nil ? ", nothing found" : "");
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    PlaceLevel now;
    int32_t week;
    Arena *mem = rq->op->mem;
    const Place *p = place_by_code(rq->book, rq->rest);
    if (!p || !place_kind_is_council(p->kind) || !pick_sees(rq, MAY_ISSUES, p->code))
        return err_set(&rq->op->err, ERR_MISSING, "there is no such council in your area");
    TRY(week_of(rq, &week));
    TRY(codes_load(rq->op, &codes));
    TRY(level_current(rq->op, p->id, &now));
    ReturnsOneView v = { .heading = arena_fmt(mem, "%.*s, %s", STR_ARG(p->name),
                                              period_words(PERIOD_WEEK, week).text),
                         .earlier = path_of(rq, "/returns", p->code, week - 1),
                         .later = path_of(rq, "/returns", p->code, week + 1),
                         .has_later = week < weekly_week(rq->op->now),
                         .shape = level_mark(now.level),
                         .level = level_words(codes, now.level, mem),
                         .files = pick_sees(rq, MAY_RETURNS, p->code),
                         .form_path = path_of(rq, "/return", p->code, week),
                         .council_title = STR("What the council says"),
                         .force_title = STR("What the police say") };
    TRY(add_sides(rq, codes, p, week, &v));
    rs->title = v.heading;
    rs->section = STR("/levels");
    render_returns_one(rs->out, &v);
    return ERR_OK;
}

static const char *const args[] = { "week", NULL };

PAGE(returns_one) = {
    .address = "/returns/*",
    .args = args,
    .door = DOOR_SIGNED_IN,
    .may = MAY_ISSUES,
    .get = get,
};
