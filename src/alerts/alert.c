#include "alerts/alert.h"

#include "access/account.h"
#include "access/audit.h"
#include "alerts/alert_priv.h"
#include "alerts/alert_sql_priv.h"
#include "alerts/outbox_sql_priv.h"
#include "places/scope.h"

ErrCode alert_check_text(Str s, const char *what, size_t least, size_t most, Err *e)
{
    if (s.n < least || s.n > most)
        return err_set(e, ERR_INPUT, "%s: expected %zu to %zu bytes of text", what, least, most);
    if (str_utf8_fault(s) < s.n) return err_set(e, ERR_INPUT, "%s: not UTF-8", what);
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 32 && s.p[i] != '\n' && s.p[i] != '\r' && s.p[i] != '\t')
            return err_set(e, ERR_INPUT, "%s: it holds a control character", what);
    return ERR_OK;
}

static ErrCode state_of(Op *op, const AlertSomeRow *r, AlertState *ret)
{
    AlertState s = { .level = (int)r->level,
                     .author = r->author,
                     .since = r->since,
                     .escalate_at = r->escalate_at,
                     .answer_until = r->answer_until,
                     .review_at = r->review_at,
                     .step = (int)r->step };
    TRY(nature_parse(r->nature, "nature", &s.nature, &op->err));
    TRY(detection_parse(r->detection, "detection", &s.detection, &op->err));
    TRY(handling_parse(r->handling, "handling", &s.handling, &op->err));
    TRY(visibility_parse(r->visibility, "visibility", &s.visibility, &op->err));
    *ret = s;
    return ERR_OK;
}

static ErrCode from_row(Op *op, const AlertSomeRow *r, Alert *ret)
{
    *ret = (Alert){ .id = r->id,
                    .key = r->key,
                    .source = r->source,
                    .source_ref = r->source_ref,
                    .place_id = r->place_id,
                    .place = r->place,
                    .place_name = r->place_name,
                    .subject = r->subject,
                    .hidden_why = r->hidden_why,
                    .trend = r->trend,
                    .confidence = r->confidence,
                    .summary = r->summary,
                    .gaps = r->gaps,
                    .asked = r->asked,
                    .started_at = r->started_at,
                    .created_at = r->created_at,
                    .changed_at = r->changed_at,
                    .revision = r->revision,
                    .exercise = r->exercise_id,
                    .exercise_name = r->exercise_name };
    return state_of(op, r, &ret->state);
}

