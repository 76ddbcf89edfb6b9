/* The second step of signing in: the code of the authenticator app. */
#include "web/page.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    rs->title = STR("Enter your code");
    render_sign_in_code(
        rs->out,
        &(SignInCodeView){ .fault = rq->fault, .faulty = rq->fault.n > 0, .token = rq->token });
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    SignInTry t = request_try(rq);
    SignInResult r;
    TRY(sign_in_code(rq->op, &t, &rq->session, str_trim(request_field(rq, "code")), &r));
    if (!r.in) {
        /* The try is recorded, so the operation does not fail. */
        rq->fault = STR("That code is not right, or it was used already.");
        rs->status = 403;
        return get(rq, rs);
    }
    rs->sets_session = rs->sets_device = true;
    rs->session = r.cookie;
    rs->device = r.device;
    rs->redirect = STR("/alerts");
    return ERR_OK;
}

PAGE(sign_in_code) = {
    .address = "/sign-in/code",
    .door = DOOR_HALF,
    .get = get,
    .post_door = DOOR_HALF,
    .post = post,
};
