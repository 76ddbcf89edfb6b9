#include "access/identity.h"
#include "access/password.h"
#include "access/sign_in.h"
#include "places/scope.h"
#include "store.h"

static const Key key = { .ready = true, .bytes = { 7 } };

static void add(Op *op, const char *login, const char *role, const char *area)
{
    Account a = { .login = str_of(login),
                  .name = str_of(login),
                  .role = str_of(role),
                  .organisation = str_of(login),
                  .area = str_of(area) };
    CHECK_OK(account_add(op, &a), &op->err);
}

/* An account with a password and a second factor, whose secret is returned. */
static Str enrolled(Op *op, const char *login, Session *ret)
{
    Secret link;
    PasswordHash hash;
    SignInResult r;
    Str secret;
    bool found;
    add(op, login, "cohesion_officer", "E09000012");
    CHECK_OK(invitation_make(op, str_of(login), &link), &op->err);
    CHECK_OK(password_hash(STR("three small teapots"), &hash, &op->err), &op->err);
    CHECK_OK(invitation_accept(op, &key, str_of(link.text), &hash, STR("a test"), &r), &op->err);
    CHECK_OK(session_find(op, str_of(r.cookie.text), ret, &found), &op->err);
    CHECK(found && ret->stage == STAGE_ENROL);
    CHECK_OK(enrol_secret(op, &key, ret, &secret), &op->err);
    op->actor = 0;
    return secret;
}

static void invitations_run_out(Op *op)
{
    Secret link, second;
    Account a;
    op->now = 1000000;
    add(op, "mo", "reader", "E09000012");
    CHECK_OK(invitation_make(op, STR("mo"), &link), &op->err);
    CHECK_OK(invitation_find(op, str_of(link.text), &a), &op->err);
    CHECK_OK(invitation_make(op, STR("mo"), &second), &op->err);
    CHECK(invitation_find(op, str_of(link.text), &a) == ERR_MISSING);
    op->now += INVITATION_SECONDS - 1;
    CHECK_OK(invitation_find(op, str_of(second.text), &a), &op->err);
    op->now += 2;
    CHECK(invitation_find(op, str_of(second.text), &a) == ERR_MISSING);
    CHECK(invitation_make(op, STR("nobody"), &link) == ERR_MISSING);
}

TEST(invitation_is_good_for_a_week_and_replaced_by_the_next)
{
    on_both_databases(invitations_run_out);
}

static void sessions_run_out(Op *op)
{
    Session s;
    Secret a, b;
    bool found;
    op->now = 2000000;
    (void)enrolled(op, "mo", &s);
    int64_t account = s.account.id;
    CHECK_OK(session_make(op, account, STAGE_FULL, STR("x"), &a), &op->err);
    CHECK_OK(session_make(op, account, STAGE_CODE, STR("x"), &b), &op->err);
    op->now += SESSION_HALF_SECONDS + 1;
    CHECK_OK(session_find(op, str_of(b.text), &s, &found), &op->err);
    CHECK(!found);
    CHECK_OK(session_find(op, str_of(a.text), &s, &found), &op->err);
    CHECK(found && s.stage == STAGE_FULL);
    for (int64_t begun = op->now; op->now < begun + SESSION_SECONDS; op->now += 3000) {
        CHECK_OK(session_touch(op, s.id), &op->err);
    }
    CHECK_OK(session_touch(op, s.id), &op->err);
    CHECK_OK(session_find(op, str_of(a.text), &s, &found), &op->err);
    CHECK(!found);
    CHECK_OK(session_make(op, account, STAGE_FULL, STR("x"), &a), &op->err);
    op->now += SESSION_IDLE_SECONDS + 1;
    CHECK_OK(session_find(op, str_of(a.text), &s, &found), &op->err);
    CHECK(!found);
    CHECK_OK(session_make(op, account, STAGE_FULL, STR("x"), &a), &op->err);
    op->actor = 0;
    CHECK_OK(account_close(op, STR("mo")), &op->err);
    CHECK_OK(session_find(op, str_of(a.text), &s, &found), &op->err);
    CHECK(!found && op->err.code == ERR_OK);
}

