#include "access/account.h"

#include "access/account_sql_priv.h"
#include "access/audit.h"

static const struct {
    const char *name;
    bool may[CAPABILITY_COUNT];
    Reach sees;
    bool everywhere;
    const char *who;
} roles[] = {
#define ROLE_ROW(id, name, read, import, watch, decide, admin, note, audit, report, triage,        \
                 issues, assess, returns, reach, all, who)                                         \
    { name,                                                                                        \
      { read, import, watch, decide, admin, note, audit, report, triage, issues, assess,           \
        returns },                                                                                 \
      SEES_##reach,                                                                                \
      all,                                                                                         \
      who },
#include "access/role.def"
#undef ROLE_ROW
};

enum { ROLE_COUNT = sizeof roles / sizeof roles[0] };

static size_t role_index(Str role)
{
    for (size_t i = 0; i < ROLE_COUNT; i++)
        if (str_eq(role, str_of(roles[i].name))) return i;
    return ROLE_COUNT;
}

bool role_may(Str role, Capability what)
{
    size_t i = role_index(role);
    return i < ROLE_COUNT && roles[i].may[what];
}

Reach role_sees(Str role)
{
    size_t i = role_index(role);
    return i < ROLE_COUNT ? roles[i].sees : SEES_PUBLIC;
}

bool role_everywhere(Str role)
{
    size_t i = role_index(role);
    return i < ROLE_COUNT && roles[i].everywhere;
}

const char *role_at(size_t n, const char **ret_who)
{
    if (n >= ROLE_COUNT) return NULL;
    *ret_who = roles[n].who;
    return roles[n].name;
}

const char *capability_word(Capability what)
{
    static const char *const words[CAPABILITY_COUNT] = {
        "read",  "import", "watch",  "decide", "administer", "note",
        "audit", "report", "triage", "issues", "assess",     "returns"
    };
    return words[what];
}

static const char *const reach_words[] = { "public", "partners", "office" };

const char *reach_word(Reach reach)
{
    return reach_words[reach];
}

Reach reach_of(Str visibility)
{
    if (str_eq(visibility, str_of(reach_words[SEES_PUBLIC]))) return SEES_PUBLIC;
    return str_eq(visibility, str_of(reach_words[SEES_PARTNERS])) ? SEES_PARTNERS : SEES_OFFICE;
}

static ErrCode insert(Op *op, const Account *a, int64_t organisation)
{
    AccountInsertRows made;
    TRY(sql_account_insert(op,
                           &(AccountInsertArgs){ .organisation = organisation,
                                                 .login = a->login,
                                                 .name = a->name,
                                                 .role = a->role,
                                                 .at = op->now,
                                                 .example = a->example },
                           &made));
    Str detail = arena_fmt(op->mem, "role %.*s", STR_ARG(a->role));
    return audit_add(op, STR("access.account_add"), a->login, detail);
}

ErrCode account_ensure_operator(Op *op)
{
    AccountCountRows have;
    Account a = { .login = STR("operator"), .name = STR("Operator"), .role = STR("administrator") };
    TRY(sql_account_count(op, &have));
    if (have.v[0].n > 0) return ERR_OK;
    OrganisationEnsureRows organisation;
    TRY(sql_organisation_ensure(op, STR("Operator of this installation"), STR("operator"), STR(""),
                                &organisation));
    return insert(op, &a, organisation.v[0].id);
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
    if (role_index(role) < ROLE_COUNT) return ERR_OK;
    return err_set(&op->err, ERR_INPUT,
                   "role: '%.*s' is not one of those belfry accounts roles lists",
                   (int)(role.n > 40 ? 40 : role.n), role.p);
}

ErrCode account_add(Op *op, const Account *a)
{
    AccountSomeRows taken;
    OrganisationEnsureRows found;
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(check_text(op, a->login, 64, "login"));
    TRY(check_text(op, a->name, 200, "name"));
    TRY(check_text(op, a->organisation, 200, "organisation"));
    TRY(check_role(op, a->role));
    TRY(sql_account_some(op, a->login, 0, &taken));
    if (taken.n)
        return err_set(&op->err, ERR_CONFLICT, "login: '%.*s' is taken", STR_ARG(a->login));
    TRY(sql_organisation_ensure(op, a->organisation, STR("partner"), a->area, &found));
    if (!str_eq(found.v[0].place, a->area))
        return err_set(&op->err, ERR_CONFLICT,
                       "organisation: '%.*s' answers for another area already",
                       STR_ARG(a->organisation));
    return insert(op, a, found.v[0].id);
}

ErrCode account_close(Op *op, Str login)
{
    AccountSomeRows rows;
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(sql_account_some(op, login, 0, &rows));
    if (!login.n || !rows.n || !rows.v[0].active)
        return err_set(&op->err, ERR_MISSING, "login: no active account of that name");
    AccountAdministratorsRows administrators;
    TRY(sql_account_administrators(op, &administrators));
    if (role_may(rows.v[0].role, MAY_ADMINISTER) && administrators.v[0].n <= 1)
        return err_set(&op->err, ERR_CONFLICT,
                       "this is the last account that may administer; add another first");
    TRY(sql_account_deactivate(op, login));
    /* The person may come back under another account. */
    TRY(sql_account_forget(op, login));
    return audit_add(op, STR("access.account_close"), login, STR(""));
}

static Account from_row(const AccountSomeRow *r)
{
    return (Account){ .id = r->id,
                      .login = r->login,
                      .name = r->name,
                      .role = r->role,
                      .organisation = r->organisation,
                      .area = r->area,
                      .active = r->active != 0,
                      .example = r->example != 0,
                      .invited = r->invited != 0,
                      .bound = r->bound != 0 };
}

ErrCode account_find(Op *op, Str login, Account *ret)
{
    AccountSomeRows rows;
    TRY(sql_account_some(op, login, 0, &rows));
    if (!login.n || !rows.n || !rows.v[0].active)
        return err_set(&op->err, ERR_DENIED, "--actor: no active account of that name");
    *ret = from_row(&rows.v[0]);
    return ERR_OK;
}

ErrCode account_by_number(Op *op, int64_t id, Account *ret)
{
    AccountSomeRows rows;
    TRY(sql_account_some(op, STR(""), id, &rows));
    if (!id || !rows.n || !rows.v[0].active)
        return err_set(&op->err, ERR_DENIED, "the account is closed");
    *ret = from_row(&rows.v[0]);
    return ERR_OK;
}

ErrCode account_list(Op *op, Accounts *ret)
{
    AccountSomeRows rows;
    Account *v;
    TRY(sql_account_some(op, STR(""), 0, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (Accounts){ rows.n, v };
    return ERR_OK;
}

ErrCode account_require(Op *op, Capability what)
{
    if (op->actor == 0) return ERR_OK;
    AccountSomeRows rows;
    TRY(sql_account_some(op, STR(""), op->actor, &rows));
    if (rows.n && rows.v[0].active && role_may(rows.v[0].role, what)) return ERR_OK;
    return err_set(&op->err, ERR_DENIED, "your role does not allow this");
}

ErrCode account_scope(Op *op, Str *ret_area)
{
    Account a;
    *ret_area = (Str){ 0, "" };
    if (op->actor == 0) return ERR_OK;
    TRY(account_by_number(op, op->actor, &a));
    if (role_everywhere(a.role)) return ERR_OK;
    if (!a.area.n)
        return err_set(&op->err, ERR_DENIED, "your organisation has no area to answer for");
    *ret_area = a.area;
    return ERR_OK;
}
