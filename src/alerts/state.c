#include "alerts/state.h"

typedef struct {
    const char *word, *meaning;
} Word;

static const Word natures[NATURE_COUNT] = {
    [NATURE_TENSION] = { "tension", "tension level of a place" },
    [NATURE_FIGURES] = { "figures", "recorded figures that stood out" },
    [NATURE_RUMOUR] = { "rumour", "a claim that is spreading" },
    [NATURE_INCIDENT] = { "incident", "something that happened" },
    [NATURE_PROTEST] = { "protest", "a lawful assembly" },
    [NATURE_HARASSMENT] = { "harassment", "people made to fall silent" },
    [NATURE_POLICY] = { "policy", "a decision that may stir" },
};
static const Word detections[DETECT_COUNT] = {
    [DETECT_NORMAL] = { "normal", "the evidence has fallen back" },
    [DETECT_PENDING] = { "pending", "the evidence stands out, not for long yet" },
    [DETECT_FIRING] = { "firing", "the evidence stands out" },
    [DETECT_RECOVERING] = { "recovering", "the evidence has fallen back, not for long yet" },
    [DETECT_NO_DATA] = { "no_data", "no picture: what should have come did not" },
    [DETECT_ERROR] = { "error", "what came could not be read" },
};
static const Word handlings[HANDLE_COUNT] = {
    [HANDLE_PROPOSED] = { "proposed", "waits for approval" },
    [HANDLE_APPROVED] = { "approved", "approved, about to be sent" },
    [HANDLE_ISSUED] = { "issued", "sent, nobody has acknowledged it" },
    [HANDLE_ACKNOWLEDGED] = { "acknowledged", "acknowledged" },
    [HANDLE_RESPONDING] = { "responding", "people are responding" },
    [HANDLE_STOOD_DOWN] = { "stood_down", "stood down, not reviewed" },
    [HANDLE_REVIEWED] = { "reviewed", "stood down and reviewed" },
    [HANDLE_CANCELLED] = { "cancelled", "cancelled: it should not have been sent" },
};
static const Word visibilities[VISIBLE_COUNT] = {
    [VISIBLE_SHOWN] = { "shown", "notices are sent" },
    [VISIBLE_SILENCED] = { "silenced", "somebody silenced its notices" },
    [VISIBLE_INHIBITED] = { "inhibited", "a wider alert speaks for it" },
};
static const char *const levels[] = { "none", "1", "2", "3", "4", "5", "6", "U" };

enum { LEVELS = sizeof levels / sizeof levels[0] };

bool alert_is_live(Handling handling)
{
    return handling == HANDLE_ISSUED || handling == HANDLE_ACKNOWLEDGED ||
           handling == HANDLE_RESPONDING;
}

/* The order of gravity: 1 to 4, no picture, 5, 6, and what has no level last. */
static int gravity(int level)
{
    static const int order[LEVELS] = { 0, 7, 6, 5, 4, 2, 1, 3 };
    return level < 0 || level >= LEVELS ? 0 : order[level];
}

bool alert_level_is_graver(int a, int b)
{
    return gravity(a) > gravity(b);
}

static AlertStep refuse(const AlertState *s, const char *why)
{
    return (AlertStep){ .state = *s, .refused = why };
}

static AlertStep stay(const AlertState *s)
{
    return (AlertStep){ .state = *s };
}

/* The detection axis moves; people who were told of it are told of that too. */
static AlertStep detect(const AlertState *s, Detection to, int64_t now, bool tells)
{
    AlertStep r = { .state = *s };
    if (s->detection == to) return r;
    r.state.detection = to;
    r.state.since = now;
    if (tells && alert_is_live(s->handling)) r.acts = ACT_UPDATE;
    return r;
}