ErrCode alert_list(Op *op, bool only_open, int64_t exercise, Alerts *ret)
{
    AlertSomeRows rows;
    Alert *v;
    TRY(sql_alert_some(op, 0, INT64_MAX, only_open, exercise, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) TRY(from_row(op, &rows.v[i], &v[i]));
    *ret = (Alerts){ rows.n, v };
    return ERR_OK;
}

ErrCode alert_find(Op *op, int64_t id, Alert *ret)
{
    AlertSomeRows rows;
    TRY(sql_alert_some(op, id, id, 0, 0, &rows));
    if (!rows.n)
        return err_set(&op->err, ERR_MISSING, "no alert has the number %lld", (long long)id);
    return from_row(op, &rows.v[0], ret);
}

ErrCode alert_history(Op *op, int64_t id, AlertHistory *ret)
{
    AlertEventAllRows rows;
    AlertPast *v;
    TRY(sql_alert_event_all(op, id, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const AlertEventAllRow *r = &rows.v[i];
        v[i] = (AlertPast){ r->at, r->actor, r->actor_name, r->action, (int)r->level, r->detail };
    }
    *ret = (AlertHistory){ rows.n, v };
    return ERR_OK;
}

ErrCode alert_issues(Op *op, int64_t id, AlertIssues *ret)
{
    NoticeAllRows rows;
    AlertIssue *v;
    TRY(sql_notice_all(op, id, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const NoticeAllRow *r = &rows.v[i];
        v[i] = (AlertIssue){ .id = r->id,
                             .revision = r->revision,
                             .kind = r->kind,
                             .at = r->at,
                             .sender = r->sender,
                             .level = (int)r->level,
                             .old_level = (int)r->old_level,
                             .headline = r->headline,
                             .body = r->body,
                             .next_look = r->next_look };
    }
    *ret = (AlertIssues){ rows.n, v };
    return ERR_OK;
}

static Str scope_word(const Place *p)
{
    if (place_kind_is_council(p->kind)) return STR("council");
    return str_of(place_kind_name(p->kind));
}

Labels alert_labels(const PlaceBook *book, const Alert *a, Arena *mem)
{
    Labels l = { 0 };
    const Place *p = place_by_code(book, a->place);
    label_add(&l, "place", a->place);
    if (p) {
        label_add(&l, "scope", scope_word(p));
        label_add(&l, "county", p->county);
        label_add(&l, "force", p->force);
        label_add(&l, "region", p->region);
    }
    label_add(&l, "level", arena_str(mem, str_of(alert_level_text(a->state.level))));
    label_add(&l, "nature", str_of(nature_word(a->state.nature)));
    label_add(&l, "subject", a->subject);
    label_add(&l, "source", a->source);
    return l;
}

ErrCode alert_note(Op *op, const Alert *a, Str action, Str detail)
{
    return sql_alert_event_insert(op, &(AlertEventInsertArgs){ .alert = a->id,
                                                               .at = op->now,
                                                               .actor = op->actor,
                                                               .action = action,
                                                               .level = a->state.level,
                                                               .detail = detail });
}

ErrCode alert_note_once(Op *op, const Alert *a, Str action, Str detail)
{
    AlertEventFindRows found;
    TRY(sql_alert_event_find(op, a->id, action, detail, &found));
    return found.n ? ERR_OK : alert_note(op, a, action, detail);
}

static ErrCode keep(Op *op, const Alert *a)
{
    const AlertState *s = &a->state;
    return sql_alert_update(
        op, &(AlertUpdateArgs){ .id = a->id,
                                .detection = str_of(detection_word(s->detection)),
                                .handling = str_of(handling_word(s->handling)),
                                .visibility = str_of(visibility_word(s->visibility)),
                                .hidden_why = a->hidden_why,
                                .level = s->level,
                                .at = op->now,
                                .since = s->since,
                                .escalate_at = s->escalate_at,
                                .answer_until = s->answer_until,
                                .review_at = s->review_at,
                                .step = s->step,
                                .revision = a->revision });
}

static Str action_word(AlertEventKind kind)
{
    static const char *const words[EV_COUNT] = {
        [EV_BREACH] = "evidence stands out",
        [EV_CLEAR] = "evidence fell back",
        [EV_NO_DATA] = "no picture",
        [EV_FAULT] = "evidence could not be read",
        [EV_APPROVE] = "approved",
        [EV_ISSUE] = "issued",
        [EV_ACKNOWLEDGE] = "acknowledged",
        [EV_RESPOND] = "responding",
        [EV_LEVEL] = "level changed",
        [EV_STAND_DOWN] = "stood down",
        [EV_REVIEW] = "reviewed",
        [EV_CANCEL] = "cancelled",
        [EV_SILENCE] = "silenced",
        [EV_INHIBIT] = "inhibited",
        [EV_SHOW] = "shown again",
        [EV_LOOKED] = "looked at again, unchanged",
        [EV_TICK] = "time passed",
    };
    return str_of(words[kind]);
}

/* What time did, in words. */
static Str tick_word(const AlertState *before, const AlertStep *step)
{
    if (step->acts & ACT_ESCALATE) return STR("escalated");
    if (step->acts & ACT_AGAIN) return STR("acknowledgement ran out");
    if (step->state.detection == before->detection) return STR("time passed");
    if (step->state.detection == DETECT_NO_DATA) return STR("review is overdue");
    return str_of(step->state.detection == DETECT_FIRING ? "evidence stands out"
                                                         : "evidence fell back");
}

static bool same_state(const AlertState *a, const AlertState *b)
{
    return a->detection == b->detection && a->handling == b->handling &&
           a->visibility == b->visibility && a->level == b->level && a->step == b->step &&
           a->escalate_at == b->escalate_at && a->answer_until == b->answer_until &&
           a->review_at == b->review_at;
}

static const char *issue_kind(unsigned acts)
{
    if (acts & ACT_CANCEL) return "Cancel";
    if (acts & ACT_ALERT) return "Alert";
    return acts & ACT_UPDATE ? "Update" : NULL;
}

static ErrCode tell(Op *op, const AlertRules *rules, Alert *a, const AlertState *before,
                    unsigned acts, Str why)
{
    const char *kind = issue_kind(acts);
    if (kind) {
        a->revision++;
        TRY(alert_make_issue(op, rules->routing, a, kind, a->revision == 1 ? -1 : before->level,
                             why));
    }
    if (!kind && !(acts & ACT_AGAIN)) return ERR_OK;
    /* A new level, an end and what was held back are not kept waiting. */
    bool at_once =
        kind == NULL || before->level != a->state.level || !alert_is_live(a->state.handling);
    return alert_mark_groups(op, rules, a, at_once);
}

ErrCode alert_step(Op *op, const AlertRules *rules, Alert *a, AlertEvent event, Str why,
                   AlertStep *ret_step)
{
    AlertState before = a->state;
    int level = event.kind == EV_LEVEL ? event.level : before.level;
    AlertStep step =
        alert_next(&before, event, &routing_level(rules->routing, level)->rule, op->now);
    *ret_step = step;
    if (step.refused || same_state(&before, &step.state)) return ERR_OK;
    a->state = step.state;
    a->changed_at = op->now;
    a->hidden_why = step.state.visibility == VISIBLE_SHOWN       ? STR("")
                    : before.visibility == step.state.visibility ? a->hidden_why
                                                                 : why;
    TRY(tell(op, rules, a, &before, step.acts, why));
    TRY(keep(op, a));
    TRY(alert_note(
        op, a, event.kind == EV_TICK ? tick_word(&before, &step) : action_word(event.kind), why));
    return audit_add(op, arena_fmt(op->mem, "alerts.%s", event.kind == EV_TICK ? "clock" : "step"),
                     arena_fmt(op->mem, "alert %lld", (long long)a->id),
                     event.kind == EV_TICK ? tick_word(&before, &step) : action_word(event.kind));
}

static Capability needed(AlertEventKind kind)
{
    return kind == EV_ACKNOWLEDGE || kind == EV_RESPOND || kind == EV_LOOKED ? MAY_NOTE
                                                                             : MAY_DECIDE;
}

static bool needs_reason(AlertEventKind kind)
{
    return kind != EV_ACKNOWLEDGE && kind != EV_RESPOND && kind != EV_APPROVE;
}

ErrCode alert_act(Op *op, int64_t id, AlertEvent event, Str reason)
{
    Alert a;
    AlertStep step;
    AlertRules rules;
    reason = str_trim(reason);
    TRY(account_require(op, needed(event.kind)));
    TRY(alert_find(op, id, &a));
    TRY(scope_require(op, a.place));
    TRY(alert_check_text(reason, "reason", needs_reason(event.kind), ALERT_REASON_BYTES, &op->err));
    TRY(alert_rules(op, &rules));
    event.actor = op->actor;
    TRY(alert_step(op, &rules, &a, event, reason, &step));
    if (step.refused)
        return err_set(&op->err, ERR_CONFLICT, "alert %lld: %s", (long long)id, step.refused);
    return ERR_OK;
}

static ErrCode one_of(Str s, const char *what, const char *const words[], Err *e)
{
    for (size_t i = 0; words[i]; i++)
        if (str_eq(s, str_of(words[i]))) return ERR_OK;
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not one of its words", what,
                   s.n > 40 ? 40 : (int)s.n, s.p);
}

static ErrCode check_draft(Op *op, const AlertDraft *d)
{
    static const char *const trends[] = { "rising", "steady", "falling", "unknown", NULL };
    static const char *const confidences[] = { "high", "moderate", "low", NULL };
    TRY(one_of(d->trend, "trend", trends, &op->err));
    TRY(one_of(d->confidence, "confidence", confidences, &op->err));
    TRY(alert_check_text(d->subject, "subject", 1, 200, &op->err));
    TRY(alert_check_text(d->summary, "summary", 1, 4000, &op->err));
    TRY(alert_check_text(d->gaps, "unknown", 0, 4000, &op->err));
    TRY(alert_check_text(d->asked, "asked", 0, 4000, &op->err));
    for (size_t i = 0; i < d->subject.n; i++)
        if (d->subject.p[i] == '\n' || d->subject.p[i] == '\r')
            return err_set(&op->err, ERR_INPUT, "subject: it has more than one line");
    if (d->started_at > op->now + 86400)
        return err_set(&op->err, ERR_INPUT, "since: that is in the future");
    return ERR_OK;
}

static ErrCode check_exercise(Op *op, int64_t id)
{
    Exercise x;
    if (id == 0) return ERR_OK;
    TRY(exercise_find(op, id, &x));
    if (x.ended_at)
        return err_set(&op->err, ERR_CONFLICT, "exercise %lld has ended", (long long)id);
    return ERR_OK;
}

static ErrCode insert(Op *op, const AlertDraft *d, Str key, int64_t *ret)
{
    AlertInsertRows made;
    TRY(sql_alert_insert(op,
                         &(AlertInsertArgs){ .key = key,
                                             .source = d->source,
                                             .source_ref = d->source_ref,
                                             .place = d->place_id,
                                             .subject = d->subject,
                                             .nature = str_of(nature_word(d->nature)),
                                             .detection = str_of(detection_word(DETECT_FIRING)),
                                             .handling = str_of(handling_word(
                                                 d->approved ? HANDLE_APPROVED : HANDLE_PROPOSED)),
                                             .level = d->level,
                                             .trend = d->trend,
                                             .confidence = d->confidence,
                                             .summary = d->summary,
                                             .gaps = d->gaps,
                                             .asked = d->asked,
                                             .author = op->actor,
                                             .started_at = d->started_at ? d->started_at : op->now,
                                             .at = op->now,
                                             .review_at = d->review_at,
                                             .exercise = d->exercise ? &d->exercise : NULL },
                         &made));
    *ret = made.n ? made.v[0].id : 0;
    return ERR_OK;
}

ErrCode alert_raise(Op *op, const AlertDraft *d, int64_t *ret)
{
    const PlaceBook *book;
    AlertByKeyRows same;
    Alert a;
    int64_t id;
    TRY(account_require(op, MAY_DECIDE));
    TRY(check_draft(op, d));
    TRY(check_exercise(op, d->exercise));
    TRY(place_book_load(op, &book));
    const Place *p = place_by_id(book, d->place_id);
    if (!p) return err_set(&op->err, ERR_MISSING, "there is no such place");
    TRY(scope_require(op, p->code));
    Str key = arena_fmt(op->mem, "%lld/%.*s/%.*s", (long long)d->exercise, STR_ARG(p->code),
                        STR_ARG(d->subject));
    if (d->source_ref)
        key = arena_fmt(op->mem, "%.*s %lld", STR_ARG(d->source), (long long)d->source_ref);
    TRY(sql_alert_by_key(op, key, &same));
    if (!same.n) TRY(insert(op, d, key, &id));
    if (same.n) id = same.v[0].id;
    TRY(alert_find(op, id, &a));
    TRY(alert_note(op, &a, same.n ? STR("raised again") : STR("raised"), d->summary));
    TRY(audit_add(
        op, STR("alerts.raise"), arena_fmt(op->mem, "alert %lld", (long long)id),
        arena_fmt(op->mem, "%.*s, level %s", STR_ARG(p->code), alert_level_text(d->level))));
    *ret = id;
    return ERR_OK;
}
