#include "access/sign_in.h"

#include "access/audit.h"
#include "access/sign_in_priv.h"
#include "access/sign_in_sql_priv.h"

enum { DAY_SECONDS = 86400 };

typedef struct {
    HashText login, from;
    bool known; /* the device signed in to this account before */
} Keys;

/* A device that signed in before is a place of its own, whatever address it comes from. */
static ErrCode make_keys(Op *op, const SignInTry *t, int64_t account, Keys *ret)
{
    HashText device = secret_hash(t->device_cookie);
    Keys k = { .known = false };
    if (t->device_cookie.n && account) {
        DeviceKnownRows rows;
        TRY(sql_device_known(op, str_of(device.hex), account, &rows));
        k.known = rows.v[0].n > 0;
    }
    Str login = arena_fmt(op->mem, "%lld", (long long)account);
    Str what = k.known ? STR("device") : STR("address");
    Str place = k.known ? str_of(device.hex) : t->address;
    k.login = key_hash(t->key, (Str[]){ STR("login"), account ? login : t->login }, 2);
    k.from = key_hash(t->key, (Str[]){ what, arena_str(op->mem, place) }, 2);
    *ret = k;
    return ERR_OK;
}

static ErrCode check_limits(Op *op, const Keys *k)
{
    FailureCountRows here, login_here;
    int64_t since = op->now - SIGN_IN_WINDOW_SECONDS;
    TRY(sql_failure_count(op, STR(""), str_of(k->from.hex), since, &here));
    TRY(sql_failure_count(op, str_of(k->login.hex), str_of(k->from.hex), since, &login_here));
    if (here.v[0].n < SIGN_IN_TRIES_PLACE && login_here.v[0].n < SIGN_IN_TRIES_LOGIN) return ERR_OK;
    return err_set(&op->err, ERR_LIMIT,
                   "too many wrong tries from where you are; wait %d minutes and try again",
                   SIGN_IN_WINDOW_SECONDS / 60);
}

ErrCode sign_in_check(Op *op, const SignInTry *t, SignInChecked *ret)
{
    CredentialOfLoginRows rows;
    Keys k;
    TRY(sql_credential_of_login(op, t->login, &rows));
    int64_t account = rows.n ? rows.v[0].account : 0;
    Str stored = rows.n ? rows.v[0].password : (Str){ 0, "" };
    TRY(make_keys(op, t, account, &k));
    TRY(check_limits(op, &k));
    *ret = (SignInChecked){ .right = password_fits(stored, t->password), .account = account };
    return ERR_OK;
}

static Str totp_context(Op *op, int64_t account)
{
    return arena_fmt(op->mem, "totp %lld", (long long)account);
}

ErrCode sign_in_start_enrol(Op *op, const Key *key, int64_t account, Str device, Secret *ret)
{
    Session s;
    bool found;
    Str secret, sealed;
    TRY(session_make(op, account, STAGE_ENROL, device, ret));
    TRY(session_find(op, str_of(ret->text), &s, &found));
    TRY(totp_new(op->mem, &secret, &op->err));
    TRY(key_seal(key, totp_context(op, account), secret, op->mem, &sealed, &op->err));
    return found ? session_set_pending(op, &s, sealed) : ERR_OK;
}

static ErrCode record_failure(Op *op, const Keys *k)
{
    TRY(sql_failure_prune(op, op->now - DAY_SECONDS));
    return sql_failure_add(op, str_of(k->login.hex), str_of(k->from.hex), op->now);
}

ErrCode sign_in_settle(Op *op, const SignInTry *t, const SignInChecked *checked, SignInResult *ret)
{
    Keys k;
    CredentialOfRows have;
    *ret = (SignInResult){ .in = false };
    TRY(make_keys(op, t, checked->account, &k));
    if (!checked->right) return record_failure(op, &k);
    TRY(sql_credential_of(op, checked->account, &have));
    if (!have.n) return ERR_OK;
    ret->stage = have.v[0].totp.n ? STAGE_CODE : STAGE_ENROL;
    ret->in = true;
    if (ret->stage == STAGE_ENROL)
        return sign_in_start_enrol(op, t->key, checked->account, t->device, &ret->cookie);
    return session_make(op, checked->account, ret->stage, t->device, &ret->cookie);
}

ErrCode sign_in_become_full(Op *op, int64_t account, int64_t old, Str device, Str how,
                            SignInResult *ret)
{
    HashText hash;
    *ret = (SignInResult){ .in = true, .stage = STAGE_FULL, .device = secret_new() };
    if (old) TRY(session_end(op, account, old));
    TRY(session_make(op, account, STAGE_FULL, device, &ret->cookie));
    hash = secret_hash(str_of(ret->device.text));
    TRY(sql_device_add(op, str_of(hash.hex), account, op->now));
    op->actor = account;
    return audit_add(op, STR("access.sign_in"),
                     arena_fmt(op->mem, "account %lld", (long long)account), how);
}

static ErrCode wrong_code(Op *op, const Session *half, const Keys *k)
{
    TRY(record_failure(op, k));
    if (half->tries + 1 >= SIGN_IN_TRIES_CODE) return session_end(op, half->account.id, half->id);
    return session_count_try(op, half);
}

