/* Alerts on both databases: raised by hand, by a level, by a proposal; who is told, and who is not.
 */
#include "access/account.h"
#include "alerts/deliver.h"
#include "alerts/dry_run.h"
#include "alerts/response.h"
#include "figures.h"
#include "signals/assessment.h"
#include "store.h"

enum { HOUR = 3600 };

typedef struct {
    int64_t officer, chair, hackney;
} Cast;

static int64_t account(Op *op, const char *login, const char *role)
{
    Account a = { .login = str_of(login),
                  .name = str_of(login),
                  .role = str_of(role),
                  .organisation = STR("Hackney"),
                  .area = STR("E09000012") };
    op->actor = 0;
    CHECK_OK(account_add(op, &a), &op->err);
    CHECK_OK(account_find(op, str_of(login), &a), &op->err);
    return a.id;
}

static int64_t contact(Op *op, const char *desk, const char *area, const char *email)
{
    Contact c = { .desk = str_of(desk),
                  .area = str_of(area),
                  .name = str_of(desk),
                  .email = str_of(email),
                  .phone = { 0, "" },
                  .webhook = { 0, "" },
                  .digest_from = 5 };
    int64_t id;
    op->actor = 0;
    CHECK_OK(contact_add(op, &c, &id), &op->err);
    return id;
}

static Cast cast(Op *op)
{
    const PlaceBook *book = figures_register(op);
    Cast c = { .officer = account(op, "officer", "cohesion_officer"),
               .chair = account(op, "chair", "group_chair"),
               .hackney = place_by_code(book, STR("E09000012"))->id };
    op->now = 1764000000; /* Monday 24 November 2025, 16:00 in London: Monday's digests are gone */
    (void)contact(op, "council", "E09000012", "council@hackney.example");
    (void)contact(op, "executive", "E09000012", "executive@hackney.example");
    (void)contact(op, "partners", "E09000012", "partners@hackney.example");
    (void)contact(op, "department", "", "desk@department.example");
    (void)contact(op, "council", "E09000030", "council@towerhamlets.example");
    return c;
}

static int64_t raise(Op *op, const Cast *c, const char *subject, int level, bool approve)
{
    AlertDraft d = { .place_id = c->hackney,
                     .source = STR("person"),
                     .subject = str_of(subject),
                     .level = level,
                     .trend = STR("rising"),
                     .confidence = STR("moderate"),
                     .summary = STR("A claim goes round"),
                     .gaps = { 0, "" },
                     .asked = { 0, "" } };
    int64_t id;
    op->actor = c->officer;
    CHECK_OK(alert_raise(op, &d, &id), &op->err);
    op->actor = c->chair;
    if (approve) CHECK_OK(alert_act(op, id, (AlertEvent){ .kind = EV_APPROVE }, STR("")), &op->err);
    return id;
}

static TellReport later(Op *op, int64_t seconds)
{
    TellReport r;
    op->now += seconds;
    op->actor = 0;
    CHECK_OK(tell_round(op, &r), &op->err);
    return r;
}

/* Everything that is due is handed over; how many and to whom. */
static size_t deliver_due(Op *op, const char *only)
{
    OutboxIds ids;
    size_t n = 0;
    CHECK_OK(outbox_claim(op, STR("test"), 1000, &ids), &op->err);
    for (size_t i = 0; i < ids.n; i++) {
        OutboxMessage m;
        const char *state = NULL;
        CHECK_OK(outbox_find(op, ids.v[i], &m), &op->err);
        const char *fault = outbox_fault(&m, &state);
        n += !fault && (!only || strstr(m.email.p, only));
        CHECK_OK(outbox_settle(op, &m, fault ? state : "delivered", str_of(fault), 0), &op->err);
    }
    return n;
}

static Alert found(Op *op, int64_t id)
{
    Alert a;
    CHECK_OK(alert_find(op, id, &a), &op->err);
    return a;
}

