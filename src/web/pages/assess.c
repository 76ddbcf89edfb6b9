/* The form of an assessment: scores with what they rest on, the level by the rule, the level set.
 */
#include "signals/assessment.h"
#include "signals/personal.h"
#include "signals/signal.h"
#include "web/level_mark.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

enum { HOUR = 3600 };

static ErrCode find(const Request *rq, Issue *ret)
{
    int64_t id;
    Err why;
    if (str_int(rq->rest, "id", &id, &why) == ERR_OK && issue_find(rq->op, id, ret) == ERR_OK &&
        ret->open && pick_sees(rq, MAY_ASSESS, ret->place))
        return ERR_OK;
    return err_set(&rq->op->err, ERR_MISSING, "there is no such open issue");
}

static ErrCode number(const Request *rq, const char *name, int64_t most, int64_t *ret)
{
    Str given = str_trim(request_field(rq, name));
    *ret = 0;
    if (!given.n) return ERR_OK;
    TRY(str_int(given, name, ret, &rq->op->err));
    if (*ret < 0 || *ret > most)
        return err_set(&rq->op->err, ERR_INPUT, "%s: expected 0 to %lld", name, (long long)most);
    return ERR_OK;
}

static ErrCode read_evidence(const Request *rq, LevelEvidence *ret)
{
    const struct {
        const char *name;
        int *to;
    } scores[] = { { "experienced", &ret->experienced },
                   { "evidenced", &ret->evidenced },
                   { "potential", &ret->potential } };
    for (size_t i = 0; i < 3; i++) {
        int64_t v;
        TRY(number(rq, scores[i].name, 3, &v));
        *scores[i].to = (int)v;
    }
    TRY(number(rq, "partner_types", 99, &ret->partner_types));
    TRY(number(rq, "horizon", 10000, &ret->horizon_hours));
    ret->under_way = request_field(rq, "under_way").n > 0;
    ret->lawful_only = request_field(rq, "lawful_only").n > 0;
    return ERR_OK;
}

static ErrCode read_scales(const Request *rq, Assessment *a)
{
    const struct {
        const char *name;
        int64_t most, *to;
    } scales[] = {
        { "likely_72h", 7, &a->likely_72h },     { "likely_14d", 7, &a->likely_14d },
        { "likely_90d", 7, &a->likely_90d },     { "impact_safety", 5, &a->impact_safety },
        { "impact_fear", 5, &a->impact_fear },   { "impact_relations", 5, &a->impact_relations },
        { "impact_trust", 5, &a->impact_trust }, { "impact_democracy", 5, &a->impact_democracy }
    };
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++)
        TRY(number(rq, scales[i].name, scales[i].most, scales[i].to));
    return ERR_OK;
}

static ErrCode read_form(const Request *rq, int64_t issue, Assessment *ret)
{
    int64_t hours;
    *ret = (Assessment){ .issue_id = issue,
                         .what = request_field(rq, "what"),
                         .where = request_field(rq, "where"),
                         .experienced_why = request_field(rq, "experienced_why"),
                         .evidenced_why = request_field(rq, "evidenced_why"),
                         .potential_why = request_field(rq, "potential_why"),
                         .why = request_field(rq, "why"),
                         .trend = request_field(rq, "trend"),
                         .vulnerable = request_field(rq, "vulnerable"),
                         .protective = request_field(rq, "protective"),
                         .gaps = request_field(rq, "gaps"),
                         .alternatives = request_field(rq, "alternatives"),
                         .confidence = request_field(rq, "confidence"),
                         .dissent = request_field(rq, "dissent"),
                         .rights = request_field(rq, "rights"),
                         .asked = request_field(rq, "asked"),
                         .names_checked = request_field(rq, "names").n > 0 };
    TRY(read_evidence(rq, &ret->evidence));
    TRY(read_scales(rq, ret));
    TRY(number(rq, "review", 10000, &hours));
    if (hours) ret->next_review_at = rq->op->now + hours * HOUR;
    return ERR_OK;
}