ErrCode sign_in_code(Op *op, const SignInTry *t, const Session *half, Str code, SignInResult *ret)
{
    CredentialOfRows have;
    CredentialUseStepRows used;
    Keys k;
    Str secret;
    int64_t account = half->account.id, step = 0;
    *ret = (SignInResult){ .in = false };
    TRY(make_keys(op, t, account, &k));
    TRY(check_limits(op, &k));
    TRY(sql_credential_of(op, account, &have));
    if (half->stage != STAGE_CODE || !have.n || !have.v[0].totp.n)
        return err_set(&op->err, ERR_DENIED, "sign in with your password first");
    TRY(key_open(t->key, totp_context(op, account), have.v[0].totp, op->mem, &secret, &op->err));
    if (!totp_fits(secret, code, op->now, have.v[0].last_step, &step))
        return wrong_code(op, half, &k);
    TRY(sql_credential_use_step(op, account, step, &used));
    if (!used.n) return ERR_OK;
    TRY(sql_failure_clear(op, str_of(k.login.hex), str_of(k.from.hex)));
    return sign_in_become_full(
        op, account, half->id, t->device,
        have.v[0].password.n ? STR("password and code") : STR("identity provider and code"), ret);
}

ErrCode sign_in_example(Op *op, Str login, Str device, SignInResult *ret)
{
    Account a;
    TRY(account_find(op, login, &a));
    if (!a.example) return err_set(&op->err, ERR_DENIED, "this is not an account of the example");
    return sign_in_become_full(op, a.id, 0, device, STR("example, one press"), ret);
}

ErrCode invitation_make(Op *op, Str login, Secret *ret)
{
    Account a;
    Secret secret = secret_new();
    HashText hash = secret_hash(str_of(secret.text));
    TRY(account_require(op, MAY_ADMINISTER));
    if (account_find(op, login, &a) != ERR_OK)
        return err_set(&op->err, ERR_MISSING, "login: no active account of that name");
    if (a.example)
        return err_set(&op->err, ERR_CONFLICT, "an account of the example takes no invitation");
    TRY(sql_credential_set(op, &(CredentialSetArgs){ .account = a.id,
                                                     .password = STR(""),
                                                     .totp = STR(""),
                                                     .issuer = STR(""),
                                                     .subject = STR("") }));
    TRY(sql_device_drop(op, a.id));
    TRY(session_end(op, a.id, 0));
    TRY(sql_invitation_put(op, str_of(hash.hex), a.id, op->now + INVITATION_SECONDS));
    TRY(audit_add(op, STR("access.invite"), login, STR("")));
    *ret = secret;
    return ERR_OK;
}

static ErrCode no_invitation(Op *op)
{
    return err_set(&op->err, ERR_MISSING,
                   "this invitation was used or has run out; ask for another");
}

ErrCode invitation_find(Op *op, Str secret, Account *ret)
{
    InvitationByHashRows rows;
    HashText hash = secret_hash(secret);
    TRY(sql_invitation_by_hash(op, str_of(hash.hex), op->now, &rows));
    if (!rows.n || account_by_number(op, rows.v[0].account, ret) != ERR_OK)
        return no_invitation(op);
    return ERR_OK;
}

ErrCode invitation_use_up(Op *op, Str secret, Account *ret)
{
    InvitationDeleteRows gone;
    HashText hash = secret_hash(secret);
    TRY(invitation_find(op, secret, ret));
    TRY(sql_invitation_delete(op, str_of(hash.hex), &gone));
    return gone.n ? ERR_OK : no_invitation(op);
}

ErrCode invitation_accept(Op *op, const Key *key, Str secret, const PasswordHash *hash, Str device,
                          SignInResult *ret)
{
    Account a;
    *ret = (SignInResult){ .in = true, .stage = STAGE_ENROL };
    TRY(invitation_use_up(op, secret, &a));
    TRY(sql_credential_set(op, &(CredentialSetArgs){ .account = a.id,
                                                     .password = str_of(hash->text),
                                                     .totp = STR(""),
                                                     .issuer = STR(""),
                                                     .subject = STR("") }));
    op->actor = a.id;
    TRY(audit_add(op, STR("access.accept"), a.login, STR("password")));
    return sign_in_start_enrol(op, key, a.id, device, &ret->cookie);
}

ErrCode enrol_secret(Op *op, const Key *key, const Session *s, Str *ret)
{
    if (s->stage != STAGE_ENROL || !s->pending.n)
        return err_set(&op->err, ERR_DENIED, "no second factor is being set up");
    return key_open(key, totp_context(op, s->account.id), s->pending, op->mem, ret, &op->err);
}

ErrCode enrol_confirm(Op *op, const Key *key, const Session *s, Str code, SignInResult *ret)
{
    Str secret;
    int64_t step;
    *ret = (SignInResult){ .in = false };
    if (s->stage != STAGE_ENROL || !s->pending.n)
        return err_set(&op->err, ERR_DENIED, "no second factor is being set up");
    TRY(key_open(key, totp_context(op, s->account.id), s->pending, op->mem, &secret, &op->err));
    if (!totp_fits(secret, code, op->now, 0, &step)) return ERR_OK;
    TRY(sql_credential_set_totp(op, s->account.id, s->pending, step));
    op->actor = s->account.id;
    TRY(audit_add(op, STR("access.second_factor"), s->account.login, STR("")));
    return sign_in_become_full(op, s->account.id, s->id, s->device, STR("second factor set up"),
                               ret);
}

ErrCode password_change(Op *op, const Session *s, const PasswordHash *hash)
{
    TRY(sql_credential_set_password(op, s->account.id, str_of(hash->text)));
    TRY(session_end_others(op, s));
    return audit_add(op, STR("access.password"), s->account.login, STR(""));
}