TEST(session_ends_when_idle_when_old_and_with_its_account)
{
    on_both_databases(sessions_run_out);
}

static ErrCode try_once(Op *op, const char *login, const char *password, const char *address,
                        const char *device, SignInResult *ret)
{
    SignInTry t = { .key = &key,
                    .login = str_of(login),
                    .password = str_of(password),
                    .address = str_of(address),
                    .device_cookie = str_of(device),
                    .device = STR("a test") };
    SignInChecked checked;
    TRY(sign_in_check(op, &t, &checked));
    return sign_in_settle(op, &t, &checked, ret);
}

static void guessing(Op *op)
{
    Session s;
    SignInResult r;
    bool found;
    op->now = 1111111109;
    Str secret = enrolled(op, "mo", &s);
    (void)secret;
    CHECK_OK(enrol_confirm(op, &key, &s, STR("000000"), &r), &op->err);
    CHECK(!r.in);
    for (int i = 0; i < SIGN_IN_TRIES_LOGIN; i++) {
        CHECK_OK(try_once(op, "mo", "wrong wrong wrong", "192.0.2.1", "", &r), &op->err);
        CHECK(!r.in);
    }
    CHECK(try_once(op, "mo", "three small teapots", "192.0.2.1", "", &r) == ERR_LIMIT);
    op->err.code = ERR_OK;
    CHECK_OK(try_once(op, "mo", "three small teapots", "192.0.2.2", "", &r), &op->err);
    CHECK(r.in && r.stage == STAGE_ENROL);
    CHECK_OK(try_once(op, "nobody", "wrong wrong wrong", "192.0.2.1", "", &r), &op->err);
    CHECK(!r.in);
    op->now += SIGN_IN_WINDOW_SECONDS + 1;
    CHECK_OK(try_once(op, "mo", "three small teapots", "192.0.2.1", "", &r), &op->err);
    CHECK(r.in);
    CHECK_OK(session_find(op, str_of(r.cookie.text), &s, &found), &op->err);
    CHECK(found && s.stage != STAGE_FULL);
}

TEST(guessing_shuts_out_the_guesser_only)
{
    on_both_databases(guessing);
}

static Identity identity(const char *state, const char *subject, bool second_factor)
{
    return (Identity){ .key = &key,
                       .state = str_of(state),
                       .issuer = STR("https://i"),
                       .subject = str_of(subject),
                       .second_factor = second_factor,
                       .device = STR("x") };
}

static void identities(Op *op)
{
    SignInResult r;
    Secret link;
    Session s;
    Account a;
    bool found;
    op->now = 1111111109;
    Identity who = identity("one", "s1", true);
    CHECK(identity_sign_in(op, &who, &r) == ERR_DENIED);
    CHECK(strstr(op->err.message, "s1") != NULL);
    op->err.code = ERR_OK;
    add(op, "mo", "cohesion_officer", "E09000012");
    CHECK_OK(invitation_make(op, STR("mo"), &link), &op->err);
    who = identity("two", "s1", false);
    CHECK_OK(identity_accept(op, str_of(link.text), &who, &r), &op->err);
    CHECK(r.in && r.stage == STAGE_ENROL);
    CHECK_OK(session_find(op, str_of(r.cookie.text), &s, &found), &op->err);
    CHECK(found && s.stage == STAGE_ENROL && s.account.bound && !s.account.invited);
    op->actor = 0;
    CHECK(identity_sign_in(op, &who, &r) == ERR_CONFLICT);
    op->err.code = ERR_OK;
    who = identity("three", "s1", true);
    CHECK_OK(identity_sign_in(op, &who, &r), &op->err);
    CHECK(r.stage == STAGE_FULL);
    op->actor = 0;
    who = identity("four", "s2", true);
    CHECK(identity_sign_in(op, &who, &r) == ERR_DENIED);
    op->err.code = ERR_OK;
    CHECK_OK(identity_bind(op, STR("mo"), STR("https://i"), STR("s2")), &op->err);
    CHECK_OK(session_find(op, str_of(r.cookie.text), &s, &found), &op->err);
    CHECK(!found);
    who = identity("five", "s2", true);
    CHECK_OK(identity_sign_in(op, &who, &r), &op->err);
    op->actor = 0;
    add(op, "other", "reader", "E09000030");
    CHECK(identity_bind(op, STR("other"), STR("https://i"), STR("s2")) == ERR_CONFLICT);
    CHECK(identity_bind(op, STR("other"), STR(""), STR("s")) == ERR_INPUT);
    CHECK(identity_bind(op, STR("other"), STR("https://i"), STR("")) == ERR_INPUT);
    CHECK(identity_bind(op, STR("nobody"), STR("https://i"), STR("s")) == ERR_MISSING);
    CHECK_OK(account_find(op, STR("other"), &a), &op->err);
    op->actor = a.id;
    CHECK(identity_bind(op, STR("mo"), STR("https://i"), STR("s9")) == ERR_DENIED);
    op->actor = 0;
    op->err.code = ERR_OK;
    /* A closed account is none, and its person may come back under another. */
    CHECK_OK(account_close(op, STR("mo")), &op->err);
    who = identity("six", "s2", true);
    CHECK(identity_sign_in(op, &who, &r) == ERR_DENIED);
    op->err.code = ERR_OK;
    CHECK_OK(identity_bind(op, STR("other"), STR("https://i"), STR("s2")), &op->err);
}