static void by_hand(Op *op)
{
    Cast c = cast(op);
    int64_t id = raise(op, &c, "rumour", 2, false);
    CHECK(later(op, 0).notices == 0); /* it waits for a second person */
    op->actor = c.officer;
    CHECK(alert_act(op, id, (AlertEvent){ .kind = EV_APPROVE }, STR("")) == ERR_CONFLICT);
    CHECK(strstr(op->err.message, "a second person has to approve it"));
    op->actor = c.chair;
    CHECK_OK(alert_act(op, id, (AlertEvent){ .kind = EV_APPROVE }, STR("")), &op->err);
    CHECK(raise(op, &c, "rumour", 2, false) == id); /* the same again is the same alert */
    TellReport r = later(op, 0);
    CHECK(r.issued == 1 &&
          r.notices == 5); /* by right: council, department, partners; executive, neighbour */
    CHECK(deliver_due(op, NULL) == 4); /* the neighbour has an hour */
    CHECK(later(op, 10).notices == 0);
    CHECK(deliver_due(op, NULL) == 0);
    /* Lowered: everybody who had been told is told, whatever the new level asks for. */
    op->actor = c.chair;
    CHECK_OK(alert_act(op, id, (AlertEvent){ .kind = EV_LEVEL, .level = 5 }, STR("it calms")),
             &op->err);
    CHECK(later(op, 10).notices >= 4);
    CHECK(deliver_due(op, NULL) >= 4);
    AlertIssues issues;
    CHECK_OK(alert_issues(op, id, &issues), &op->err);
    CHECK(issues.n == 2 && str_eq(issues.v[1].kind, STR("Update")) && issues.v[1].old_level == 2);
    CHECK(strstr(issues.v[1].headline.p, "Lowered: Level 5, Watch (was level 2, Severe)"));
    /* The neighbour's notice of level 2 was overtaken before it was due. */
    later(op, HOUR);
    CHECK(deliver_due(op, "towerhamlets") == 0);
    op->actor = c.chair;
    CHECK_OK(alert_act(op, id, (AlertEvent){ .kind = EV_CANCEL }, STR("it was a hoax")), &op->err);
    CHECK(later(op, 10).notices >= 4 && deliver_due(op, NULL) >= 4);
    CHECK(alert_act(op, id, (AlertEvent){ .kind = EV_LEVEL, .level = 1 }, STR("x")) ==
          ERR_CONFLICT);
}

TEST(alerts_by_hand)
{
    on_both_databases(by_hand);
}

static void rights(Op *op)
{
    Cast c = cast(op);
    AlertDraft d = { .place_id = c.hackney,
                     .source = STR("person"),
                     .subject = STR("x"),
                     .level = 3,
                     .trend = STR("rising"),
                     .confidence = STR("low"),
                     .summary = STR("y"),
                     .gaps = { 0, "" },
                     .asked = { 0, "" } };
    int64_t id, partner = account(op, "partner", "partner");
    const PlaceBook *book;
    op->actor = partner;
    CHECK(alert_raise(op, &d, &id) == ERR_DENIED);
    op->actor = c.officer;
    CHECK_OK(place_book_load(op, &book), &op->err);
    d.place_id = place_by_code(book, STR("E09000030"))->id;
    CHECK(alert_raise(op, &d, &id) == ERR_DENIED); /* not their area */
    d.place_id = c.hackney;
    d.subject = STR("two\nlines");
    CHECK(alert_raise(op, &d, &id) == ERR_INPUT);
    d.subject = STR("x\x01");
    CHECK(alert_raise(op, &d, &id) == ERR_INPUT);
    d.subject = STR("x");
    d.trend = STR("up");
    CHECK(alert_raise(op, &d, &id) == ERR_INPUT);
    CHECK_TEXT(op->err.message, "trend: 'up' is not one of its words");
    op->actor = c.officer;
    CHECK(silence_add(op, STR("level=5"), op->now + 8 * 86400, STR("r")) == ERR_INPUT);
    CHECK(silence_add(op, STR("level=5"), op->now + 60, STR("")) == ERR_INPUT);
    CHECK(routing_set(op, STR("x"), "r", STR("why")) == ERR_DENIED);
    Contact bad = { .desk = STR("council"),
                    .area = STR("E09000012"),
                    .name = STR("n"),
                    .phone = { 0, "" },
                    .webhook = { 0, "" },
                    .digest_from = 5 };
    static const char *const emails[] = { "a",       "a@",   "@b", "a b@c", "a@b\r\nBcc: c@d",
                                          "a@b,c@d", "<a@b>" };
    op->actor = 0;
    for (size_t i = 0; i < sizeof emails / sizeof emails[0]; i++) {
        bad.email = str_of(emails[i]);
        CHECK(contact_add(op, &bad, &id) == ERR_INPUT);
        CHECK_TEXT(op->err.message, "email: not an address");
    }
}

