#include "signals/assessment.h"

#include "access/account.h"
#include "access/audit.h"
#include "places/scope.h"
#include "signals/assessment_sql_priv.h"
#include "signals/codes.h"
#include "signals/level_priv.h"
#include "signals/text_priv.h"

enum { HOUR = 3600 };

static LevelEvidence evidence_of(const AssessmentSomeRow *r)
{
    return (LevelEvidence){ .experienced = (int)r->experienced,
                            .evidenced = (int)r->evidenced,
                            .potential = (int)r->potential,
                            .under_way = r->under_way != 0,
                            .horizon_hours = r->horizon_hours,
                            .partner_types = r->partner_types,
                            .lawful_only = r->lawful_only != 0 };
}

static Assessment from_row(const AssessmentSomeRow *r)
{
    return (Assessment){ .id = r->id,
                         .issue_id = r->issue_id,
                         .version = r->version,
                         .at = r->at,
                         .author = r->author,
                         .author_name = r->author_name,
                         .evidence = evidence_of(r),
                         .experienced_why = r->experienced_why,
                         .evidenced_why = r->evidenced_why,
                         .potential_why = r->potential_why,
                         .suggested = (int)r->suggested,
                         .level = (int)r->level,
                         .why = r->why,
                         .trend = r->trend,
                         .likely_72h = r->likely_72h,
                         .likely_14d = r->likely_14d,
                         .likely_90d = r->likely_90d,
                         .impact_safety = r->impact_safety,
                         .impact_fear = r->impact_fear,
                         .impact_relations = r->impact_relations,
                         .impact_trust = r->impact_trust,
                         .impact_democracy = r->impact_democracy,
                         .what = r->what,
                         .where = r->where_text,
                         .vulnerable = r->vulnerable,
                         .protective = r->protective,
                         .gaps = r->gaps,
                         .alternatives = r->alternatives,
                         .confidence = r->confidence,
                         .dissent = r->dissent,
                         .rights = r->rights,
                         .asked = r->asked,
                         .next_review_at = r->next_review_at,
                         .state = r->state,
                         .state_reason = r->state_reason };
}

