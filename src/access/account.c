#include "access/account.h"

#include "access/account_sql_priv.h"
#include "access/audit.h"

static const struct {
    const char *name;
    bool may[5]; /* indexed by Capability */
    const char *who;
} roles[] = {
#define ROLE_ROW(id, name, read, import, watch, decide, admin, who)                                \
    { name, { read, import, watch, decide, admin }, who },
#include "access/role.def"
#undef ROLE_ROW
};

enum { ROLE_COUNT = sizeof roles / sizeof roles[0] };

bool role_may(Str role, Capability what)
{
    for (size_t i = 0; i < ROLE_COUNT; i++)
        if (str_eq(role, str_of(roles[i].name))) return roles[i].may[what];
    return false;
}

const char *role_at(size_t n, const char **ret_who)
{
    if (n >= ROLE_COUNT) return NULL;
    *ret_who = roles[n].who;
    return roles[n].name;
}

static ErrCode insert(Op *op, Str login, Str name, Str role, int64_t organisation)
{
    AccountInsertRows made;
    TRY(sql_account_insert(op,
                           &(AccountInsertArgs){ .organisation = organisation,
                                                 .login = login,
                                                 .name = name,
                                                 .role = role,
                                                 .at = op->now },
                           &made));
    Str detail = arena_fmt(op->mem, "role %.*s", STR_ARG(role));
    return audit_add(op, STR("access.account_add"), login, detail);
}

ErrCode account_ensure_operator(Op *op)
{
    AccountCountRows have;
    TRY(sql_account_count(op, &have));
    if (have.v[0].n > 0) return ERR_OK;
    OrganisationEnsureRows organisation;
    TRY(sql_organisation_ensure(op, STR("Operator of this installation"), STR("operator"),
                                &organisation));
    return insert(op, STR("operator"), STR("Operator"), STR("administrator"), organisation.v[0].id);
}

static ErrCode check_text(Op *op, Str s, size_t max, const char *what)
{
    if (s.n == 0 || s.n > max)
        return err_set(&op->err, ERR_INPUT, "%s: expected 1 to %zu characters", what, max);
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20)
            return err_set(&op->err, ERR_INPUT, "%s: control characters are not allowed", what);
    if (str_utf8_fault(s) < s.n) return err_set(&op->err, ERR_INPUT, "%s: not UTF-8", what);
    return ERR_OK;
}

static ErrCode check_role(Op *op, Str role)
{
    for (size_t i = 0; i < ROLE_COUNT; i++)
        if (str_eq(role, str_of(roles[i].name))) return ERR_OK;
    return err_set(&op->err, ERR_INPUT,
                   "role: '%.*s' is not one of those belfry accounts roles lists",
                   (int)(role.n > 40 ? 40 : role.n), role.p);
}

ErrCode account_add(Op *op, Str login, Str name, Str role, Str organisation)
{
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(check_text(op, login, 64, "login"));
    TRY(check_text(op, name, 200, "name"));
    TRY(check_text(op, organisation, 200, "organisation"));
    TRY(check_role(op, role));
    AccountByLoginRows taken;
    TRY(sql_account_by_login(op, login, &taken));
    if (taken.n) return err_set(&op->err, ERR_CONFLICT, "login: '%.*s' is taken", STR_ARG(login));
    OrganisationEnsureRows found;
    TRY(sql_organisation_ensure(op, organisation, STR("partner"), &found));
    return insert(op, login, name, role, found.v[0].id);
}

ErrCode account_close(Op *op, Str login)
{
    TRY(account_require(op, MAY_ADMINISTER));
    AccountByLoginRows rows;
    TRY(sql_account_by_login(op, login, &rows));
    if (!rows.n || !rows.v[0].active)
        return err_set(&op->err, ERR_MISSING, "login: no active account of that name");
    AccountAdministratorsRows administrators;
    TRY(sql_account_administrators(op, &administrators));
    if (role_may(rows.v[0].role, MAY_ADMINISTER) && administrators.v[0].n <= 1)
        return err_set(&op->err, ERR_CONFLICT,
                       "this is the last account that may administer; add another first");
    TRY(sql_account_deactivate(op, login));
    return audit_add(op, STR("access.account_close"), login, STR(""));
}

ErrCode account_find(Op *op, Str login, Account *ret)
{
    AccountByLoginRows rows;
    TRY(sql_account_by_login(op, login, &rows));
    if (!rows.n || !rows.v[0].active)
        return err_set(&op->err, ERR_DENIED, "--actor: no active account of that name");
    AccountByLoginRow r = rows.v[0];
    *ret = (Account){ r.id, r.login, r.name, r.role, r.organisation, true };
    return ERR_OK;
}

ErrCode account_list(Op *op, Accounts *ret)
{
    AccountAllRows rows;
    TRY(sql_account_all(op, &rows));
    Account *v = NULL;
    if (rows.n) NEW(v, rows.n, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        AccountAllRow r = rows.v[i];
        v[i] = (Account){ r.id, r.login, r.name, r.role, r.organisation, r.active != 0 };
    }
    *ret = (Accounts){ rows.n, v };
    return ERR_OK;
}

ErrCode account_require(Op *op, Capability what)
{
    if (op->actor == 0) return ERR_OK;
    AccountByIdRows rows;
    TRY(sql_account_by_id(op, op->actor, &rows));
    if (rows.n && rows.v[0].active && role_may(rows.v[0].role, what)) return ERR_OK;
    return err_set(&op->err, ERR_DENIED, "your role does not allow this");
}