TEST(alerts_rights)
{
    on_both_databases(rights);
}

static void escalation(Op *op)
{
    Cast c = cast(op);
    int64_t id = raise(op, &c, "rumour", 2, true);
    later(op, 0);
    (void)deliver_due(op, NULL);
    later(op, HOUR - 1);
    (void)deliver_due(op, NULL);
    CHECK(found(op, id).state.step == 0);
    later(op, 1);
    CHECK(found(op, id).state.step == 1); /* the executive, and those who did not answer */
    CHECK(deliver_due(op, "executive") >= 1);
    op->actor = c.officer;
    CHECK_OK(alert_act(op, id, (AlertEvent){ .kind = EV_ACKNOWLEDGE }, STR("")), &op->err);
    later(op, 3 * HOUR);
    CHECK(deliver_due(op, NULL) == 0 && found(op, id).state.step == 0);
    later(op, HOUR + 1); /* level 2: an acknowledgement holds four hours */
    CHECK(found(op, id).state.handling == HANDLE_ISSUED && deliver_due(op, NULL) >= 4);
    ResponseTime t;
    AlertRules rules;
    CHECK_OK(alert_rules(op, &rules), &op->err);
    Alert a = found(op, id);
    CHECK_OK(response_of(op, rules.routing, &a, &t), &op->err);
    CHECK(t.told_after == 0 && t.acknowledged_after == HOUR && t.in_time && t.escalations == 1);
}

TEST(alerts_escalation)
{
    on_both_databases(escalation);
}

static void rota(Op *op)
{
    Cast c = cast(op);
    int64_t night = contact(op, "council", "E09000012", "night@hackney.example");
    CHECK_OK(shift_add(op, night, op->now - 10, op->now + HOUR), &op->err);
    (void)raise(op, &c, "rumour", 3, true);
    later(op, 0);
    OutboxLines lines;
    CHECK_OK(outbox_list(op, STR(""), 0, 100, &lines), &op->err);
    size_t council = 0;
    for (size_t i = 0; i < lines.n; i++) council += str_eq(lines.v[i].desk, STR("council"));
    CHECK(council == 1 && deliver_due(op, "night") == 1);
    CHECK(shift_add(op, night, op->now, op->now - 1) == ERR_INPUT);
}

TEST(alerts_rota)
{
    on_both_databases(rota);
}

static void silences(Op *op)
{
    Cast c = cast(op);
    op->actor = c.officer;
    CHECK_OK(silence_add(op, STR("subject=rumour*"), op->now + HOUR, STR("planned works")),
             &op->err);
    int64_t quiet = raise(op, &c, "rumour one", 3, true),
            grave = raise(op, &c, "rumour two", 2, true);
    later(op, 0);
    CHECK(found(op, quiet).state.visibility == VISIBLE_SILENCED &&
          found(op, grave).state.visibility == VISIBLE_SHOWN);
    OutboxLines lines;
    CHECK_OK(outbox_list(op, STR(""), quiet, 100, &lines), &op->err);
    CHECK(lines.n == 0);
    CHECK(strstr(found(op, quiet).hidden_why.p, "silenced by officer"));
    later(op, HOUR); /* it ends: what was held back is said */
    CHECK(found(op, quiet).state.visibility == VISIBLE_SHOWN);
    CHECK_OK(outbox_list(op, STR(""), quiet, 100, &lines), &op->err);
    CHECK(lines.n > 0);
}

TEST(alerts_silences)
{
    on_both_databases(silences);
}