static AlertStep on_breach(const AlertState *s, const AlertRule *rule, int64_t now)
{
    switch (s->detection) {
    case DETECT_NORMAL:
        return rule->pending_seconds > 0 ? detect(s, DETECT_PENDING, now, false)
                                         : detect(s, DETECT_FIRING, now, true);
    case DETECT_PENDING:
    case DETECT_FIRING: return stay(s);
    case DETECT_RECOVERING: return detect(s, DETECT_FIRING, now, false);
    case DETECT_NO_DATA:
    case DETECT_ERROR:
    case DETECT_COUNT:
    default: return detect(s, DETECT_FIRING, now, true);
    }
}

static AlertStep on_clear(const AlertState *s, const AlertRule *rule, int64_t now)
{
    switch (s->detection) {
    case DETECT_NORMAL:
    case DETECT_RECOVERING: return stay(s);
    case DETECT_PENDING: return detect(s, DETECT_NORMAL, now, false);
    case DETECT_FIRING:
        return rule->recovering_seconds > 0 ? detect(s, DETECT_RECOVERING, now, false)
                                            : detect(s, DETECT_NORMAL, now, true);
    case DETECT_NO_DATA:
    case DETECT_ERROR:
    case DETECT_COUNT:
    default: return detect(s, DETECT_NORMAL, now, true);
    }
}

static AlertStep on_approve(const AlertState *s, AlertEvent event, const AlertRule *rule)
{
    AlertStep r = { .state = *s };
    if (s->handling != HANDLE_PROPOSED) return refuse(s, "it does not wait for approval");
    if (rule->second_person && event.actor == s->author)
        return refuse(s, "a second person has to approve it");
    r.state.handling = HANDLE_APPROVED;
    return r;
}

static void start_clocks(AlertState *s, const AlertRule *rule, int64_t now)
{
    s->step = 0;
    s->escalate_at = rule->answer_seconds > 0 ? now + rule->answer_seconds : 0;
    s->answer_until = 0;
}

static AlertStep on_issue(const AlertState *s, const AlertRule *rule, int64_t now)
{
    AlertStep r = { .state = *s, .acts = ACT_ALERT };
    if (s->handling != HANDLE_APPROVED) return refuse(s, "it is not approved, or sent already");
    r.state.handling = HANDLE_ISSUED;
    start_clocks(&r.state, rule, now);
    if (rule->review_seconds > 0 && !r.state.review_at)
        r.state.review_at = now + rule->review_seconds;
    return r;
}

static AlertStep on_answer(const AlertState *s, AlertEventKind kind, const AlertRule *rule,
                           int64_t now)
{
    AlertStep r = { .state = *s };
    if (!alert_is_live(s->handling)) return refuse(s, "it is not out, or over");
    r.state.escalate_at = 0;
    r.state.step = 0;
    if (kind == EV_RESPOND || s->handling == HANDLE_RESPONDING) {
        r.state.handling = HANDLE_RESPONDING;
        r.state.answer_until = 0;
        return r;
    }
    r.state.handling = HANDLE_ACKNOWLEDGED;
    r.state.answer_until = rule->hold_seconds > 0 ? now + rule->hold_seconds : 0;
    return r;
}

static int64_t look_again(AlertEvent event, const AlertRule *rule, int64_t now)
{
    if (event.review_at) return event.review_at;
    return rule->review_seconds > 0 ? now + rule->review_seconds : 0;
}

/* Who acknowledged a lesser level has not acknowledged a graver one. */
static AlertStep on_level(const AlertState *s, AlertEvent event, const AlertRule *rule, int64_t now)
{
    int level = event.level;
    AlertStep r = { .state = *s };
    bool live = alert_is_live(s->handling);
    if (level == s->level) return refuse(s, "it has that level already");
    if (!live && s->handling != HANDLE_PROPOSED && s->handling != HANDLE_APPROVED)
        return refuse(s, "it is over: raise a new one");
    r.state.level = level;
    /* Approval was given for the lesser level. */
    if (s->handling == HANDLE_APPROVED && alert_level_is_graver(level, s->level))
        r.state.handling = HANDLE_PROPOSED;
    if (!live) return r;
    r.acts = ACT_UPDATE;
    r.state.review_at = look_again(event, rule, now);
    if (r.state.detection == DETECT_NO_DATA) r.state.detection = DETECT_FIRING;
    if (alert_level_is_graver(level, s->level)) {
        r.state.handling = HANDLE_ISSUED;
        start_clocks(&r.state, rule, now);
    } else if (s->handling == HANDLE_ISSUED && rule->answer_seconds == 0)
        r.state.escalate_at = 0;
    return r;
}

