/* A person's own account: where they are signed in, signing out, the password. */
#include "web/present.h"
#include "web/views.h"

static ErrCode list_sessions(const Request *rq, AccountView *v)
{
    Sessions all;
    AccountSessions *rows;
    Arena *mem = rq->op->mem;
    TRY(session_list(rq->op, rq->session.account.id, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        rows[i] = (AccountSessions){ .device = all.v[i].device,
                                     .since = present_time(mem, all.v[i].created_at),
                                     .seen = present_time(mem, all.v[i].seen_at),
                                     .id = all.v[i].id,
                                     .here = all.v[i].id == rq->session.id,
                                     .token = rq->token };
    v->sessions.n = all.n;
    v->sessions.v = rows;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    const Account *a = &rq->session.account;
    const Place *area = a->area.n ? place_by_code(rq->book, a->area) : NULL;
    AccountView v = { .fault = rq->fault,
                      .faulty = rq->fault.n > 0,
                      .token = rq->token,
                      .name = a->name,
                      .login = a->login,
                      .role = present_role(rq->op->mem, a->role),
                      .organisation = a->organisation,
                      .area = area ? area->name : (Str){ 0, "" },
                      .has_area = area != NULL,
                      .bound = a->bound,
                      .has_password = !a->example && !a->invited && !a->bound };
    TRY(list_sessions(rq, &v));
    rs->title = STR("Your account");
    render_account(rs->out, &v);
    return ERR_OK;
}

static bool asks(const Request *rq, const char *what)
{
    return str_eq(request_field(rq, "do"), str_of(what));
}

static ErrCode check(Request *rq)
{
    Err *e = &rq->op->err;
    SignInTry t = request_try(rq);
    if (!asks(rq, "password")) return ERR_OK;
    /* Somebody at an open screen may not try out passwords without end. */
    t.login = rq->session.account.login;
    t.password = request_field(rq, "old");
    TRY(sign_in_check(rq->op, &t, &rq->checked));
    rq->right = rq->checked.right;
    if (!rq->right) return ERR_OK;
    TRY(password_check(request_field(rq, "password"), rq->session.account.login, e));
    return password_hash(request_field(rq, "password"), &rq->hash, e);
}

static ErrCode change_password(Request *rq, Response *rs)
{
    SignInTry t = request_try(rq);
    SignInResult r;
    t.login = rq->session.account.login;
    if (!rq->right) {
        TRY(sign_in_settle(rq->op, &t, &rq->checked, &r));
        rq->fault = STR("That is not your password now.");
        rs->status = 403;
        return get(rq, rs);
    }
    rs->redirect = STR("/account");
    return password_change(rq->op, &rq->session, &rq->hash);
}

static ErrCode post(Request *rq, Response *rs)
{
    int64_t id = rq->session.id;
    if (asks(rq, "password")) return change_password(rq, rs);
    if (asks(rq, "end")) TRY(str_int(request_field(rq, "session"), "session", &id, &rq->op->err));
    if (asks(rq, "everywhere")) id = 0;
    TRY(session_end(rq->op, rq->session.account.id, id));
    rs->ends_session = id == 0 || id == rq->session.id;
    rs->redirect = rs->ends_session ? STR("/") : STR("/account");
    return ERR_OK;
}

PAGE(account) = {
    .address = "/account",
    .door = DOOR_SIGNED_IN,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .slow = true,
    .check = check,
    .post = post,
};