TEST(identity_signs_in_the_account_that_is_bound_to_it)
{
    on_both_databases(identities);
}

static void own_device(Op *op)
{
    Session s;
    SignInResult r, in;
    Secret link;
    Identity who = identity("state 1", "s1", true);
    op->now = 3000000;
    (void)enrolled(op, "mo", &s);
    CHECK_OK(invitation_make(op, STR("mo"), &link), &op->err);
    CHECK_OK(identity_accept(op, str_of(link.text), &who, &in), &op->err);
    CHECK(in.in && in.stage == STAGE_FULL);
    op->actor = 0;
    for (int i = 0; i < SIGN_IN_TRIES_LOGIN; i++)
        CHECK_OK(try_once(op, "mo", "wrong wrong wrong", "192.0.2.1", "", &r), &op->err);
    CHECK(try_once(op, "mo", "wrong", "192.0.2.1", "", &r) == ERR_LIMIT);
    op->err.code = ERR_OK;
    /* The same address, but a device that signed in before: not shut out. */
    CHECK_OK(try_once(op, "mo", "wrong", "192.0.2.1", in.device.text, &r), &op->err);
    add(op, "other", "reader", "E09000030");
    CHECK_OK(invitation_make(op, STR("other"), &link), &op->err);
    who = identity("state 2", "s1", true);
    CHECK(identity_accept(op, str_of(link.text), &who, &r) == ERR_CONFLICT);
}

TEST(known_device_is_a_place_of_its_own)
{
    on_both_databases(own_device);
}

static void scopes(Op *op)
{
    Account a;
    Str area;
    add(op, "mo", "cohesion_officer", "E09000012");
    add(op, "na", "cohesion_officer", "");
    add(op, "du", "duty_officer", "");
    CHECK_OK(account_find(op, STR("mo"), &a), &op->err);
    op->actor = a.id;
    CHECK_OK(account_scope(op, &area), &op->err);
    CHECK(str_eq(area, STR("E09000012")));
    CHECK(scope_require(op, STR("E09000030")) == ERR_DENIED);
    CHECK_OK(account_find(op, STR("na"), &a), &op->err);
    op->actor = a.id;
    CHECK(account_scope(op, &area) == ERR_DENIED);
    CHECK_OK(account_find(op, STR("du"), &a), &op->err);
    op->actor = a.id;
    CHECK_OK(account_scope(op, &area), &op->err);
    CHECK(area.n == 0);
    CHECK_OK(scope_require(op, STR("E09000030")), &op->err);
}

TEST(scope_holds_a_role_to_its_area)
{
    on_both_databases(scopes);
}