static AlertStep end(const AlertState *s, Handling to, unsigned acts)
{
    AlertStep r = { .state = *s, .acts = acts };
    r.state.handling = to;
    r.state.escalate_at = r.state.answer_until = r.state.review_at = 0;
    r.state.step = 0;
    return r;
}

static AlertStep on_cancel(const AlertState *s)
{
    if (alert_is_live(s->handling)) return end(s, HANDLE_CANCELLED, ACT_CANCEL);
    if (s->handling == HANDLE_PROPOSED || s->handling == HANDLE_APPROVED)
        return end(s, HANDLE_CANCELLED, 0); /* nobody was told of it */
    return refuse(s, "it is over already");
}

static AlertStep show(const AlertState *s, Visibility to)
{
    AlertStep r = { .state = *s };
    if (s->visibility == to) return r;
    r.state.visibility = to;
    /* What was held back is said now. */
    if (to == VISIBLE_SHOWN && alert_is_live(s->handling)) r.acts = ACT_AGAIN;
    return r;
}

static AlertStep on_looked(const AlertState *s, AlertEvent event, const AlertRule *rule,
                           int64_t now)
{
    AlertStep r = { .state = *s };
    if (!alert_is_live(s->handling)) return refuse(s, "it is not out, or over");
    if (s->detection == DETECT_NO_DATA) r = detect(s, DETECT_FIRING, now, true);
    r.state.review_at = look_again(event, rule, now);
    return r;
}

static AlertStep tick_handling(AlertStep r, const AlertRule *rule, int64_t now)
{
    AlertState *s = &r.state;
    if (s->handling == HANDLE_ACKNOWLEDGED && s->answer_until && now >= s->answer_until) {
        s->handling = HANDLE_ISSUED;
        start_clocks(s, rule, now);
        r.acts |= ACT_AGAIN;
    } else if (s->handling == HANDLE_ISSUED && s->escalate_at && now >= s->escalate_at &&
               s->visibility == VISIBLE_SHOWN) {
        /* A lowered level may have fewer steps than were taken already. */
        bool goes_on = s->step < rule->steps;
        s->step += goes_on;
        r.acts |= goes_on ? ACT_ESCALATE : 0;
        /* From now, not from when it was due: after a stop the steps do not all come at once. */
        s->escalate_at = s->step < rule->steps ? now + rule->answer_seconds : 0;
    }
    return r;
}

static AlertStep on_tick(const AlertState *s, const AlertRule *rule, int64_t now)
{
    AlertStep r = { .state = *s };
    if (s->detection == DETECT_PENDING && now >= s->since + rule->pending_seconds)
        r = detect(s, DETECT_FIRING, now, true);
    else if (s->detection == DETECT_RECOVERING && now >= s->since + rule->recovering_seconds)
        r = detect(s, DETECT_NORMAL, now, true);
    else if (s->review_at && now >= s->review_at && alert_is_live(s->handling)) {
        r = detect(s, DETECT_NO_DATA, now, true);
        r.state.review_at = 0;
    }
    return tick_handling(r, rule, now);
}

