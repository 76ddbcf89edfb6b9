/* The accounts of this installation: adding, inviting, closing. */
#include "web/present.h"
#include "web/views.h"

enum { ROLES_MAX = 40 };

static ErrCode list_accounts(const Request *rq, AccountsView *v)
{
    Accounts all;
    AccountsRows *rows;
    TRY(account_list(rq->op, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Account *a = &all.v[i];
        const Place *area = a->area.n ? place_by_code(rq->book, a->area) : NULL;
        rows[i] =
            (AccountsRows){ .login = a->login,
                            .name = a->name,
                            .role = present_role(rq->op->mem, a->role),
                            .organisation = a->organisation,
                            .area = area && !str_eq(area->name, a->organisation)
                                        ? arena_fmt(rq->op->mem, "(%.*s)", STR_ARG(area->name))
                                        : STR(""),
                            .state = !a->active   ? STR("Closed")
                                     : a->example ? STR("Example")
                                     : a->invited ? STR("Has not signed in yet")
                                     : a->bound   ? STR("Open, by its organisation")
                                                  : STR("Open"),
                            .open = a->active && !a->example,
                            .token = rq->token };
    }
    v->rows.n = all.n;
    v->rows.v = rows;
    return ERR_OK;
}

static ErrCode show(const Request *rq, Response *rs, Str login, const Secret *secret)
{
    AccountsRoles roles[ROLES_MAX];
    AccountsView v = { .fault = rq->fault,
                       .faulty = rq->fault.n > 0,
                       .token = rq->token,
                       .invited = login,
                       .invites = secret != NULL };
    const char *who, *site = rq->site->public_site;
    if (secret) v.link = arena_fmt(rq->op->mem, "%s/invitation/%s", site ? site : "", secret->text);
    for (size_t i = 0; role_at(i, &who) && i < ROLES_MAX; i++)
        roles[v.roles.n++] = (AccountsRoles){ str_of(role_at(i, &who)),
                                              present_role(rq->op->mem, str_of(role_at(i, &who))) };
    v.roles.v = roles;
    TRY(list_accounts(rq, &v));
    rs->title = STR("Accounts");
    render_accounts(rs->out, &v);
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    return show(rq, rs, STR(""), NULL);
}

static ErrCode add(const Request *rq)
{
    Account a = { .login = str_trim(request_field(rq, "login")),
                  .name = str_trim(request_field(rq, "name")),
                  .role = request_field(rq, "role"),
                  .organisation = str_trim(request_field(rq, "organisation")),
                  .area = str_trim(request_field(rq, "area")) };
    if (a.area.n && !place_by_code(rq->book, a.area))
        return err_set(&rq->op->err, ERR_INPUT, "area: no place has that code");
    if (!a.area.n && !role_everywhere(a.role))
        return err_set(&rq->op->err, ERR_INPUT, "area: this role needs one");
    return account_add(rq->op, &a);
}

static ErrCode post(Request *rq, Response *rs)
{
    Secret secret;
    Str login = str_trim(request_field(rq, "login")), what = request_field(rq, "do");
    rs->redirect = STR("/accounts");
    if (str_eq(what, STR("close"))) return account_close(rq->op, login);
    if (str_eq(what, STR("add"))) TRY(add(rq));
    TRY(invitation_make(rq->op, login, &secret));
    rs->redirect = STR("");
    return show(rq, rs, login, &secret);
}

PAGE(accounts) = {
    .address = "/accounts",
    .door = DOOR_SIGNED_IN,
    .may = MAY_ADMINISTER,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_ADMINISTER,
    .post = post,
};