static void inhibition(Op *op)
{
    Cast c = cast(op);
    const PlaceBook *book;
    CHECK_OK(place_book_load(op, &book), &op->err);
    Cast london = c;
    london.hackney = place_by_code(book, STR("E12000007"))->id;
    AlertDraft d = { .place_id = london.hackney,
                     .source = STR("person"),
                     .subject = STR("rumour"),
                     .level = 3,
                     .trend = STR("rising"),
                     .confidence = STR("low"),
                     .summary = STR("y"),
                     .gaps = { 0, "" },
                     .asked = { 0, "" },
                     .approved = true };
    int64_t wide, narrow;
    op->actor = 0;
    CHECK_OK(alert_raise(op, &d, &wide), &op->err);
    later(op, 0);
    narrow = raise(op, &c, "rumour", 3, true);
    later(op, 10);
    CHECK(found(op, narrow).state.visibility == VISIBLE_INHIBITED &&
          found(op, wide).state.visibility == VISIBLE_SHOWN);
    CHECK(found(op, raise(op, &c, "other", 3, true)).state.visibility == VISIBLE_SHOWN);
    op->actor = 0;
    CHECK_OK(alert_act(op, wide, (AlertEvent){ .kind = EV_STAND_DOWN }, STR("over")), &op->err);
    later(op, 10);
    CHECK(found(op, narrow).state.visibility == VISIBLE_SHOWN);
}

TEST(alerts_inhibition)
{
    on_both_databases(inhibition);
}

static void digests(Op *op)
{
    Cast c = cast(op);
    (void)raise(op, &c, "one", 5, true);
    (void)raise(op, &c, "two", 6, true);
    later(op, 0);
    CHECK(later(op, 300).notices ==
          4); /* after the wait of the group: two alerts to two desks, weekly */
    OutboxLines lines;
    CHECK_OK(outbox_list(op, STR(""), 0, 100, &lines), &op->err);
    CHECK(lines.n == 2 && str_eq(lines.v[0].kind, STR("digest")));
    OutboxMessage m;
    CHECK_OK(outbox_find(op, lines.v[0].id, &m), &op->err);
    CHECK(m.n == 2); /* one digest tells of both */
    CHECK(deliver_due(op, NULL) == 0);
    later(op, 8 * 86400);
    CHECK(deliver_due(op, NULL) == 2);
}

TEST(alerts_digests)
{
    on_both_databases(digests);
}

static void from_levels(Op *op)
{
    Cast c = cast(op);
    Issue x = { .title = STR("Claims about the old depot"),
                .place_id = c.hackney,
                .themes = STR("MIG CON"),
                .communities = STR("people seeking asylum"),
                .start_day = 20400 };
    int64_t issue, assessment;
    bool waits;
    op->actor = c.officer;
    CHECK_OK(issue_open(op, &x, &issue), &op->err);
    Assessment a = { .issue_id = issue,
                     .evidence = { .experienced = 2, .partner_types = 3 },
                     .experienced_why = STR("three wardens heard it"),
                     .level = 4,
                     .why = STR("it spreads"),
                     .trend = STR("RIS"),
                     .what = STR("A claim goes round"),
                     .gaps = STR("who began it"),
                     .alternatives = STR("a quarrel"),
                     .confidence = STR("M"),
                     .rights = STR("opinion is lawful") };
    CHECK_OK(assessment_set(op, &a, &assessment, &waits), &op->err);
    CHECK(!waits && later(op, 1).raised == 1);
    Alerts all;
    CHECK_OK(alert_list(op, true, 0, &all), &op->err);
    CHECK(all.n == 1 && all.v[0].state.level == 4 && all.v[0].state.handling == HANDLE_ISSUED);
    int64_t id = all.v[0].id;
    CHECK(later(op, 1).raised == 0);
    op->actor = c.officer;
    a.level = 2;
    CHECK_OK(assessment_set(op, &a, &assessment, &waits), &op->err);
    CHECK(waits);
    later(op, 1);
    CHECK(found(op, id).state.level == 4); /* what waits for its reader is not told */
    op->actor = c.chair;
    CHECK_OK(assessment_approve(op, assessment), &op->err);
    later(op, 1);
    CHECK(found(op, id).state.level == 2 && deliver_due(op, NULL) >= 4);
    later(op, 13 * HOUR); /* nobody looked again: no picture, which is told and is not calm */
    CHECK(found(op, id).state.level == ALERT_LEVEL_UNKNOWN &&
          found(op, id).state.handling != HANDLE_STOOD_DOWN);
    CHECK(deliver_due(op, NULL) >= 4);
    op->actor = c.officer;
    a.level = 5;
    CHECK_OK(assessment_set(op, &a, &assessment, &waits), &op->err);
    op->actor = c.chair;
    CHECK_OK(assessment_approve(op, assessment), &op->err);
    later(op, 1);
    CHECK(found(op, id).state.level == 5 && deliver_due(op, NULL) >= 4);
    op->actor = c.chair;
    CHECK_OK(issue_close(op, issue, STR("BAS"), STR("over")), &op->err);
    later(op, 1);
    CHECK(found(op, id).state.handling == HANDLE_STOOD_DOWN && deliver_due(op, NULL) >= 4);
    const Routing *r;
    DryRun d;
    CHECK_OK(routing_load(op, &r), &op->err);
    CHECK_OK(dry_run(op, r, 20000, 30000, &d), &op->err);
    CHECK(d.events_n >= 3 && d.events[0].level == 4 && d.events[1].level == 2);
}

