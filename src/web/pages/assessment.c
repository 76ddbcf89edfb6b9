/* One version of an assessment, and what its second reader says to it. */
#include "signals/assessment.h"
#include "web/level_mark.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

enum { FACTS = 32 };

typedef struct {
    const CodeBook *codes;
    Arena *mem;
    AssessmentView view;
    AssessmentFacts rows[FACTS];
} Showing;

/* As if it were not there, for those whose area it is not. */
static ErrCode find(const Request *rq, Assessment *ret, Issue *ret_issue)
{
    int64_t id;
    Err why;
    if (str_int(rq->rest, "id", &id, &why) == ERR_OK &&
        assessment_find(rq->op, id, ret) == ERR_OK &&
        issue_find(rq->op, ret->issue_id, ret_issue) == ERR_OK &&
        pick_sees(rq, MAY_ISSUES, ret_issue->place))
        return ERR_OK;
    return err_set(&rq->op->err, ERR_MISSING, "there is no such assessment");
}

static void fact(Showing *s, const char *key, Str value)
{
    if (value.n && s->view.facts.n < FACTS)
        s->rows[s->view.facts.n++] = (AssessmentFacts){ str_of(key), value };
}

static void score(Showing *s, const char *key, int v, Str why)
{
    Str word = code_word(s->codes, "eep_score", arena_fmt(s->mem, "%d", v));
    fact(s, key,
         arena_fmt(s->mem, "%d, %.*s%s%.*s", v, STR_ARG(word), why.n ? ": " : "", STR_ARG(why)));
}

static void scale(Showing *s, const char *list, const char *key, int64_t v)
{
    if (v) fact(s, key, code_word(s->codes, list, arena_fmt(s->mem, "%lld", (long long)v)));
}

static void add_facts(Showing *s, const Assessment *a)
{
    const LevelEvidence *e = &a->evidence;
    fact(s, "Set by", a->author_name);
    fact(s, "On", present_time(s->mem, a->at));
    fact(s, "Why this level", a->why);
    fact(s, "What is going on", a->what);
    fact(s, "Where", a->where);
    score(s, "Experienced", e->experienced, a->experienced_why);
    score(s, "Evidenced", e->evidenced, a->evidenced_why);
    score(s, "Potential", e->potential, a->potential_why);
    if (e->under_way) fact(s, "Disorder", STR("is happening now"));
    if (e->horizon_hours)
        fact(s, "Expected within", arena_fmt(s->mem, "%lld hours", (long long)e->horizon_hours));
    fact(s, "Kinds of partner", arena_fmt(s->mem, "%lld in 28 days", (long long)e->partner_types));
    if (e->lawful_only)
        fact(s, "Lawful protest", STR("There is nothing but lawful protest or opinion"));
    fact(s, "Check of rights", a->rights);
    fact(s, "Trend", code_word(s->codes, "direction", a->trend));
    fact(s, "How sure", code_word(s->codes, "confidence", a->confidence));
    scale(s, "likelihood", "Disorder within 72 hours", a->likely_72h);
    scale(s, "likelihood", "Within 14 days", a->likely_14d);
    scale(s, "likelihood", "Within 90 days", a->likely_90d);
    scale(s, "impact", "Physical safety", a->impact_safety);
    scale(s, "impact", "Fear and daily life", a->impact_fear);
    scale(s, "impact", "Relations between groups", a->impact_relations);
    scale(s, "impact", "Trust in institutions", a->impact_trust);
    scale(s, "impact", "Democratic life", a->impact_democracy);
    fact(s, "Vulnerable", a->vulnerable);
    fact(s, "What protects", a->protective);
    fact(s, "What is not known", a->gaps);
    fact(s, "Other explanations", a->alternatives);
    fact(s, "Dissent", a->dissent);
    fact(s, "What is asked", a->asked);
    fact(s, "Next review", present_time(s->mem, a->next_review_at));
    fact(s, "The second reader wrote", a->state_reason);
}

static ErrCode get(const Request *rq, Response *rs)
{
    Showing *s;
    Assessment a;
    Issue x;
    TRY(find(rq, &a, &x));
    NEW(s, 1, rq->op->mem, &rq->op->err);
    s->mem = rq->op->mem;
    TRY(codes_load(rq->op, &s->codes));
    bool waits = str_eq(a.state, STR("waits")), own = a.author == rq->op->actor;
    Str suggested = level_words(s->codes, a.suggested, s->mem);
    s->view = (AssessmentView){
        .heading = arena_fmt(s->mem, "Assessment, version %lld", (long long)a.version),
        .issue = x.title,
        .issue_path = arena_fmt(s->mem, "/issues/%lld", (long long)x.id),
        .address = arena_fmt(s->mem, "/assessments/%lld", (long long)a.id),
        .token = rq->token,
        .fault = rq->fault,
        .faulty = rq->fault.n > 0,
        .state = waits ? STR("Waits for a second reader") : present_role(s->mem, a.state),
        .exercise = x.exercise,
        .decides = waits && !own && pick_sees(rq, MAY_ASSESS, x.place),
        .own = waits && own,
        .shape = level_mark(a.level),
        .level = level_words(s->codes, a.level, s->mem),
        .suggestion = arena_fmt(s->mem, "the rule suggested %.*s", STR_ARG(suggested))
    };
    s->view.facts.v = s->rows;
    add_facts(s, &a);
    rs->title = s->view.heading;
    rs->section = STR("/levels");
    render_assessment(rs->out, &s->view);
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    Assessment a;
    Issue x;
    Str what = request_field(rq, "do");
    TRY(find(rq, &a, &x));
    rs->redirect = arena_fmt(rq->op->mem, "/issues/%lld", (long long)x.id);
    if (str_eq(what, STR("approve"))) return assessment_approve(rq->op, a.id);
    if (str_eq(what, STR("return")))
        return assessment_return(rq->op, a.id, request_field(rq, "reason"));
    return err_set(&rq->op->err, ERR_INPUT, "choose what to do");
}

PAGE(assessment) = {
    .address = "/assessments/*",
    .door = DOOR_SIGNED_IN,
    .may = MAY_ISSUES,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_ASSESS,
    .post = post,
};
