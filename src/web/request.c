/* What pages ask of a request. */
#include "web/page.h"

Str request_arg(const Request *rq, const char *name)
{
    for (size_t i = 0; i < rq->args_n; i++)
        if (strcmp(rq->args[i].name, name) == 0) return str_of(rq->args[i].value);
    return (Str){ 0, "" };
}

Str request_field(const Request *rq, const char *name)
{
    for (size_t i = 0; i < rq->form_n; i++)
        if (strcmp(rq->form[i].name, name) == 0) return str_of(rq->form[i].value);
    return (Str){ 0, "" };
}

SignInTry request_try(const Request *rq)
{
    return (SignInTry){ .key = rq->site->key,
                        .login = request_field(rq, "login"),
                        .password = request_field(rq, "password"),
                        .address = rq->address,
                        .device_cookie = rq->device_cookie,
                        .device = rq->device };
}

bool request_is_signed_in(const Request *rq)
{
    return rq->has_session && rq->session.stage == STAGE_FULL;
}

Str request_next(const Request *rq)
{
    Str field = request_field(rq, "next"), next = field.n ? field : request_arg(rq, "next");
    bool ours =
        next.n > 0 && next.n < OIDC_NEXT && next.p[0] == '/' && (next.n == 1 || next.p[1] != '/');
    for (size_t i = 0; i < next.n; i++)
        ours = ours && next.p[i] != '\\' && (unsigned char)next.p[i] > 0x20 && next.p[i] != 0x7f;
    return ours ? next : STR("/alerts");
}

ErrCode request_site(const Request *rq, Str *ret)
{
    if (!rq->site->public_site && !rq->own_machine)
        return err_set(
            &rq->op->err, ERR_DENIED,
            "the program was not told this site's address (--site), so that nobody would "
            "find back");
    *ret = rq->site->public_site ? str_of(rq->site->public_site)
                                 : arena_fmt(rq->op->mem, "http://%.*s", STR_ARG(rq->host));
    return ERR_OK;
}

HashText request_press(const Request *rq, Str invitation)
{
    return key_hash(rq->site->key, (Str[]){ STR("press"), rq->token, invitation }, 3);
}

void response_sign_in(Response *rs, const SignInResult *r, Str next)
{
    rs->sets_session = true;
    rs->session = r->cookie;
    rs->sets_device = r->stage == STAGE_FULL;
    rs->device = r->device;
    rs->redirect = r->stage == STAGE_FULL   ? next
                   : r->stage == STAGE_CODE ? STR("/sign-in/code")
                                            : STR("/account/second-factor");
}

bool request_may(const Request *rq, Capability what)
{
    return request_is_signed_in(rq) && role_may(rq->session.account.role, what);
}