/* The last version fills the form, so that a review starts from what was known. */
static ErrCode last_version(const Request *rq, int64_t issue, Assessment *ret)
{
    Assessments all;
    const Str none = { 0, "" };
    TRY(assessment_list(rq->op, issue, &all));
    *ret = (Assessment){ .experienced_why = none,
                         .evidenced_why = none,
                         .potential_why = none,
                         .why = none,
                         .trend = STR("UNK"),
                         .what = none,
                         .where = none,
                         .vulnerable = none,
                         .protective = none,
                         .gaps = none,
                         .alternatives = none,
                         .confidence = STR("L"),
                         .dissent = none,
                         .rights = none,
                         .asked = none };
    if (all.n) *ret = all.v[0];
    return ERR_OK;
}

static Str digits(const Request *rq, int64_t v)
{
    return arena_fmt(rq->op->mem, "%lld", (long long)v);
}

#define SCALE(list_, name, value, Type, to)                                                        \
    PICK(rq, codes, list_, pick_chosen(rq, name, digits(rq, value)), Type, to)

static ErrCode add_scores(const Request *rq, const CodeBook *codes, const Assessment *a,
                          AssessView *v)
{
    SCALE("eep_score", "experienced", a->evidence.experienced, AssessExperienceds, v->experienceds);
    SCALE("eep_score", "evidenced", a->evidence.evidenced, AssessEvidenceds, v->evidenceds);
    SCALE("eep_score", "potential", a->evidence.potential, AssessPotentials, v->potentials);
    SCALE("horizon", "horizon", a->evidence.horizon_hours, AssessHorizons, v->horizons);
    PICK(rq, codes, "level", pick_chosen(rq, "level", STR("")), AssessLevels, v->levels);
    PICK(rq, codes, "direction", pick_chosen(rq, "trend", a->trend), AssessTrends, v->trends);
    PICK(rq, codes, "confidence", pick_chosen(rq, "confidence", a->confidence), AssessConfidences,
         v->confidences);
    return ERR_OK;
}

static ErrCode add_likely(const Request *rq, const CodeBook *codes, const Assessment *a,
                          AssessView *v)
{
    SCALE("likelihood", "likely_72h", a->likely_72h, AssessLikely_72Hs, v->likely_72hs);
    SCALE("likelihood", "likely_14d", a->likely_14d, AssessLikely_14Ds, v->likely_14ds);
    SCALE("likelihood", "likely_90d", a->likely_90d, AssessLikely_90Ds, v->likely_90ds);
    return ERR_OK;
}

static ErrCode add_impact(const Request *rq, const CodeBook *codes, const Assessment *a,
                          AssessView *v)
{
    SCALE("impact", "impact_safety", a->impact_safety, AssessImpact_Safetys, v->impact_safetys);
    SCALE("impact", "impact_fear", a->impact_fear, AssessImpact_Fears, v->impact_fears);
    SCALE("impact", "impact_relations", a->impact_relations, AssessImpact_Relationss,
          v->impact_relationss);
    SCALE("impact", "impact_trust", a->impact_trust, AssessImpact_Trusts, v->impact_trusts);
    SCALE("impact", "impact_democracy", a->impact_democracy, AssessImpact_Democracys,
          v->impact_democracys);
    return ERR_OK;
}

static void add_texts(const Request *rq, const Assessment *a, AssessView *v)
{
    v->what = pick_typed(rq, "what", a->what);
    v->where = pick_typed(rq, "where", a->where);
    v->experienced_why = pick_typed(rq, "experienced_why", a->experienced_why);
    v->evidenced_why = pick_typed(rq, "evidenced_why", a->evidenced_why);
    v->potential_why = pick_typed(rq, "potential_why", a->potential_why);
    v->why = request_field(rq, "why");
    v->vulnerable = pick_typed(rq, "vulnerable", a->vulnerable);
    v->protective = pick_typed(rq, "protective", a->protective);
    v->gaps = pick_typed(rq, "gaps", a->gaps);
    v->alternatives = pick_typed(rq, "alternatives", a->alternatives);
    v->dissent = pick_typed(rq, "dissent", a->dissent);
    v->rights = pick_typed(rq, "rights", a->rights);
    v->asked = pick_typed(rq, "asked", a->asked);
    v->review = request_field(rq, "review");
    v->under_way = rq->form_n ? request_field(rq, "under_way").n > 0 : a->evidence.under_way;
    v->lawful_only = rq->form_n ? request_field(rq, "lawful_only").n > 0 : a->evidence.lawful_only;
}

