#include "access/account.h"
#include "access/audit.h"
#include "figures.h"
#include "signals/codes.h"
#include "signals/issue.h"
#include "signals/triage.h"
#include "store.h"

typedef struct {
    int64_t officer, elsewhere, warden, hackney, camden;
} Setting;

static Setting setting(Op *op)
{
    const PlaceBook *book = figures_register(op);
    return (Setting){ .officer = figures_account(op, "officer", "cohesion_officer", "E09000012"),
                      .elsewhere =
                          figures_account(op, "elsewhere", "cohesion_officer", "E09000030"),
                      .warden = figures_account(op, "warden", "front_line", "E09000012"),
                      .hackney = place_by_code(book, STR("E09000012"))->id,
                      .camden = place_by_code(book, STR("E09000007"))->id };
}

static int64_t tell(Op *op, int64_t place, int n, const char *what)
{
    char reference[20];
    (void)snprintf(reference, sizeof reference, "AAAA-BBBB-%04d", n);
    Signal s = { .reference = str_of(reference),
                 .source_type = STR("PUB"),
                 .place_id = place,
                 .timing = STR("NOW"),
                 .what = str_of(what),
                 .eep = STR("EXP"),
                 .themes = STR("MIG CON"),
                 .direction = STR("UNK"),
                 .marker = STR("GRP") };
    int64_t id;
    CHECK_OK(signal_add(op, &s, &id), &op->err);
    return id;
}

static Str state_of(Op *op, int64_t id)
{
    Signal s;
    CHECK_OK(signal_find(op, id, &s), &op->err);
    return s.state;
}

static void sorting(Op *op)
{
    Setting x = setting(op);
    int64_t issue, a, b, c, d;
    op->actor = 0;
    a = tell(op, x.hackney, 1, "People say that the old depot becomes a hostel.");
    b = tell(op, x.hackney, 2, "They say the old depot is to become a hostel for migrants");
    c = tell(op, x.hackney, 3, "Fireworks thrown at a bus, nothing to do with the other thing");
    d = tell(op, x.camden, 4, "People say that the old depot becomes a hostel.");
    Issue open = { .title = STR("The old depot"),
                   .place_id = x.hackney,
                   .themes = STR("MIG"),
                   .start_day = 19000 };
    op->actor = x.officer;
    CHECK_OK(issue_open(op, &open, &issue), &op->err);
    Signal s;
    SimilarSignals near;
    CHECK_OK(signal_find(op, a, &s), &op->err);
    CHECK_OK(signal_similar(op, &s, &near), &op->err);
    CHECK(near.n >= 1 && near.v[0].signal.id == b && near.v[0].text > 0.3);
    for (size_t i = 0; i < near.n; i++) CHECK(near.v[i].signal.id != d); /* another place */
    op->actor = x.warden;
    CHECK(signal_discard(op, a, STR("LIT")) == ERR_DENIED);
    op->actor = x.elsewhere;
    CHECK(signal_discard(op, a, STR("LIT")) == ERR_DENIED);
    CHECK(signal_redact(op, a, STR("nothing is left of it")) == ERR_DENIED);
    op->actor = x.officer;
    CHECK(signal_link(op, d, issue) == ERR_DENIED);
    CHECK(signal_merge(op, b, b) == ERR_INPUT);
    CHECK_OK(signal_merge(op, b, a), &op->err);
    CHECK_OK(signal_link(op, a, issue), &op->err);
    CHECK(signal_link(op, a, issue) == ERR_CONFLICT);
    CHECK_OK(signal_find(op, b, &s), &op->err);
    CHECK(s.issue_id == issue && s.merged_into == a && str_eq(s.state, STR("merged")));
    CHECK(signal_discard(op, c, STR("NIX")) == ERR_INPUT);
    CHECK_OK(signal_discard(op, c, STR("SCO")), &op->err);
    CHECK(str_eq(state_of(op, c), STR("discarded")));
    CHECK(signal_grade(op, a, STR("4"), STR("A")) == ERR_INPUT);
    CHECK_OK(signal_grade(op, a, STR("1"), STR("B")), &op->err);
    CHECK(signal_reply(op, a, STR("Ring Dave on 07700 900123")) == ERR_INPUT);
    CHECK_OK(signal_reply(op, a, STR("We look into it with the wardens.")), &op->err);
    CHECK_OK(signal_redact(op, a, STR("People say something of a building.")), &op->err);
    CHECK_OK(signal_find(op, a, &s), &op->err);
    CHECK(s.replied_at == op->now && str_eq(s.what, STR("People say something of a building.")));
}

TEST(signals_are_sorted_within_the_own_area)
{
    on_both_databases(sorting);
}

static void deleting(Op *op)
{
    Setting x = setting(op);
    int64_t issue, a, b, c, e, day = 86400;
    RetainReport r;
    AuditEntries audit;
    Signal s;
    op->actor = 0;
    a = tell(op, x.hackney, 1, "This one is linked to an issue.");
    b = tell(op, x.hackney, 2, "This one is merged into the linked one.");
    c = tell(op, x.hackney, 3, "Nothing came of the secret words in this one.");
    op->actor = x.warden;
    e = tell(op, x.hackney, 4, "A warden told this one, and nothing came of it.");
    op->actor = x.officer;
    Issue open = {
        .title = STR("An issue"), .place_id = x.hackney, .themes = STR("MIG"), .start_day = 19000
    };
    CHECK_OK(issue_open(op, &open, &issue), &op->err);
    CHECK_OK(signal_merge(op, b, a), &op->err);
    CHECK_OK(signal_link(op, a, issue), &op->err);
    CHECK(signal_retain(op, &r) == ERR_DENIED);
    op->actor = 0;
    op->now += 90 * day;
    CHECK_OK(signal_retain(op, &r), &op->err);
    CHECK(r.unlinked == 0 && r.linked == 0 && r.fingerprint.n == 0);
    op->now += 1;
    CHECK_OK(signal_retain(op, &r), &op->err);
    CHECK(r.unlinked == 2 && r.linked == 0 && r.left == 0 && r.fingerprint.n == 64);
    CHECK(signal_find(op, c, &s) == ERR_MISSING && signal_find(op, e, &s) == ERR_MISSING);
    CHECK_OK(signal_find(op, a, &s), &op->err);
    CHECK_OK(audit_latest(op, 1, &audit), &op->err);
    CHECK(str_eq(audit.v[0].action, STR("signals.retained")));
    CHECK(strstr(audit.v[0].detail.p, "2 unlinked and 0 linked deleted") != NULL);
    CHECK(strstr(audit.v[0].detail.p, "secret") == NULL);
    op->actor = x.officer;
    CHECK_OK(issue_close(op, issue, STR("BAS"), STR("over")), &op->err);
    op->actor = 0;
    op->now += 730 * day + 1;
    CHECK_OK(signal_retain(op, &r), &op->err);
    CHECK(r.linked == 2 && r.unlinked == 0);
    CHECK(signal_find(op, b, &s) == ERR_MISSING);
}

TEST(signals_are_deleted_when_their_time_is_over)
{
    on_both_databases(deleting);
}
