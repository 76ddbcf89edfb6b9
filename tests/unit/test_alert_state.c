/* The life of an alert: every event on every state of each axis, and the promises over all of them.
 */
#include "check.h"

#include "alerts/state.h"

static const AlertRule rule = { .pending_seconds = 100,
                                .recovering_seconds = 200,
                                .answer_seconds = 900,
                                .hold_seconds = 3600,
                                .review_seconds = 14400,
                                .steps = 3,
                                .second_person = true };

static AlertState state_of(Handling h, Detection d, Visibility v)
{
    return (AlertState){ .handling = h, .detection = d, .visibility = v, .level = 2, .author = 7 };
}

/* What each event makes of the handling axis; . stays, x is refused.  Columns: P A I K R D V C for
 * proposed, approved, issued, acknowledged, responding, stood down, reviewed, cancelled. */
static const struct {
    AlertEventKind kind;
    const char *to, *acts;
} table[] = {
    { EV_BREACH, "........", "........" },      { EV_CLEAR, "........", "........" },
    { EV_NO_DATA, "........", "..UUU..." },     { EV_FAULT, "........", "..UUU..." },
    { EV_APPROVE, "Axxxxxxx", "........" },     { EV_ISSUE, "xIxxxxxx", ".N......" },
    { EV_ACKNOWLEDGE, "xxKKRxxx", "........" }, { EV_RESPOND, "xxRRRxxx", "........" },
    { EV_STAND_DOWN, "xxDDDxxx", "..UUU..." },  { EV_REVIEW, "xxxxxVxx", "........" },
    { EV_CANCEL, "CCCCCxxx", "..CCC..." },      { EV_SILENCE, "........", "........" },
    { EV_INHIBIT, "........", "........" },     { EV_SHOW, "........", "........" },
    { EV_LOOKED, "xx...xxx", "........" },      { EV_TICK, "........", "........" },
};
static const char letters[] = "PAIKRDVC";

static char acts_letter(unsigned acts)
{
    return acts == 0            ? '.'
           : acts == ACT_ALERT  ? 'N'
           : acts == ACT_UPDATE ? 'U'
           : acts == ACT_CANCEL ? 'C'
                                : '?';
}

TEST(alert_state_table)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        for (int h = 0; h < HANDLE_COUNT; h++) {
            AlertState s = state_of((Handling)h, DETECT_FIRING, VISIBLE_SHOWN);
            AlertStep r =
                alert_next(&s, (AlertEvent){ .kind = table[i].kind, .actor = 8 }, &rule, 50);
            char want = table[i].to[h];
            if (want == 'x')
                CHECK(r.refused && r.acts == 0 && memcmp(&r.state, &s, sizeof s) == 0);
            else {
                CHECK(!r.refused);
                CHECK(letters[r.state.handling] == (want == '.' ? letters[h] : want));
                CHECK(acts_letter(r.acts) == table[i].acts[h]);
            }
        }
}