/* Something among the texts that looks like a name. */
static bool looks_named(const Request *rq)
{
    unsigned found = 0;
    for (size_t i = 0; i < rq->form_n; i++) found |= personal_find(str_of(rq->form[i].value));
    return (found & PERSONAL_NAME) != 0;
}

/* How many signals of each kind there are, as a help for the scores. */
static ErrCode count_signals(const Request *rq, const Issue *x, Str *ret)
{
    Signals all;
    size_t n[3] = { 0 };
    const Str kinds[3] = { STR("EXP"), STR("EVI"), STR("POT") };
    TRY(signal_list(
        rq->op,
        &(SignalFilter){ .area = { 0, "" }, .state = { 0, "" }, .issue_id = x->id, .limit = 1000 },
        &all));
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < 3; k++) n[k] += str_eq(all.v[i].eep, kinds[k]);
    *ret = arena_fmt(
        rq->op->mem,
        "Signals linked to it: %zu of what people feel, %zu of what happened, %zu of what "
        "may happen.",
        n[0], n[1], n[2]);
    return ERR_OK;
}

static ErrCode add_suggestion(const Request *rq, const CodeBook *codes, const Issue *x,
                              AssessView *v)
{
    LevelEvidence e = { .experienced = 0 };
    LevelChanges changes;
    TRY(read_evidence(rq, &e));
    TRY(level_changes_of_issue(rq->op, x->id, &changes));
    bool fresh = changes.n && changes.v[0].next_review_at >= rq->op->now;
    e.now = fresh ? changes.v[0].level : LEVEL_UNKNOWN;
    int level = level_suggest(&e);
    v->suggested = true;
    v->suggestion_shape = level_mark(level);
    v->suggestion = level_words(codes, level, rq->op->mem);
    return ERR_OK;
}

static ErrCode show(const Request *rq, bool suggest, Response *rs)
{
    const CodeBook *codes;
    Issue x;
    Assessment a;
    int64_t types;
    Arena *mem = rq->op->mem;
    TRY(find(rq, &x));
    TRY(codes_load(rq->op, &codes));
    TRY(last_version(rq, x.id, &a));
    TRY(signal_partner_types(rq->op, x.place_id, &types));
    AssessView v = { .token = rq->token,
                     .fault = rq->fault,
                     .faulty = rq->fault.n > 0,
                     .tick = rq->fault.n && looks_named(rq),
                     .address = arena_fmt(mem, "/assess/%lld", (long long)x.id),
                     .issue = x.title,
                     .issue_path = arena_fmt(mem, "/issues/%lld", (long long)x.id),
                     .suggestion_shape = level_mark(LEVEL_UNKNOWN),
                     .partner_types = pick_typed(rq, "partner_types", digits(rq, types)) };
    add_texts(rq, &a, &v);
    TRY(count_signals(rq, &x, &v.counts));
    TRY(add_scores(rq, codes, &a, &v));
    TRY(add_likely(rq, codes, &a, &v));
    TRY(add_impact(rq, codes, &a, &v));
    if (suggest) TRY(add_suggestion(rq, codes, &x, &v));
    rs->title = STR("Assess it");
    rs->section = STR("/levels");
    render_assess(rs->out, &v);
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    return show(rq, false, rs);
}

static ErrCode post(Request *rq, Response *rs)
{
    Issue x;
    Assessment a;
    int64_t id;
    bool waits;
    TRY(find(rq, &x));
    if (str_eq(request_field(rq, "do"), STR("suggest"))) return show(rq, true, rs);
    if (!str_eq(request_field(rq, "do"), STR("set")))
        return err_set(&rq->op->err, ERR_INPUT, "choose what to do");
    TRY(read_form(rq, x.id, &a));
    TRY(level_parse(request_field(rq, "level"), &a.level, &rq->op->err));
    TRY(assessment_set(rq->op, &a, &id, &waits));
    rs->redirect = waits ? arena_fmt(rq->op->mem, "/assessments/%lld", (long long)id)
                         : arena_fmt(rq->op->mem, "/issues/%lld", (long long)x.id);
    return ERR_OK;
}

PAGE(assess) = {
    .address = "/assess/*",
    .door = DOOR_SIGNED_IN,
    .may = MAY_ASSESS,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_ASSESS,
    .post = post,
};
