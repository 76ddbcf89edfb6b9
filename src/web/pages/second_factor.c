/* Setting up the authenticator app, the last step of an invitation. */
#include "web/page.h"
#include "web/qr.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    Arena *mem = rq->op->mem;
    SecondFactorView v = { .fault = rq->fault, .faulty = rq->fault.n > 0, .token = rq->token };
    TRY(enrol_secret(rq->op, rq->site->key, &rq->session, &v.secret));
    /* Blanks and the like in a login would need escaping: the app shows the number instead. */
    Str address = arena_fmt(mem, "otpauth://totp/Belfry:account-%lld?secret=%.*s&issuer=Belfry",
                            (long long)rq->session.account.id, STR_ARG(v.secret));
    TRY(qr_draw(address, mem, &v.picture, &rq->op->err));
    rs->title = STR("Set up your second factor");
    render_second_factor(rs->out, &v);
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    SignInResult r;
    TRY(enrol_confirm(rq->op, rq->site->key, &rq->session, str_trim(request_field(rq, "code")),
                      &r));
    if (!r.in)
        return err_set(&rq->op->err, ERR_INPUT,
                       "that code is not right; is the phone's clock set automatically?");
    rs->sets_session = rs->sets_device = true;
    rs->session = r.cookie;
    rs->device = r.device;
    rs->redirect = STR("/account");
    return ERR_OK;
}

PAGE(second_factor) = {
    .address = "/account/second-factor",
    .door = DOOR_HALF,
    .get = get,
    .post_door = DOOR_HALF,
    .post = post,
};