/* From, event, to; 'U' when those who were told are told. */
static const struct {
    Detection from;
    AlertEventKind kind;
    int64_t after;
    Detection to;
    bool tells;
} detections[] = {
    { DETECT_NORMAL, EV_BREACH, 0, DETECT_PENDING, false },
    { DETECT_PENDING, EV_BREACH, 0, DETECT_PENDING, false },
    { DETECT_PENDING, EV_CLEAR, 0, DETECT_NORMAL, false },
    { DETECT_PENDING, EV_TICK, 99, DETECT_PENDING, false },
    { DETECT_PENDING, EV_TICK, 100, DETECT_FIRING, true },
    { DETECT_FIRING, EV_BREACH, 0, DETECT_FIRING, false },
    { DETECT_FIRING, EV_CLEAR, 0, DETECT_RECOVERING, false },
    { DETECT_RECOVERING, EV_BREACH, 0, DETECT_FIRING, false },
    { DETECT_RECOVERING, EV_CLEAR, 0, DETECT_RECOVERING, false },
    { DETECT_RECOVERING, EV_TICK, 199, DETECT_RECOVERING, false },
    { DETECT_RECOVERING, EV_TICK, 200, DETECT_NORMAL, true },
    { DETECT_NORMAL, EV_NO_DATA, 0, DETECT_NO_DATA, true },
    { DETECT_PENDING, EV_NO_DATA, 0, DETECT_NO_DATA, true },
    { DETECT_FIRING, EV_NO_DATA, 0, DETECT_NO_DATA, true },
    { DETECT_NO_DATA, EV_NO_DATA, 0, DETECT_NO_DATA, false },
    { DETECT_NO_DATA, EV_BREACH, 0, DETECT_FIRING, true },
    { DETECT_NO_DATA, EV_CLEAR, 0, DETECT_NORMAL, true },
    { DETECT_NO_DATA, EV_TICK, 100000, DETECT_NO_DATA, false },
    { DETECT_NO_DATA, EV_LOOKED, 0, DETECT_FIRING, true },
    { DETECT_ERROR, EV_BREACH, 0, DETECT_FIRING, true },
    { DETECT_ERROR, EV_CLEAR, 0, DETECT_NORMAL, true },
    { DETECT_FIRING, EV_FAULT, 0, DETECT_ERROR, true },
    { DETECT_NORMAL, EV_CLEAR, 0, DETECT_NORMAL, false },
    { DETECT_NORMAL, EV_TICK, 100000, DETECT_NORMAL, false },
    { DETECT_ERROR, EV_TICK, 100000, DETECT_ERROR, false },
};

TEST(alert_state_detection)
{
    for (size_t i = 0; i < sizeof detections / sizeof detections[0]; i++)
        for (int h = 0; h < HANDLE_COUNT; h++) {
            AlertState s = state_of((Handling)h, detections[i].from, VISIBLE_SHOWN);
            s.since = 1000;
            AlertStep r = alert_next(&s, (AlertEvent){ .kind = detections[i].kind }, &rule,
                                     1000 + detections[i].after);
            if (r.refused) continue;
            CHECK(r.state.detection == detections[i].to);
            CHECK(r.state.handling == s.handling); /* evidence never ends an alert */
            CHECK((r.acts == ACT_UPDATE) == (detections[i].tells && alert_is_live((Handling)h)));
        }
}

TEST(alert_state_levels)
{
    for (int h = 0; h < HANDLE_COUNT; h++)
        for (int from = 0; from <= ALERT_LEVEL_UNKNOWN; from++)
            for (int to = 0; to <= ALERT_LEVEL_UNKNOWN; to++) {
                AlertState s = state_of((Handling)h, DETECT_FIRING, VISIBLE_SHOWN);
                s.level = from;
                AlertStep r =
                    alert_next(&s, (AlertEvent){ .kind = EV_LEVEL, .level = to }, &rule, 5000);
                bool over = h >= HANDLE_STOOD_DOWN;
                CHECK((r.refused != NULL) == (from == to || over));
                if (r.refused) continue;
                CHECK(r.state.level == to);
                /* Downgrades are told as well as upgrades. */
                CHECK((r.acts == ACT_UPDATE) == alert_is_live((Handling)h));
                if (alert_is_live((Handling)h) && alert_level_is_graver(to, from))
                    CHECK(r.state.handling == HANDLE_ISSUED && r.state.escalate_at == 5900);
                if (h == HANDLE_APPROVED)
                    CHECK((r.state.handling == HANDLE_PROPOSED) == alert_level_is_graver(to, from));
            }
}

TEST(alert_state_second_person)
{
    AlertState s = state_of(HANDLE_PROPOSED, DETECT_FIRING, VISIBLE_SHOWN);
    AlertRule alone = rule;
    alone.second_person = false;
    CHECK(alert_next(&s, (AlertEvent){ .kind = EV_APPROVE, .actor = 7 }, &rule, 1).refused);
    CHECK(!alert_next(&s, (AlertEvent){ .kind = EV_APPROVE, .actor = 8 }, &rule, 1).refused);
    CHECK(!alert_next(&s, (AlertEvent){ .kind = EV_APPROVE, .actor = 7 }, &alone, 1).refused);
}

