/* The way back from the identity provider: who is it, and which account is theirs? */
#include "web/page.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    rs->title = STR("You are not signed in");
    render_identity(rs->out, &(IdentityView){ .fault = rq->fault });
    return ERR_OK;
}

static ErrCode check(Request *rq)
{
    Op *op = rq->op;
    Account a;
    Str refused = request_arg(rq, "error");
    if (!rq->site->oidc)
        return err_set(&op->err, ERR_MISSING, "no organisation's sign-in is set up here");
    TRY(oidc_resume(op, rq->site->key, rq->visit_cookie, request_arg(rq, "state"), &rq->way));
    if (rq->way.invitation[0]) TRY(invitation_find(op, str_of(rq->way.invitation), &a));
    if (!refused.n) return ERR_OK;
    (void)err_set(&op->err, ERR_DENIED, "your organisation's sign-in did not let you in");
    return err_detail(&op->err, "it says %.40s", refused.p);
}

static ErrCode errand(Request *rq)
{
    Str site;
    TRY(request_site(rq, &site));
    OidcAnswer answer = {
        .code = request_arg(rq, "code"),
        .issuer = request_arg(rq, "iss"),
        .back = arena_fmt(rq->op->mem, "%.*s/sign-in/identity/back", STR_ARG(site)),
    };
    return oidc_identify(rq->site->oidc, rq->op, &rq->way, &answer, &rq->identity);
}

static ErrCode post(Request *rq, Response *rs)
{
    SignInResult r;
    Identity who = { .key = rq->site->key,
                     .state = request_arg(rq, "state"),
                     .issuer = oidc_issuer(rq->site->oidc),
                     .subject = str_of(rq->identity.subject),
                     .second_factor = rq->identity.second_factor,
                     .device = rq->device };
    if (rq->way.invitation[0])
        TRY(identity_accept(rq->op, str_of(rq->way.invitation), &who, &r));
    else
        TRY(identity_sign_in(rq->op, &who, &r));
    response_sign_in(rs, &r, arena_str(rq->op->mem, str_of(rq->way.next)));
    return ERR_OK;
}

static const char *const args[] = { "state", "code", "iss", "error", NULL };

PAGE(sign_in_back) = {
    .address = "/sign-in/identity/back",
    .args = args,
    .get = get,
    .comes_back = true,
    .check = check,
    .errand = errand,
    .post = post,
};