static ErrCode some(Op *op, int64_t id, int64_t issue, Str state, Assessments *ret)
{
    AssessmentSomeRows rows;
    Assessment *v;
    TRY(sql_assessment_some(op, id, issue, state, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (Assessments){ rows.n, v };
    return ERR_OK;
}

ErrCode assessment_list(Op *op, int64_t issue, Assessments *ret)
{
    return some(op, 0, issue, STR(""), ret);
}

ErrCode assessment_waiting(Op *op, Assessments *ret)
{
    return some(op, 0, 0, STR("waits"), ret);
}

ErrCode assessment_find(Op *op, int64_t id, Assessment *ret)
{
    Assessments found = { 0, NULL };
    if (id > 0) TRY(some(op, id, 0, STR(""), &found));
    if (!found.n) return err_set(&op->err, ERR_MISSING, "there is no such assessment");
    *ret = found.v[0];
    return ERR_OK;
}

/* The issue, when the actor may assess it. */
static ErrCode own_issue(Op *op, int64_t id, Issue *ret)
{
    TRY(account_require(op, MAY_ASSESS));
    TRY(issue_find(op, id, ret));
    TRY(scope_require(op, ret->place));
    if (!ret->open) return err_set(&op->err, ERR_CONFLICT, "this issue is closed");
    return ERR_OK;
}

static ErrCode clean_texts(Op *op, const Assessment *a, AssessmentInsertArgs *x)
{
    enum { LONG = 2000 };
    const struct {
        TextField field;
        Str given, *to;
    } texts[] = {
        { { "what is going on", 1, 1000 }, a->what, &x->what },
        { { "where", 0, 300 }, a->where, &x->where_text },
        { { "why this level", 1, LONG }, a->why, &x->why },
        { { "experienced, what it rests on", 0, LONG }, a->experienced_why, &x->experienced_why },
        { { "evidenced, what it rests on", 0, LONG }, a->evidenced_why, &x->evidenced_why },
        { { "potential, what it rests on", 0, LONG }, a->potential_why, &x->potential_why },
        { { "vulnerable places and groups", 0, LONG }, a->vulnerable, &x->vulnerable },
        { { "what protects", 0, LONG }, a->protective, &x->protective },
        { { "what is not known", 1, LONG }, a->gaps, &x->gaps },
        { { "other explanations", 1, LONG }, a->alternatives, &x->alternatives },
        { { "dissent", 0, LONG }, a->dissent, &x->dissent },
        { { "rights check", 1, LONG }, a->rights, &x->rights },
        { { "what is asked", 0, LONG }, a->asked, &x->asked },
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        TRY(text_clean(op, texts[i].given, &texts[i].field, a->names_checked, texts[i].to));
    return ERR_OK;
}

/* A score without what it rests on is an opinion. */
static ErrCode check_scores(Op *op, const LevelEvidence *e, const AssessmentInsertArgs *x)
{
    const struct {
        const char *what;
        int score;
        Str why;
    } each[] = { { "experienced", e->experienced, x->experienced_why },
                 { "evidenced", e->evidenced, x->evidenced_why },
                 { "potential", e->potential, x->potential_why } };
    for (size_t i = 0; i < 3; i++) {
        if (each[i].score < 0 || each[i].score > 3)
            return err_set(&op->err, ERR_INPUT, "%s: expected 0 to 3", each[i].what);
        if (each[i].score > 0 && !each[i].why.n)
            return err_set(&op->err, ERR_INPUT, "%s: write what the score rests on", each[i].what);
    }
    if (e->horizon_hours < 0 || e->horizon_hours > 10000 || e->partner_types < 0)
        return err_set(&op->err, ERR_INPUT, "horizon: expected a number of hours");
    return ERR_OK;
}

static ErrCode check_scales(Op *op, const CodeBook *codes, const Assessment *a)
{
    const int64_t likely[] = { a->likely_72h, a->likely_14d, a->likely_90d };
    const int64_t impact[] = { a->impact_safety, a->impact_fear, a->impact_relations,
                               a->impact_trust, a->impact_democracy };
    for (size_t i = 0; i < 3; i++)
        if (likely[i] < 0 || likely[i] > 7)
            return err_set(&op->err, ERR_INPUT, "likelihood: choose one of the list");
    for (size_t i = 0; i < 5; i++)
        if (impact[i] < 0 || impact[i] > 5)
            return err_set(&op->err, ERR_INPUT, "impact: expected 0 to 5");
    TRY(code_check(codes, "direction", a->trend, "trend", &op->err));
    return code_check(codes, "confidence", a->confidence, "confidence", &op->err);
}

/* As late as the level allows unless it is said to be earlier. */
static ErrCode settle_review(Op *op, const CodeBook *codes, const Assessment *a, int64_t *ret)
{
    const Code *level = code_find(codes, "level", str_of(level_code(a->level)));
    int64_t hours = level ? level->number : 1, latest = op->now + hours * HOUR;
    int64_t at = a->next_review_at ? a->next_review_at : latest;
    if (at <= op->now) return err_set(&op->err, ERR_INPUT, "next review: it lies in the past");
    if (at > latest)
        return err_set(&op->err, ERR_INPUT, "next review: level %s is reviewed within %lld hours",
                       level_code(a->level), (long long)hours);
    *ret = at;
    return ERR_OK;
}

/* Lawful protest and opinion alone raise no level. */
static ErrCode check_lawful(Op *op, const LevelEvidence *e, int level)
{
    int most = e->now == LEVEL_UNKNOWN ? LEVEL_BASELINE : e->now;
    if (!e->lawful_only || level == LEVEL_UNKNOWN || level >= most) return ERR_OK;
    return err_set(&op->err, ERR_INPUT,
                   "level: lawful protest or opinion alone never raises one; it stays at %s",
                   level_code(most));
}

static ErrCode add_event(Op *op, int64_t id, const char *action, Str reason)
{
    return sql_assessment_event_insert(op, &(AssessmentEventInsertArgs){ .assessment = id,
                                                                         .at = op->now,
                                                                         .actor = op->actor,
                                                                         .action = str_of(action),
                                                                         .reason = reason });
}

/* What waited is not approved any more once there is a newer version. */
static ErrCode supersede(Op *op, int64_t issue)
{
    Assessments all;
    TRY(some(op, 0, issue, STR("waits"), &all));
    for (size_t i = 0; i < all.n; i++) TRY(add_event(op, all.v[i].id, "superseded", STR("")));
    return ERR_OK;
}

static ErrCode put_in_force(Op *op, const Assessment *a, int64_t approver)
{
    TRY(add_event(op, a->id, "in_force", STR("")));
    return level_enter(op, &(LevelEntry){ .issue_id = a->issue_id,
                                          .assessment_id = a->id,
                                          .approver = approver,
                                          .level = a->level,
                                          .reason = { 0, "" },
                                          .next_review_at = a->next_review_at });
}

static ErrCode insert(Op *op, const Assessment *a, const LevelEvidence *e, AssessmentInsertArgs *x,
                      int64_t *ret)
{
    AssessmentHeadRows head;
    AssessmentInsertRows made;
    TRY(sql_assessment_head(op, a->issue_id, &head));
    x->issue = a->issue_id;
    x->version = head.n ? head.v[0].version + 1 : 1;
    x->at = op->now;
    x->author = op->actor;
    x->experienced = e->experienced;
    x->evidenced = e->evidenced;
    x->potential = e->potential;
    x->under_way = e->under_way;
    x->horizon_hours = e->horizon_hours;
    x->partner_types = e->partner_types;
    x->lawful_only = e->lawful_only;
    x->suggested = level_suggest(e);
    x->level = a->level;
    x->trend = a->trend;
    x->likely_72h = a->likely_72h;
    x->likely_14d = a->likely_14d;
    x->likely_90d = a->likely_90d;
    x->impact_safety = a->impact_safety;
    x->impact_fear = a->impact_fear;
    x->impact_relations = a->impact_relations;
    x->impact_trust = a->impact_trust;
    x->impact_democracy = a->impact_democracy;
    x->confidence = a->confidence;
    TRY(sql_assessment_insert(op, x, &made));
    *ret = made.v[0].id;
    return audit_add(
        op, STR("signals.assessment_set"), arena_fmt(op->mem, "issue %lld", (long long)a->issue_id),
        arena_fmt(op->mem, "assessment %lld, version %lld, suggested %s, set %s", (long long)*ret,
                  (long long)x->version, level_code((int)x->suggested), level_code(a->level)));
}

ErrCode assessment_set(Op *op, const Assessment *a, int64_t *ret_id, bool *ret_waits)
{
    AssessmentInsertArgs x = { .issue = 0 };
    LevelEvidence e = a->evidence;
    LevelChange last;
    Issue issue;
    const CodeBook *codes;
    bool any;
    Assessment kept = *a;
    TRY(own_issue(op, a->issue_id, &issue));
    TRY(codes_load(op, &codes));
    TRY(level_of_issue(op, a->issue_id, &last, &any));
    e.now = any ? level_now(&last, op->now) : LEVEL_UNKNOWN;
    if (a->level < 0 || a->level >= LEVEL_COUNT)
        return err_set(&op->err, ERR_INPUT, "level: choose one of the list");
    TRY(clean_texts(op, a, &x));
    TRY(check_scores(op, &e, &x));
    TRY(check_scales(op, codes, a));
    TRY(check_lawful(op, &e, a->level));
    TRY(settle_review(op, codes, a, &x.next_review_at));
    TRY(supersede(op, a->issue_id));
    TRY(insert(op, a, &e, &x, &kept.id));
    *ret_waits = level_needs_second(any ? level_last_known(&last) : LEVEL_UNKNOWN, a->level);
    *ret_id = kept.id;
    kept.next_review_at = x.next_review_at;
    return *ret_waits ? add_event(op, kept.id, "waits", STR("")) : put_in_force(op, &kept, 0);
}

static ErrCode waiting(Op *op, int64_t id, Assessment *ret)
{
    Issue issue;
    TRY(account_require(op, MAY_ASSESS));
    TRY(assessment_find(op, id, ret));
    TRY(own_issue(op, ret->issue_id, &issue));
    if (!str_eq(ret->state, STR("waits")))
        return err_set(&op->err, ERR_CONFLICT, "this assessment does not wait for a reader");
    if (ret->author == op->actor)
        return err_set(&op->err, ERR_DENIED, "the second reader is somebody else than the author");
    return ERR_OK;
}

ErrCode assessment_approve(Op *op, int64_t id)
{
    Assessment a;
    TRY(waiting(op, id, &a));
    if (a.next_review_at <= op->now)
        return err_set(&op->err, ERR_CONFLICT,
                       "its review is due already: it has to be assessed again");
    return put_in_force(op, &a, op->actor);
}

ErrCode assessment_return(Op *op, int64_t id, Str reason)
{
    static const TextField why = { "reason", 1, 2000 };
    Assessment a;
    TRY(waiting(op, id, &a));
    TRY(text_clean(op, reason, &why, false, &reason));
    TRY(add_event(op, id, "returned", reason));
    return audit_add(op, STR("signals.assessment_returned"),
                     arena_fmt(op->mem, "issue %lld", (long long)a.issue_id),
                     arena_fmt(op->mem, "assessment %lld", (long long)id));
}

ErrCode assessment_cancel(Op *op, int64_t issue, Str reason)
{
    static const TextField why = { "reason", 1, 2000 };
    const CodeBook *codes;
    Issue x;
    LevelChange last;
    bool any;
    TRY(own_issue(op, issue, &x));
    TRY(codes_load(op, &codes));
    TRY(text_clean(op, reason, &why, false, &reason));
    TRY(level_of_issue(op, issue, &last, &any));
    if (!any || last.level == LEVEL_UNKNOWN)
        return err_set(&op->err, ERR_CONFLICT, "this issue has no level to cancel");
    TRY(add_event(op, last.assessment_id, "cancelled", reason));
    const Code *unknown = code_find(codes, "level", STR("U"));
    int64_t hours = unknown ? unknown->number : 1;
    return level_enter(op, &(LevelEntry){ .issue_id = issue,
                                          .assessment_id = last.assessment_id,
                                          .kind = "cancelled",
                                          .level = LEVEL_UNKNOWN,
                                          .reason = reason,
                                          .next_review_at = op->now + hours * HOUR });
}