TEST(alert_state_escalation)
{
    AlertState s = state_of(HANDLE_APPROVED, DETECT_FIRING, VISIBLE_SHOWN);
    AlertEvent tick = { .kind = EV_TICK };
    s = alert_next(&s, (AlertEvent){ .kind = EV_ISSUE }, &rule, 0).state;
    s.review_at = 0;
    CHECK(alert_next(&s, tick, &rule, 899).acts == 0);
    for (int step = 1; step <= 3; step++) {
        AlertStep r = alert_next(&s, tick, &rule, step * 900);
        CHECK(r.acts == ACT_ESCALATE && r.state.step == step);
        s = r.state;
    }
    CHECK(s.escalate_at == 0 && alert_next(&s, tick, &rule, 1000000).acts == 0);
    /* An acknowledgement stops it, until it runs out: then all are told again and it starts anew.
     */
    s = alert_next(&s, (AlertEvent){ .kind = EV_ACKNOWLEDGE }, &rule, 3000).state;
    CHECK(s.handling == HANDLE_ACKNOWLEDGED && alert_next(&s, tick, &rule, 6599).acts == 0);
    AlertStep r = alert_next(&s, tick, &rule, 6600);
    CHECK(r.acts == ACT_AGAIN && r.state.handling == HANDLE_ISSUED && r.state.escalate_at == 7500);
    /* Responding has no time-out. */
    s = alert_next(&r.state, (AlertEvent){ .kind = EV_RESPOND }, &rule, 6700).state;
    CHECK(alert_next(&s, tick, &rule, 100000000).acts == 0);
    /* A stopped clock that leaps makes one step, not all of them; one set back makes none. */
    s = state_of(HANDLE_APPROVED, DETECT_FIRING, VISIBLE_SHOWN);
    s = alert_next(&s, (AlertEvent){ .kind = EV_ISSUE }, &rule, 0).state;
    s.review_at = 0;
    CHECK(alert_next(&s, tick, &rule, -100000).acts == 0);
    s = alert_next(&s, tick, &rule, 1000000).state;
    CHECK(s.step == 1 && s.escalate_at == 1000900 &&
          alert_next(&s, tick, &rule, 1000000).acts == 0);
}

/* Found by killing the delivery: lowered after more steps than the lower level has. */
TEST(alert_state_lowered_between_steps)
{
    AlertRule low = rule;
    low.steps = 1;
    AlertState s = state_of(HANDLE_ISSUED, DETECT_FIRING, VISIBLE_SHOWN);
    s.step = 2;
    s.escalate_at = 100;
    s = alert_next(&s, (AlertEvent){ .kind = EV_LEVEL, .level = 4 }, &low, 50).state;
    AlertStep r = alert_next(&s, (AlertEvent){ .kind = EV_TICK }, &low, 100);
    CHECK(r.acts == 0 && r.state.step == 2 && r.state.escalate_at == 0);
}

TEST(alert_state_low_levels_never_escalate)
{
    AlertRule low = rule;
    low.answer_seconds = 0;
    AlertState s = state_of(HANDLE_APPROVED, DETECT_FIRING, VISIBLE_SHOWN);
    s = alert_next(&s, (AlertEvent){ .kind = EV_ISSUE }, &low, 0).state;
    s.review_at = 0;
    CHECK(s.escalate_at == 0 &&
          alert_next(&s, (AlertEvent){ .kind = EV_TICK }, &low, 1 << 30).acts == 0);
}

TEST(alert_state_review_clock)
{
    AlertState s = state_of(HANDLE_ACKNOWLEDGED, DETECT_FIRING, VISIBLE_SHOWN);
    s.review_at = 500;
    AlertStep r = alert_next(&s, (AlertEvent){ .kind = EV_TICK }, &rule, 500);
    CHECK(r.state.detection == DETECT_NO_DATA && r.acts == ACT_UPDATE && r.state.level == 2);
    r = alert_next(&r.state, (AlertEvent){ .kind = EV_LOOKED }, &rule, 600);
    CHECK(r.state.detection == DETECT_FIRING && r.acts == ACT_UPDATE && r.state.review_at == 15000);
}

