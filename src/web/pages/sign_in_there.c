/* The way to the identity provider of an organisation. */
#include <stdio.h>

#include "web/page.h"
#include "web/views.h"

static ErrCode errand(Request *rq)
{
    if (!rq->site->oidc)
        return err_set(&rq->op->err, ERR_MISSING, "no organisation's sign-in is set up here");
    return oidc_prepare(rq->site->oidc, rq->op);
}

static ErrCode show_fault(const Request *rq, Response *rs)
{
    rs->title = STR("You are not signed in");
    render_identity(rs->out, &(IdentityView){ .fault = rq->fault });
    return ERR_OK;
}

/* Whoever follows a link elsewhere with somebody else's invitation must not be bound by it: the
 * link counts only from the page of the invitation, in the same browser. */
static ErrCode find_purpose(const Request *rq, OidcWay *w)
{
    Account a;
    Str invitation = request_arg(rq, "invitation"), next = request_next(rq);
    HashText press = request_press(rq, invitation);
    if (invitation.n >= sizeof w->invitation ||
        (invitation.n &&
         !(rq->token.n && secret_same(str_of(press.hex), request_arg(rq, "press")))))
        return err_set(&rq->op->err, ERR_DENIED,
                       "open the link of your invitation again, and go on from there");
    if (invitation.n) TRY(invitation_find(rq->op, invitation, &a));
    if (invitation.n) next = STR("/account");
    (void)snprintf(w->invitation, sizeof w->invitation, "%.*s", STR_ARG(invitation));
    (void)snprintf(w->next, sizeof w->next, "%.*s", STR_ARG(next));
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    OidcWay w = { .next = "" };
    OidcPath path;
    Str site, visit = rq->visit_cookie;
    if (rq->fault.n) return show_fault(rq, rs);
    TRY(find_purpose(rq, &w));
    TRY(request_site(rq, &site));
    if (!visit.n) {
        rs->visit = secret_new();
        rs->sets_visit = true;
        visit = str_of(rs->visit.text);
    }
    TRY(oidc_state(rq->op, rq->site->key, visit, &w, &path.state));
    path.back = arena_fmt(rq->op->mem, "%.*s/sign-in/identity/back", STR_ARG(site));
    return oidc_address(rq->site->oidc, rq->op, rq->site->key, &w, &path, &rs->away);
}

static const char *const args[] = { "next", "invitation", "press", NULL };

PAGE(sign_in_there) = {
    .address = "/sign-in/identity",
    .args = args,
    .get = get,
    .errand = errand,
};
