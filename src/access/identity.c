#include "access/identity.h"

#include "access/audit.h"
#include "access/sign_in_priv.h"
#include "access/sign_in_sql_priv.h"

enum { STATE_SECONDS = 86400, ISSUER_MAX = 500, SUBJECT_MAX = 255 };

/* A way there and back is gone once. */
static ErrCode use_state(Op *op, Str state)
{
    IdentityStateUseRows used;
    HashText hash = secret_hash(state);
    TRY(sql_identity_state_prune(op, op->now - STATE_SECONDS));
    TRY(sql_identity_state_use(op, str_of(hash.hex), op->now, &used));
    if (used.n) return ERR_OK;
    return err_set(&op->err, ERR_CONFLICT, "this sign-in was used already; begin again");
}

static ErrCode enter(Op *op, int64_t account, const Identity *who, SignInResult *ret)
{
    CredentialOfRows have;
    if (who->second_factor)
        return sign_in_become_full(op, account, 0, who->device, STR("identity provider"), ret);
    TRY(sql_credential_of(op, account, &have));
    bool set_up = have.n && have.v[0].totp.n;
    *ret = (SignInResult){ .in = true, .stage = set_up ? STAGE_CODE : STAGE_ENROL };
    if (set_up) return session_make(op, account, STAGE_CODE, who->device, &ret->cookie);
    return sign_in_start_enrol(op, who->key, account, who->device, &ret->cookie);
}

ErrCode identity_sign_in(Op *op, const Identity *who, SignInResult *ret)
{
    CredentialOfIdentityRows rows;
    TRY(use_state(op, who->state));
    TRY(sql_credential_of_identity(op, who->issuer, who->subject, &rows));
    if (!rows.n || !rows.v[0].active)
        return err_set(&op->err, ERR_DENIED,
                       "no open account here is bound to your identity.  To whoever runs this site "
                       "it is known as %.*s",
                       STR_ARG(who->subject));
    return enter(op, rows.v[0].account, who, ret);
}

static ErrCode check_free(Op *op, Str issuer, Str subject, int64_t account)
{
    CredentialOfIdentityRows taken;
    TRY(sql_credential_of_identity(op, issuer, subject, &taken));
    if (!taken.n || taken.v[0].account == account) return ERR_OK;
    return err_set(&op->err, ERR_CONFLICT, "that identity belongs to another account");
}

ErrCode identity_accept(Op *op, Str invitation, const Identity *who, SignInResult *ret)
{
    Account a;
    TRY(use_state(op, who->state));
    TRY(invitation_use_up(op, invitation, &a));
    TRY(check_free(op, who->issuer, who->subject, a.id));
    TRY(sql_credential_bind(op, a.id, who->issuer, who->subject));
    op->actor = a.id;
    TRY(audit_add(op, STR("access.accept"), a.login, STR("identity provider")));
    return enter(op, a.id, who, ret);
}

ErrCode identity_bind(Op *op, Str login, Str issuer, Str subject)
{
    Account a;
    TRY(account_require(op, MAY_ADMINISTER));
    if (account_find(op, login, &a) != ERR_OK)
        return err_set(&op->err, ERR_MISSING, "login: no active account of that name");
    if (a.example)
        return err_set(&op->err, ERR_CONFLICT, "an account of the example takes no identity");
    if (issuer.n == 0 || issuer.n > ISSUER_MAX)
        return err_set(&op->err, ERR_INPUT, "issuer: expected 1 to %d characters", ISSUER_MAX);
    if (subject.n == 0 || subject.n > SUBJECT_MAX)
        return err_set(&op->err, ERR_INPUT, "subject: expected 1 to %d characters", SUBJECT_MAX);
    TRY(check_free(op, issuer, subject, a.id));
    TRY(sql_credential_bind(op, a.id, issuer, subject));
    TRY(sql_invitation_drop(op, a.id));
    TRY(sql_device_drop(op, a.id));
    TRY(session_end(op, a.id, 0));
    return audit_add(op, STR("access.bind"), login, issuer);
}