AlertStep alert_next(const AlertState *s, AlertEvent event, const AlertRule *rule, int64_t now)
{
    switch (event.kind) {
    case EV_BREACH: return on_breach(s, rule, now);
    case EV_CLEAR: return on_clear(s, rule, now);
    case EV_NO_DATA: return detect(s, DETECT_NO_DATA, now, true);
    case EV_FAULT: return detect(s, DETECT_ERROR, now, true);
    case EV_APPROVE: return on_approve(s, event, rule);
    case EV_ISSUE: return on_issue(s, rule, now);
    case EV_ACKNOWLEDGE:
    case EV_RESPOND: return on_answer(s, event.kind, rule, now);
    case EV_LEVEL: return on_level(s, event, rule, now);
    case EV_STAND_DOWN:
        return alert_is_live(s->handling) ? end(s, HANDLE_STOOD_DOWN, ACT_UPDATE)
                                          : refuse(s, "it is not out, or over");
    case EV_REVIEW:
        return s->handling == HANDLE_STOOD_DOWN ? end(s, HANDLE_REVIEWED, 0)
                                                : refuse(s, "it is not stood down");
    case EV_CANCEL: return on_cancel(s);
    case EV_SILENCE: return show(s, VISIBLE_SILENCED);
    case EV_INHIBIT: return show(s, VISIBLE_INHIBITED);
    case EV_SHOW: return show(s, VISIBLE_SHOWN);
    case EV_LOOKED: return on_looked(s, event, rule, now);
    case EV_TICK: return on_tick(s, rule, now);
    case EV_COUNT:
    default: return refuse(s, "there is no such event");
    }
}

const char *nature_word(Nature nature)
{
    return natures[nature].word;
}

const char *detection_word(Detection detection)
{
    return detections[detection].word;
}

const char *handling_word(Handling handling)
{
    return handlings[handling].word;
}

const char *visibility_word(Visibility visibility)
{
    return visibilities[visibility].word;
}

const char *nature_meaning(Nature nature)
{
    return natures[nature].meaning;
}

const char *detection_meaning(Detection detection)
{
    return detections[detection].meaning;
}

const char *handling_meaning(Handling handling)
{
    return handlings[handling].meaning;
}

const char *visibility_meaning(Visibility visibility)
{
    return visibilities[visibility].meaning;
}

static ErrCode find(const Word *words, size_t n, Str word, const char *what, size_t *ret, Err *e)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(word, str_of(words[i].word))) {
            *ret = i;
            return ERR_OK;
        }
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not one of its words", what,
                   word.n > 40 ? 40 : (int)word.n, word.p);
}

ErrCode nature_parse(Str word, const char *what, Nature *ret, Err *e)
{
    size_t i;
    TRY(find(natures, NATURE_COUNT, word, what, &i, e));
    *ret = (Nature)i;
    return ERR_OK;
}

ErrCode detection_parse(Str word, const char *what, Detection *ret, Err *e)
{
    size_t i;
    TRY(find(detections, DETECT_COUNT, word, what, &i, e));
    *ret = (Detection)i;
    return ERR_OK;
}

ErrCode handling_parse(Str word, const char *what, Handling *ret, Err *e)
{
    size_t i;
    TRY(find(handlings, HANDLE_COUNT, word, what, &i, e));
    *ret = (Handling)i;
    return ERR_OK;
}

ErrCode visibility_parse(Str word, const char *what, Visibility *ret, Err *e)
{
    size_t i;
    TRY(find(visibilities, VISIBLE_COUNT, word, what, &i, e));
    *ret = (Visibility)i;
    return ERR_OK;
}

ErrCode alert_level_parse(Str text, const char *what, int *ret, Err *e)
{
    for (int i = 0; i < LEVELS; i++)
        if (str_eq_nocase(text, str_of(levels[i]))) {
            *ret = i;
            return ERR_OK;
        }
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not 1 to 6, U or none", what,
                   text.n > 40 ? 40 : (int)text.n, text.p);
}

const char *alert_level_text(int level)
{
    return level < 0 || level >= LEVELS ? "none" : levels[level];
}
