/* The link of an invitation: a person chooses a password. */
#include "web/page.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    Account a;
    TRY(invitation_find(rq->op, rq->rest, &a));
    HashText press = request_press(rq, rq->rest);
    OidcDoor *oidc = rq->site->oidc;
    rs->title = STR("Your invitation");
    render_invitation(
        rs->out, &(InvitationView){ .fault = rq->fault,
                                    .faulty = rq->fault.n > 0,
                                    .token = rq->token,
                                    .name = a.name,
                                    .login = a.login,
                                    .has_provider = oidc != NULL,
                                    .provider = oidc ? oidc_name(oidc) : STR(""),
                                    .there = arena_fmt(rq->op->mem,
                                                       "/sign-in/identity?invitation=%.*s&press=%s",
                                                       STR_ARG(rq->rest), press.hex),
                                    .address = arena_str(rq->op->mem, rq->path) });
    return ERR_OK;
}

static ErrCode check(Request *rq)
{
    Account a;
    Err *e = &rq->op->err;
    Str password = request_field(rq, "password");
    TRY(invitation_find(rq->op, rq->rest, &a));
    TRY(password_check(password, a.login, e));
    if (!str_eq(password, request_field(rq, "again")))
        return err_set(e, ERR_INPUT, "the two passwords are not the same");
    return password_hash(password, &rq->hash, e);
}

static ErrCode post(Request *rq, Response *rs)
{
    SignInResult r;
    TRY(invitation_accept(rq->op, rq->site->key, rq->rest, &rq->hash, rq->device, &r));
    rs->sets_session = true;
    rs->session = r.cookie;
    rs->redirect = STR("/account/second-factor");
    return ERR_OK;
}

PAGE(invitation) = {
    .address = "/invitation/*",
    .get = get,
    .slow = true,
    .check = check,
    .post = post,
};
