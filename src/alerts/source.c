/* Where alerts come from: levels that people set, and proposals that they approved. */
#include "alerts/alert_priv.h"
#include "alerts/alert_sql_priv.h"
#include "detection/proposal.h"
#include "signals/level.h"

enum { AT_ONCE = 200 };

static ErrCode take_proposal(Op *op, int64_t id)
{
    Proposal p;
    int64_t made;
    TRY(proposal_find(op, id, &p));
    AlertDraft d = { .place_id = p.place_id,
                     .source = STR("proposal"),
                     .source_ref = p.id,
                     .subject = p.series_title.n > 200 ? p.series : p.series_title,
                     .nature = NATURE_FIGURES,
                     .level = ALERT_LEVEL_NONE,
                     .trend = STR("rising"),
                     .confidence = STR("moderate"),
                     .summary = p.reason,
                     .gaps =
                         STR("The count says that more was recorded than usual. It does not say "
                             "why, nor that tension is the reason."),
                     .asked = STR("Say what you know of it, and whether a level should be set."),
                     .started_at = period_start(p.unit, p.period) * (int64_t)86400,
                     .approved = true };
    if (d.started_at > op->now) d.started_at = op->now;
    return alert_raise(op, &d, &made);
}

static ErrCode take_proposals(Op *op, size_t *ret)
{
    ProposalForAlertRows rows;
    TRY(sql_proposal_for_alert(op, &rows));
    for (size_t i = 0; i < rows.n; i++) TRY(take_proposal(op, rows.v[i].id));
    *ret += rows.n;
    return ERR_OK;
}

static Str word_of(Str code, const char *const table[][2], const char *otherwise)
{
    for (size_t i = 0; table[i][0]; i++)
        if (str_eq(code, str_of(table[i][0]))) return str_of(table[i][1]);
    return str_of(otherwise);
}

/* A level of an exercise belongs to the exercise that runs; where none does, one is begun, so that
 * it can never be taken for real. */
static ErrCode exercise_of(Op *op, const LevelChange *c, int64_t *ret)
{
    Exercises all;
    *ret = 0;
    if (!c->exercise) return ERR_OK;
    TRY(exercise_list(op, &all));
    for (size_t i = 0; i < all.n; i++)
        if (!all.v[i].ended_at) {
            *ret = all.v[i].id;
            return ERR_OK;
        }
    return exercise_start(op, arena_fmt(op->mem, "issue %lld", (long long)c->issue_id), ret);
}

static ErrCode draft_of(Op *op, const LevelChange *c, AlertDraft *ret)
{
    static const char *const trends[][2] = {
        { "RIS", "rising" }, { "STE", "steady" }, { "FAL", "falling" }, { NULL, NULL }
    };
    static const char *const confidences[][2] = { { "H", "high" },
                                                  { "M", "moderate" },
                                                  { NULL, NULL } };
    *ret = (AlertDraft){ .place_id = c->place_id,
                         .source = STR("level"),
                         .source_ref = c->issue_id,
                         .subject = c->issue_title,
                         .nature = NATURE_TENSION,
                         .level = c->level == LEVEL_UNKNOWN ? ALERT_LEVEL_UNKNOWN : c->level,
                         .trend = word_of(c->trend, trends, "unknown"),
                         .confidence = word_of(c->confidence, confidences, "low"),
                         .gaps = c->gaps,
                         .asked = c->asked,
                         .started_at = c->since_day * (int64_t)86400,
                         .review_at = c->next_review_at,
                         .approved = true };
    ret->summary = c->where.n
                       ? arena_fmt(op->mem, "%.*s (%.*s)", STR_ARG(c->what), STR_ARG(c->where))
                       : c->what;
    if (!ret->summary.n) ret->summary = c->issue_title;
    return exercise_of(op, c, &ret->exercise);
}

static ErrCode find_open(Op *op, const LevelChange *c, Alert *ret, bool *ret_found)
{
    AlertByKeyRows rows;
    TRY(sql_alert_by_key(op, arena_fmt(op->mem, "level %lld", (long long)c->issue_id), &rows));
    *ret_found = rows.n > 0;
    return rows.n ? alert_find(op, rows.v[0].id, ret) : ERR_OK;
}

static bool is_kind(const LevelChange *c, const char *kind)
{
    return str_eq(c->kind, str_of(kind));
}

static ErrCode describe(Op *op, Alert *a, const AlertDraft *d)
{
    a->trend = d->trend;
    a->confidence = d->confidence;
    a->summary = d->summary;
    a->gaps = d->gaps;
    a->asked = d->asked;
    return sql_alert_describe(
        op, &(AlertDescribeArgs){ a->id, d->trend, d->confidence, d->summary, d->gaps, d->asked });
}

static ErrCode change_level(Op *op, const AlertRules *rules, Alert *a, const LevelChange *c)
{
    AlertDraft d;
    AlertStep step;
    AlertEvent event = { .kind = EV_LEVEL, .review_at = c->next_review_at };
    TRY(draft_of(op, c, &d));
    TRY(describe(op, a, &d));
    event.level = d.level;
    /* The same level again: somebody looked and found it as it was. */
    if (d.level == a->state.level) event.kind = EV_LOOKED;
    Str why = c->reason.n ? c->reason : arena_fmt(op->mem, "the level was %.*s", STR_ARG(c->kind));
    TRY(alert_step(op, rules, a, event, why, &step));
    if (a->state.handling != HANDLE_PROPOSED) return ERR_OK;
    /* It was raised before it was sent; two people had agreed already. */
    return alert_step(op, rules, a, (AlertEvent){ .kind = EV_APPROVE, .actor = -1 }, why, &step);
}

static ErrCode take_change(Op *op, const AlertRules *rules, const LevelChange *c,
                           size_t *ret_raised)
{
    Alert a;
    AlertDraft d;
    AlertStep step;
    bool open, ends = is_kind(c, "cancelled") || is_kind(c, "closed");
    int64_t made;
    TRY(find_open(op, c, &a, &open));
    if (!open && ends) return ERR_OK; /* nobody was told of it */
    if (open && !ends) return change_level(op, rules, &a, c);
    if (open) {
        AlertEventKind kind =
            is_kind(c, "closed") && alert_is_live(a.state.handling) ? EV_STAND_DOWN : EV_CANCEL;
        return alert_step(op, rules, &a, (AlertEvent){ .kind = kind }, c->reason, &step);
    }
    ++*ret_raised;
    TRY(draft_of(op, c, &d));
    return alert_raise(op, &d, &made);
}

static ErrCode take_levels(Op *op, const AlertRules *rules, size_t *ret)
{
    AlertSourceAtRows at;
    LevelChanges changes;
    TRY(sql_alert_source_at(op, STR("level"), &at));
    TRY(level_changes_since(op, at.n ? at.v[0].last_id : 0, AT_ONCE, &changes));
    for (size_t i = 0; i < changes.n; i++) TRY(take_change(op, rules, &changes.v[i], ret));
    if (!changes.n) return ERR_OK;
    return sql_alert_source_move(op, STR("level"), changes.v[changes.n - 1].id);
}

ErrCode alert_take_sources(Op *op, const AlertRules *rules, size_t *ret)
{
    int64_t expired;
    size_t raised = 0;
    TRY(level_expire(op, &expired));
    TRY(take_proposals(op, &raised));
    TRY(take_levels(op, rules, &raised));
    *ret = raised;
    return ERR_OK;
}
