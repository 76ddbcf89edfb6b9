#include "access/account.h"
#include "figures.h"
#include "signals/signal.h"
#include "store.h"

static const Key key = { .ready = true, .bytes = { 7 } };

static Signal told(int64_t place, const char *reference)
{
    return (Signal){ .reference = str_of(reference),
                     .source_type = STR("PUB"),
                     .place_id = place,
                     .timing = STR("NOW"),
                     .what = STR("People say that the old depot becomes a hostel."),
                     .eep = STR("EXP"),
                     .themes = STR("MIG CON"),
                     .direction = STR("UNK"),
                     .marker = STR("GRP") };
}

static void telling(Op *op)
{
    const PlaceBook *book = figures_register(op);
    int64_t hackney = place_by_code(book, STR("E09000012"))->id, id, again, types;
    int64_t warden = figures_account(op, "warden", "front_line", "E09000012");
    char reference[SIGNAL_REFERENCE], other[SIGNAL_REFERENCE];
    Signal s, got;
    signal_reference(&key, STR("a form's secret"), reference);
    signal_reference(&key, STR("another form's secret"), other);
    CHECK(strlen(reference) == 14 && reference[4] == '-' && strcmp(reference, other) != 0);
    s = told(hackney, reference);
    CHECK_OK(signal_add(op, &s, &id), &op->err);
    CHECK_OK(signal_add(op, &s, &again), &op->err);
    CHECK(id == again); /* the same form twice is one signal */
    char spoken[] = "xxxx xxxx xxxx";
    for (int i = 0; i < 14; i++)
        spoken[i] = reference[i] == '-'                          ? ' '
                    : reference[i] == '0'                        ? 'o'
                    : reference[i] >= 'A' && reference[i] <= 'Z' ? (char)(reference[i] + 32)
                                                                 : reference[i];
    CHECK_OK(signal_by_reference(op, str_of(spoken), &got), &op->err);
    CHECK(got.id == id && str_eq(got.channel, STR("public")) &&
          str_eq(got.themes, STR(" MIG CON ")));
    CHECK(signal_by_reference(op, str_of(other), &got) == ERR_MISSING);
    CHECK_OK(signal_partner_types(op, hackney, &types), &op->err);
    CHECK(types == 1);
    op->actor = warden;
    s = told(hackney, other);
    s.source_type = STR("HOU");
    CHECK_OK(signal_add(op, &s, &id), &op->err);
    Signals own;
    CHECK_OK(signal_own(op, &own), &op->err);
    CHECK(own.n == 1 && own.v[0].id == id && str_eq(own.v[0].channel, STR("partner")));
    CHECK_OK(signal_partner_types(op, hackney, &types), &op->err);
    CHECK(types == 2);
}

TEST(signal_is_kept_once_and_found_by_its_reference)
{
    on_both_databases(telling);
}

static void refusing(Op *op)
{
    const PlaceBook *book = figures_register(op);
    int64_t hackney = place_by_code(book, STR("E09000012"))->id, id;
    int64_t reader = figures_account(op, "reader", "reader", "E09000012");
    Signals none;
    SignalFilter all = { .area = { 0, "" }, .state = { 0, "" }, .limit = 10 };
    op->actor = 0;
    Signal s = told(hackney, "AAAA-AAAA-AAAA");
    s.what = STR("Ask Dave at 14 Mill Road, 07700 900123, secret words");
    CHECK(signal_add(op, &s, &id) == ERR_INPUT);
    CHECK(strstr(op->err.message, "secret") == NULL && strstr(op->err.message, "Dave") == NULL);
    s.names_checked = true; /* a number stays a number */
    CHECK(signal_add(op, &s, &id) == ERR_INPUT);
    s.what = STR("The Gordon Bennett Inn on the corner is full of talk");
    CHECK_OK(signal_add(op, &s, &id), &op->err);
    s = told(place_by_code(book, STR("E12000007"))->id, "BBBB-AAAA-AAAA");
    CHECK(signal_add(op, &s, &id) == ERR_INPUT); /* a region is no council */
    s = told(hackney, "CCCC-AAAA-AAAA");
    s.themes = STR("");
    CHECK(signal_add(op, &s, &id) == ERR_INPUT);
    s.themes = STR("MIG'; DROP TABLE signal; --");
    CHECK(signal_add(op, &s, &id) == ERR_INPUT);
    s = told(hackney, "DDDD-AAAA-AAAA");
    s.has_day = true;
    s.day = (int32_t)(op->now / 86400) + 3;
    CHECK(signal_add(op, &s, &id) == ERR_INPUT);
    s.timing = STR("EXP");
    CHECK_OK(signal_add(op, &s, &id), &op->err);
    s = told(hackney, "FFFF-AAAA-AAAA");
    s.police_ref = STR("ring 07700 900123");
    CHECK(signal_add(op, &s, &id) == ERR_INPUT);
    s.police_ref = STR("CAD 4412/24");
    CHECK_OK(signal_add(op, &s, &id), &op->err);
    op->actor = reader;
    s = told(hackney, "EEEE-AAAA-AAAA");
    CHECK(signal_add(op, &s, &id) == ERR_DENIED);
    CHECK_OK(signal_list(op, &all, &none), &op->err);
    CHECK(none.n == 3);
}

TEST(signal_that_names_somebody_is_not_kept)
{
    on_both_databases(refusing);
}

static void limited(Op *op)
{
    for (int i = 0; i < SIGNAL_PER_HOUR; i++)
        CHECK_OK(signal_count_address(op, &key, STR("192.0.2.1")), &op->err);
    CHECK(signal_count_address(op, &key, STR("192.0.2.1")) == ERR_LIMIT);
    CHECK_OK(signal_count_address(op, &key, STR("192.0.2.2")), &op->err);
    op->now += 3601;
    CHECK_OK(signal_count_address(op, &key, STR("192.0.2.1")), &op->err);
}

TEST(signals_from_one_address_are_limited)
{
    on_both_databases(limited);
}

TEST(signal_reply_is_due_in_two_working_days)
{
    int64_t monday = (int64_t)figures_day("2026-11-23") * 86400 + 3600;
    CHECK(signal_reply_by(monday, false) == monday + 2 * 86400);
    CHECK(signal_reply_by(monday + 3 * 86400, false) == monday + 7 * 86400); /* Thursday: Monday */
    CHECK(signal_reply_by(monday + 4 * 86400, false) == monday + 8 * 86400); /* Friday: Tuesday */
    CHECK(signal_reply_by(monday + 5 * 86400, false) == monday + 8 * 86400); /* Saturday: Tuesday */
    CHECK(signal_reply_by(monday, true) == monday + 3600);
}