TEST(alerts_from_levels)
{
    on_both_databases(from_levels);
}

static void exercises(Op *op)
{
    Cast c = cast(op);
    int64_t x, id;
    DeliverySettings s;
    op->actor = c.officer;
    CHECK_OK(exercise_start(op, STR("Autumn drill"), &x), &op->err);
    AlertDraft d = { .place_id = c.hackney,
                     .source = STR("person"),
                     .subject = STR("drill"),
                     .level = 3,
                     .trend = STR("rising"),
                     .confidence = STR("low"),
                     .summary = STR("y"),
                     .gaps = { 0, "" },
                     .asked = { 0, "" },
                     .exercise = x,
                     .approved = true };
    CHECK_OK(alert_raise(op, &d, &id), &op->err);
    later(op, 0);
    CHECK(strstr(found(op, id).exercise_name.p, "Autumn"));
    CHECK_OK(delivery_settings_parse(STR("[exercise]\nemail = drill@belfry.example\n"), "s",
                                     op->mem, &s, &op->err),
             &op->err);
    OutboxLines lines;
    CHECK_OK(outbox_list(op, STR(""), id, 100, &lines), &op->err);
    CHECK(lines.n > 0);
    for (size_t i = 0; i < lines.n; i++) {
        OutboxMessage m;
        CHECK_OK(outbox_find(op, lines.v[i].id, &m), &op->err);
        CHECK(m.exercise == x && str_eq(deliver_address(&s, &m), STR("drill@belfry.example")));
        m.medium = STR("webhook");
        m.webhook = STR("https://real.example/");
        CHECK(deliver_address(&s, &m).n == 0); /* no address of the exercise: nowhere */
        m.exercise = 0;
        m.medium = STR("email");
        m.email = STR("drill@belfry.example");
        CHECK(deliver_address(&s, &m).n == 0); /* and nothing real goes to the exercise */
    }
    AlertIssues issues;
    CHECK_OK(alert_issues(op, id, &issues), &op->err);
    CHECK(strstr(issues.v[0].headline.p, "EXERCISE: ") &&
          strstr(issues.v[0].body.p, "EXERCISE EXERCISE"));
    op->actor = c.officer;
    CHECK_OK(exercise_end(op, x), &op->err);
    CHECK(found(op, id).state.handling == HANDLE_STOOD_DOWN);
    CHECK(alert_raise(op, &d, &id) == ERR_CONFLICT);
    Responses times;
    CHECK_OK(response_times(op, x, &times), &op->err);
    CHECK(times.n == 1 && times.v[0].acknowledged_after == -1 && !times.v[0].in_time);
}

TEST(alerts_exercises)
{
    on_both_databases(exercises);
}
