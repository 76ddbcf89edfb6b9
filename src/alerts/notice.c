/* The words that people are told.  An alert always says: what, where, since when, level and trend,
 * confidence, what is not known, what is asked, and when it is looked at again. */
#include "alerts/alert_priv.h"
#include "alerts/alert_sql_priv.h"
#include "base/london.h"

enum { BODY_BYTES = 16 << 10 };

static Str grade(const Routing *r, int level, Arena *mem)
{
    const LevelPlan *p = routing_level(r, level);
    if (level == ALERT_LEVEL_NONE) return p->name;
    return arena_fmt(mem, "level %s, %.*s", alert_level_text(level), STR_ARG(p->name));
}

static Str capital(Str s, Arena *mem)
{
    char first = s.n && s.p[0] >= 'a' && s.p[0] <= 'z' ? (char)(s.p[0] - 'a' + 'A')
                 : s.n                                 ? s.p[0]
                                                       : ' ';
    return arena_fmt(mem, "%c%.*s", first, s.n ? (int)s.n - 1 : 0, s.n ? s.p + 1 : "");
}

static Str headline_of(const Routing *r, const Alert *a, const char *kind, int old_level,
                       Arena *mem)
{
    Str now = capital(grade(r, a->state.level, mem), mem), before = { 0, "" };
    const char *what = strcmp(kind, "Cancel") == 0                        ? "Cancelled: "
                       : a->state.handling == HANDLE_STOOD_DOWN           ? "Stood down: "
                       : strcmp(kind, "Alert") == 0                       ? ""
                       : a->state.detection == DETECT_NO_DATA             ? "No picture: "
                       : alert_level_is_graver(old_level, a->state.level) ? "Lowered: "
                       : alert_level_is_graver(a->state.level, old_level) ? "Raised: "
                                                                          : "Update: ";
    if (old_level >= 0 && old_level != a->state.level)
        before = arena_fmt(mem, " (was %.*s)", STR_ARG(grade(r, old_level, mem)));
    return arena_fmt(mem, "%s%s%.*s%.*s: %.*s, %.*s", a->exercise ? "EXERCISE: " : "", what,
                     STR_ARG(now), STR_ARG(before), STR_ARG(a->place_name), STR_ARG(a->subject));
}

static void add_level(Buf *b, const Routing *r, const Alert *a, int old_level, Arena *mem)
{
    const LevelPlan *p = routing_level(r, a->state.level);
    if (a->state.level == ALERT_LEVEL_NONE)
        buf_add(b, STR("Level: nobody has set a tension level for this.\n"));
    else if (a->state.level == ALERT_LEVEL_UNKNOWN)
        buf_addf(b, "Level: U, %.*s. %.*s.\n", STR_ARG(p->name), STR_ARG(p->meaning));
    else
        buf_addf(b, "Level: %s of 6 (1 is the worst), %.*s. %.*s.\n",
                 alert_level_text(a->state.level), STR_ARG(p->name), STR_ARG(p->meaning));
    if (old_level >= 0 && old_level != a->state.level)
        buf_addf(b, "Before: %.*s.\n", STR_ARG(grade(r, old_level, mem)));
}

static void add_asked(Buf *b, const Routing *r, const Alert *a, Arena *mem)
{
    const LevelPlan *p = routing_level(r, a->state.level);
    bool live = alert_is_live(a->state.handling);
    buf_add(b, STR("What is asked:"));
    if (!live) buf_add(b, STR(" nothing more; tell us what could be done better."));
    if (live && p->rule.answer_seconds)
        buf_addf(b, " acknowledge within %.*s.",
                 STR_ARG(duration_words(p->rule.answer_seconds, mem)));
    if (live && p->plan_seconds)
        buf_addf(b, " Have a plan within %.*s.", STR_ARG(duration_words(p->plan_seconds, mem)));
    if (live && a->asked.n) buf_addf(b, " %.*s", STR_ARG(a->asked));
    if (live && !p->rule.answer_seconds && !p->plan_seconds && !a->asked.n)
        buf_add(b, STR(" read it; nothing else."));
    buf_add(b, STR("\n"));
}

static void add_next(Buf *b, const Alert *a)
{
    if (a->state.review_at)
        buf_addf(b, "Next review: by %s.\n", london_words(a->state.review_at).text);
    else if (a->state.detection == DETECT_NO_DATA)
        buf_add(
            b,
            STR("Next review: overdue. That nobody looked again does not mean that it is calm.\n"));
    else
        buf_add(b, STR("Next review: none is set.\n"));
}

static Str body_of(const Routing *r, const Alert *a, int old_level, Str reason, Arena *mem)
{
    AUTO(buf_free) Buf b = BUF_MAX(BODY_BYTES);
    if (a->exercise)
        buf_addf(&b, "EXERCISE EXERCISE EXERCISE: %.*s. Nothing of this is real.\n\n",
                 STR_ARG(a->exercise_name));
    buf_addf(&b, "What: %.*s\n", STR_ARG(a->summary));
    buf_addf(&b, "Where: %.*s (%.*s)\n", STR_ARG(a->place_name), STR_ARG(a->place));
    buf_addf(&b, "Since: %s\n", london_words(a->started_at).text);
    add_level(&b, r, a, old_level, mem);
    buf_addf(&b, "Trend: %.*s\n", STR_ARG(a->trend));
    buf_addf(&b, "Confidence: %.*s\n", STR_ARG(a->confidence));
    buf_addf(&b, "What is not known: %.*s\n",
             STR_ARG(a->gaps.n ? a->gaps : STR("nobody has said")));
    add_asked(&b, r, a, mem);
    add_next(&b, a);
    buf_addf(&b, "State: %s; %s.\n", handling_meaning(a->state.handling),
             detection_meaning(a->state.detection));
    if (reason.n) buf_addf(&b, "Why this notice: %.*s\n", STR_ARG(reason));
    return arena_str(mem, (Str){ b.n, b.p });
}

ErrCode alert_make_issue(Op *op, const Routing *r, const Alert *a, const char *kind, int old_level,
                         Str reason)
{
    NoticeInsertRows made;
    return sql_notice_insert(
        op,
        &(NoticeInsertArgs){ .alert = a->id,
                             .revision = a->revision,
                             .kind = str_of(kind),
                             .at = op->now,
                             .sender = r->sender,
                             .level = a->state.level,
                             .old_level = old_level,
                             .headline = headline_of(r, a, kind, old_level, op->mem),
                             .body = body_of(r, a, old_level, reason, op->mem),
                             .next_look = a->state.review_at },
        &made);
}
