/* Signing in: login and password, or one press for an account of the example. */
#include "web/present.h"
#include "web/views.h"

static ErrCode list_people(const Request *rq, Str next, SignInView *v)
{
    Accounts all;
    SignInPeople *rows;
    size_t n = 0;
    if (!rq->own_machine || !rq->site->key->ready) return ERR_OK;
    TRY(account_list(rq->op, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].example && all.v[i].active)
            rows[n++] = (SignInPeople){ all.v[i].login, all.v[i].name, all.v[i].organisation,
                                        rq->token, next };
    v->people.n = n;
    v->people.v = rows;
    return ERR_OK;
}

static ErrCode offer_provider(const Request *rq, SignInView *v)
{
    AUTO(buf_free) Buf b = BUF_MAX(1000);
    Str address;
    buf_add(&b, STR("/sign-in/identity?next="));
    buf_add_url(&b, v->next);
    TRY(buf_done(&b, &address, &rq->op->err));
    v->provider = oidc_name(rq->site->oidc);
    v->has_provider = true;
    v->there = arena_str(rq->op->mem, address);
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    SignInView v = { .fault = rq->fault,
                     .faulty = rq->fault.n > 0,
                     .ready = rq->site->key->ready,
                     .login = request_field(rq, "login"),
                     .next = request_next(rq),
                     .token = rq->token };
    if (rq->site->oidc) TRY(offer_provider(rq, &v));
    TRY(list_people(rq, v.next, &v));
    rs->title = STR("Sign in");
    render_sign_in(rs->out, &v);
    return ERR_OK;
}

static ErrCode check(Request *rq)
{
    SignInTry t = request_try(rq);
    if (!rq->site->key->ready)
        return err_set(&rq->op->err, ERR_DENIED, "nobody can sign in here yet");
    if (request_field(rq, "example").n) return ERR_OK;
    if (!t.login.n || !t.password.n || t.login.n > 64 || t.password.n > 200)
        return err_set(&rq->op->err, ERR_INPUT, "enter your login and your password");
    return sign_in_check(rq->op, &t, &rq->checked);
}

static ErrCode post(Request *rq, Response *rs)
{
    SignInTry t = request_try(rq);
    SignInResult r;
    Str example = request_field(rq, "example");
    if (example.n && !rq->own_machine)
        return err_set(&rq->op->err, ERR_DENIED,
                       "the example's accounts are for the computer that it runs on");
    if (example.n)
        TRY(sign_in_example(rq->op, example, rq->device, &r));
    else
        TRY(sign_in_settle(rq->op, &t, &rq->checked, &r));
    if (!r.in) {
        /* The try is recorded, so the operation does not fail. */
        rq->fault = STR("Login and password do not belong together.");
        rs->status = 403;
        return get(rq, rs);
    }
    response_sign_in(rs, &r, request_next(rq));
    return ERR_OK;
}

static const char *const args[] = { "next", NULL };

PAGE(sign_in) = {
    .address = "/sign-in",
    .args = args,
    .get = get,
    .slow = true,
    .check = check,
    .post = post,
};
