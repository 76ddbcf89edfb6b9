/* The outbox: leases, retries, and that nobody sends what is somebody else's. */
#include "access/account.h"
#include "alerts/outbox.h"
#include "alerts/tell.h"
#include "figures.h"
#include "store.h"

static void fill(Op *op, size_t n)
{
    const PlaceBook *book = figures_register(op);
    Contact c = { .desk = STR("council"),
                  .area = STR("E09000012"),
                  .name = STR("n"),
                  .email = STR("a@b.example"),
                  .phone = { 0, "" },
                  .webhook = { 0, "" },
                  .digest_from = 5 };
    int64_t id;
    TellReport r;
    CHECK_OK(contact_add(op, &c, &id), &op->err);
    for (size_t i = 0; i < n; i++) {
        AlertDraft d = { .place_id = place_by_code(book, STR("E09000012"))->id,
                         .source = STR("person"),
                         .subject = arena_fmt(op->mem, "alert %zu", i),
                         .level = 3,
                         .trend = STR("rising"),
                         .confidence = STR("low"),
                         .summary = STR("y"),
                         .gaps = { 0, "" },
                         .asked = { 0, "" },
                         .approved = true };
        CHECK_OK(alert_raise(op, &d, &id), &op->err);
    }
    CHECK_OK(tell_round(op, &r), &op->err);
    CHECK(r.issued == n && r.notices == n);
}

static void leases(Op *op)
{
    OutboxIds a, b, again;
    OutboxMessage m;
    fill(op, 10);
    CHECK_OK(outbox_claim(op, STR("a"), 6, &a), &op->err);
    CHECK_OK(outbox_claim(op, STR("b"), 6, &b), &op->err);
    CHECK(a.n == 6 && b.n == 4);
    for (size_t i = 0; i < a.n; i++)
        for (size_t k = 0; k < b.n; k++) CHECK(a.v[i] != b.v[k]);
    op->now += OUTBOX_LEASE_SECONDS - 1;
    CHECK_OK(outbox_claim(op, STR("c"), 100, &again), &op->err);
    CHECK(again.n == 0);
    CHECK_OK(outbox_find(op, a.v[0], &m), &op->err);
    CHECK_OK(outbox_settle(op, &m, "delivered", STR("ok"), 0), &op->err);
    op->now += 1;
    CHECK_OK(outbox_claim(op, STR("c"), 100, &again), &op->err);
    CHECK(again.n == 9); /* the others died with what they held */
    /* Who comes back late changes nothing of what another one holds. */
    CHECK_OK(outbox_find(op, b.v[0], &m), &op->err);
    m.worker = STR("b");
    CHECK_OK(outbox_settle(op, &m, "dead", STR("late"), 0), &op->err);
    CHECK_OK(outbox_find(op, b.v[0], &m), &op->err);
    CHECK(str_eq(m.state, STR("waiting")) && str_eq(m.worker, STR("c")));
    CHECK_OK(outbox_settle(op, &m, "waiting", STR("later"), op->now + 60), &op->err);
    CHECK_OK(outbox_claim(op, STR("d"), 100, &again), &op->err);
    CHECK(again.n == 0);
    op->now += 60;
    CHECK_OK(outbox_claim(op, STR("d"), 100, &again), &op->err);
    CHECK(again.n == 1 && again.v[0] == b.v[0]);
    CHECK_OK(outbox_find(op, b.v[0], &m), &op->err);
    CHECK_OK(outbox_settle(op, &m, "dead", STR("no such person"), 0), &op->err);
    CHECK(outbox_revive(op, a.v[0]) == ERR_MISSING);
    CHECK_OK(outbox_revive(op, b.v[0]), &op->err);
}

TEST(outbox_leases)
{
    on_both_databases(leases);
}

TEST(outbox_backoff)
{
    for (int64_t id = 1; id < 200; id++)
        for (int64_t tries = 1; tries < 20; tries++) {
            int64_t most = tries > 7 ? 900 : 15 << (tries - 1),
                    wait = outbox_retry_at(id, tries, 1000) - 1000;
            if (most > OUTBOX_MOST_WAIT_SECONDS) most = OUTBOX_MOST_WAIT_SECONDS;
            CHECK(wait >= most / 2 && wait <= most + 1);
            CHECK(outbox_retry_at(id, tries, 1000) - 1000 ==
                  wait); /* drawn from its number, not from a clock */
        }
    int64_t different = 0;
    for (int64_t id = 1; id < 200; id++)
        different += outbox_retry_at(id, 6, 0) != outbox_retry_at(id + 1, 6, 0);
    CHECK(different > 190);
}

static void links(Op *op)
{
    OutboxLines lines;
    Alert a;
    fill(op, 1);
    CHECK_OK(outbox_list(op, STR(""), 0, 10, &lines), &op->err);
    CHECK_OK(outbox_acknowledge(op, lines.v[0].id), &op->err);
    CHECK_OK(alert_find(op, 1, &a), &op->err);
    CHECK(a.state.handling == HANDLE_ACKNOWLEDGED);
    CHECK(outbox_acknowledge(op, lines.v[0].id) == ERR_CONFLICT);
    CHECK_TEXT(op->err.message, "this link was used already");
}

TEST(outbox_links)
{
    on_both_databases(links);
}