TEST(alert_state_visibility)
{
    static const AlertEventKind kinds[] = { EV_SILENCE, EV_INHIBIT, EV_SHOW };
    for (int from = 0; from < VISIBLE_COUNT; from++)
        for (size_t k = 0; k < 3; k++)
            for (int h = 0; h < HANDLE_COUNT; h++) {
                static const Visibility to[] = { VISIBLE_SILENCED, VISIBLE_INHIBITED,
                                                 VISIBLE_SHOWN };
                AlertState s = state_of((Handling)h, DETECT_FIRING, (Visibility)from);
                AlertStep r = alert_next(&s, (AlertEvent){ .kind = kinds[k] }, &rule, 1);
                CHECK(!r.refused && r.state.visibility == to[k] && r.state.handling == s.handling);
                CHECK((r.acts == ACT_AGAIN) ==
                      (kinds[k] == EV_SHOW && from != VISIBLE_SHOWN && alert_is_live((Handling)h)));
            }
    AlertState s = state_of(HANDLE_ISSUED, DETECT_FIRING, VISIBLE_SILENCED);
    s.escalate_at = 10;
    CHECK(alert_next(&s, (AlertEvent){ .kind = EV_TICK }, &rule, 20).acts == 0);
}

/* Every event on every state: a live alert leaves the live states only by a person's word, and then
 * somebody is told. */
TEST(alert_state_nothing_ends_silently)
{
    for (int h = 0; h < HANDLE_COUNT; h++)
        for (int d = 0; d < DETECT_COUNT; d++)
            for (int v = 0; v < VISIBLE_COUNT; v++)
                for (int k = 0; k < EV_COUNT; k++)
                    for (int64_t now = 0; now <= 200000; now += 5000) {
                        AlertState s = state_of((Handling)h, (Detection)d, (Visibility)v);
                        s.answer_until = s.escalate_at = s.review_at = 7000;
                        AlertStep r =
                            alert_next(&s, (AlertEvent){ (AlertEventKind)k, 4, 8, 0 }, &rule, now);
                        bool ended = alert_is_live(s.handling) && !alert_is_live(r.state.handling);
                        CHECK(!ended || ((k == EV_STAND_DOWN || k == EV_CANCEL) &&
                                         (r.acts & (ACT_UPDATE | ACT_CANCEL))));
                        CHECK(r.state.level == s.level || (k == EV_LEVEL && r.state.level == 4));
                        CHECK(!(r.acts & ACT_CANCEL) || alert_is_live(s.handling));
                    }
}

TEST(alert_state_words)
{
    Err e;
    for (int i = 0; i < HANDLE_COUNT; i++) {
        Handling h;
        CHECK_OK(handling_parse(str_of(handling_word((Handling)i)), "x", &h, &e), &e);
        CHECK((int)h == i && handling_meaning(h)[0]);
    }
    for (int i = 0; i < DETECT_COUNT; i++) {
        Detection d;
        CHECK_OK(detection_parse(str_of(detection_word((Detection)i)), "x", &d, &e), &e);
        CHECK((int)d == i);
    }
    for (int i = 0; i <= ALERT_LEVEL_UNKNOWN; i++) {
        int level;
        CHECK_OK(alert_level_parse(str_of(alert_level_text(i)), "x", &level, &e), &e);
        CHECK(level == i);
    }
    int level;
    CHECK(alert_level_parse(STR("8"), "level", &level, &e) == ERR_INPUT);
    CHECK_TEXT(e.message, "level: '8' is not 1 to 6, U or none");
    CHECK(alert_level_is_graver(1, 2) && alert_level_is_graver(ALERT_LEVEL_UNKNOWN, 5) &&
          alert_level_is_graver(4, ALERT_LEVEL_UNKNOWN));
    CHECK(alert_level_is_graver(6, ALERT_LEVEL_NONE) && !alert_level_is_graver(3, 3));
}
