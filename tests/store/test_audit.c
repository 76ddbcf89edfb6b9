#include "access/account.h"
#include "access/audit.h"
#include "store.h"

static void add_three(Op *op)
{
    CHECK_OK(audit_add(op, STR("test.one"), STR("a"), STR("")), &op->err);
    CHECK_OK(audit_add(op, STR("test.two"), STR("b"), STR("x=1")), &op->err);
    CHECK_OK(audit_add(op, STR("test.three"), STR("c"), STR("'); DROP TABLE audit_entry; --")),
             &op->err);
}

static void whole(Op *op)
{
    AuditReport r;
    add_three(op);
    CHECK_OK(audit_verify(op, &r), &op->err);
    CHECK(r.entries == 3 && r.broken_at == 0 && r.head.n == 64);
}

TEST(audit_chain_of_three_is_whole)
{
    on_both_databases(whole);
}

typedef struct {
    const char *sql;
    int64_t at;
} Damage;

static const Damage damages[] = {
    { "UPDATE audit_entry SET detail = 'x=2' WHERE id = 2", 2 },
    { "UPDATE audit_entry SET at = at + 1 WHERE id = 1", 1 },
    { "UPDATE audit_entry SET actor = 7 WHERE id = 3", 3 },
    { "DELETE FROM audit_entry WHERE id = 2", 3 },
    { "DELETE FROM audit_entry WHERE id = 1", 2 },
    { "UPDATE audit_entry SET object = 'bx', detail = '=1' WHERE id = 2", 2 },
    { "UPDATE audit_entry SET previous = hash WHERE id = 2", 2 },
};

/* Each kind of damage on a chain of its own. */
static void damaged(const char *address)
{
    for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
        Op op = { .now = 5 };
        AuditReport r;
        CHECK_OK(db_open(address, DB_CREATE, &op.db, &op.err), &op.err);
        CHECK_OK(op_begin(&op, OP_WRITE, 1 << 20), &op.err);
        add_three(&op);
        CHECK_OK(db_script(&op, damages[i].sql), &op.err);
        CHECK_OK(audit_verify(&op, &r), &op.err);
        CHECK(r.broken_at == damages[i].at);
        CHECK(op_end(&op, ERR_CONFLICT) == ERR_CONFLICT);
        db_close(op.db);
    }
}

TEST(audit_chain_says_at_which_entry_it_breaks)
{
    on_both_addresses(damaged);
}

static void rolled_back(const char *address)
{
    Op op = { .now = 5 };
    AuditReport r;
    CHECK_OK(db_open(address, DB_CREATE, &op.db, &op.err), &op.err);
    CHECK_OK(op_begin(&op, OP_WRITE, 1 << 20), &op.err);
    add_three(&op);
    CHECK(op_end(&op, ERR_INPUT) == ERR_INPUT);
    CHECK_OK(op_begin(&op, OP_READ, 1 << 20), &op.err);
    CHECK_OK(audit_verify(&op, &r), &op.err);
    CHECK(r.entries == 0);
    CHECK(audit_add(&op, STR("x"), STR("y"), STR("")) == ERR_BUG);
    CHECK(op_end(&op, ERR_OK) == ERR_OK);
    db_close(op.db);
}

TEST(audit_goes_with_its_transaction)
{
    on_both_addresses(rolled_back);
}

static ErrCode add(Op *op, const char *login, const char *name, const char *role,
                   const char *organisation)
{
    Account a = { .login = str_of(login),
                  .name = str_of(name),
                  .role = str_of(role),
                  .organisation = str_of(organisation),
                  .area = STR("") };
    return account_add(op, &a);
}

static void accounts(Op *op)
{
    Account a;
    CHECK_OK(account_ensure_operator(op), &op->err);
    CHECK_OK(account_ensure_operator(op), &op->err);
    CHECK_OK(add(op, "ana", "Ana", "analyst", "Office"), &op->err);
    CHECK(add(op, "ana", "Ana", "analyst", "Office") == ERR_CONFLICT);
    CHECK(add(op, "bo", "Bo", "king", "Office") == ERR_INPUT);
    CHECK(add(op, "", "Bo", "analyst", "Office") == ERR_INPUT);
    CHECK(add(op, "b\no", "Bo", "analyst", "Office") == ERR_INPUT);
    CHECK(account_close(op, STR("operator")) == ERR_CONFLICT);
    CHECK_OK(account_find(op, STR("ana"), &a), &op->err);
    op->actor = a.id;
    CHECK_OK(account_require(op, MAY_IMPORT), &op->err);
    CHECK(account_require(op, MAY_DECIDE) == ERR_DENIED);
    CHECK(add(op, "bo", "Bo", "analyst", "Office") == ERR_DENIED);
    op->actor = 0;
    CHECK_OK(account_close(op, STR("ana")), &op->err);
    op->actor = a.id;
    CHECK(account_require(op, MAY_READ) == ERR_DENIED);
}

TEST(accounts_do_what_their_role_allows)
{
    on_both_databases(accounts);
}
