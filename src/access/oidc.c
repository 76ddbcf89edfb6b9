#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "access/oidc_priv.h"
#include "base/buf.h"

enum { ADDRESS_BYTES = 4000, FORM_BYTES = 8000, CODE_BYTES = 2000 };

ErrCode oidc_open(const char *path, OidcDoor **ret, Err *e)
{
    OidcDoor *d = calloc(1, sizeof *d);
    if (!d) return err_set(e, ERR_LIMIT, "out of memory");
    (void)pthread_mutex_init(&d->lock, NULL);
    ErrCode code = oidc_read_settings(path, &d->set, e);
    if (code == ERR_OK && !fetch_start())
        code = err_set(e, ERR_BUG, "the library for HTTP requests does not start");
    if (code != ERR_OK) {
        oidc_close(d);
        return code;
    }
    *ret = d;
    return ERR_OK;
}

void oidc_close(OidcDoor *d)
{
    if (!d) return;
    (void)pthread_mutex_destroy(&d->lock);
    sodium_memzero(d->set.secret, sizeof d->set.secret);
    free(d);
}

Str oidc_name(const OidcDoor *d)
{
    return str_of(d->set.name);
}

Str oidc_issuer(const OidcDoor *d)
{
    return str_of(d->set.issuer);
}

static ErrCode away(Op *op, const char *why)
{
    (void)err_set(&op->err, ERR_AWAY, "your organisation's sign-in does not answer as it should");
    return err_detail(&op->err, "%s", why);
}

/* Whoever did not answer is left alone for a moment, so that a row of visitors does not wait. */
static ErrCode fetch(OidcDoor *d, Op *op, Fetch f, int *ret_status, Str *ret)
{
    (void)pthread_mutex_lock(&d->lock);
    bool pauses = op->now - d->failed_at < OIDC_PAUSE_SECONDS;
    (void)pthread_mutex_unlock(&d->lock);
    if (pauses) return away(op, "it did not answer a moment ago");
    f.ca_file = d->set.ca_file[0] ? d->set.ca_file : NULL;
    ErrCode code = fetch_text(&f, op->mem, ret_status, ret, &op->err);
    (void)pthread_mutex_lock(&d->lock);
    d->failed_at = code == ERR_AWAY ? op->now : 0;
    (void)pthread_mutex_unlock(&d->lock);
    return code;
}

static ErrCode fetch_document(OidcDoor *d, Op *op, const char *address, Str *ret)
{
    int status = 0;
    Str text;
    TRY(fetch(d, op, (Fetch){ .address = address }, &status, &text));
    if (status != 200) return away(op, "what it publishes is not to be had: no status 200");
    *ret = text;
    return ERR_OK;
}

/* An address that the issuer publishes; http only when the issuer itself is on this machine. */
static ErrCode take_address(const OidcDoor *d, Op *op, Str text, const char *name,
                            char room[FETCH_ADDRESS])
{
    Str address;
    TRY(document_text(text, name, op->mem, &address, &op->err));
    bool may = fetch_may(address) &&
               (!fetch_is_own_machine(address) || fetch_is_own_machine(str_of(d->set.issuer)));
    if (!may) return away(op, "it publishes an address that may not be fetched");
    (void)snprintf(room, FETCH_ADDRESS, "%.*s", STR_ARG(address));
    return ERR_OK;
}

static ErrCode read_document(OidcDoor *d, Op *op, OidcFacts *ret)
{
    Str text, issuer, base = str_of(d->set.issuer);
    if (base.p[base.n - 1] == '/') base.n--;
    Str at = arena_fmt(op->mem, "%.*s/.well-known/openid-configuration", STR_ARG(base));
    TRY(fetch_document(d, op, at.p, &text));
    TRY(document_text(text, "issuer", op->mem, &issuer, &op->err));
    if (!str_eq(issuer, str_of(d->set.issuer))) return away(op, "it says it is another issuer");
    TRY(take_address(d, op, text, "authorization_endpoint", ret->authorization));
    TRY(take_address(d, op, text, "token_endpoint", ret->token));
    TRY(take_address(d, op, text, "jwks_uri", ret->keys_at));
    const char *methods = "token_endpoint_auth_methods_supported";
    ret->posts_secret = document_lists(text, methods, "client_secret_post") &&
                        !document_lists(text, methods, "client_secret_basic");
    ret->names_itself = document_affirms(text, "authorization_response_iss_parameter_supported");
    ret->read_at = op->now;
    return ERR_OK;
}

static ErrCode read_keys(OidcDoor *d, Op *op, const char *address, Str *ret)
{
    Str text;
    TRY(fetch_document(d, op, address, &text));
    if (!document_is_key_set(text)) return away(op, "what it publishes as its keys is none");
    (void)pthread_mutex_lock(&d->lock);
    (void)snprintf(d->keys, sizeof d->keys, "%.*s", STR_ARG(text));
    (void)pthread_mutex_unlock(&d->lock);
    *ret = text;
    return ERR_OK;
}

static void know(OidcDoor *d, Op *op, OidcFacts *ret, Str *ret_keys)
{
    (void)pthread_mutex_lock(&d->lock);
    *ret = d->facts;
    *ret_keys = arena_str(op->mem, str_of(d->keys));
    (void)pthread_mutex_unlock(&d->lock);
}

ErrCode oidc_prepare(OidcDoor *d, Op *op)
{
    OidcFacts facts;
    Str keys;
    know(d, op, &facts, &keys);
    if (facts.read_at && op->now - facts.read_at < OIDC_FRESH_SECONDS) return ERR_OK;
    TRY(read_document(d, op, &facts));
    TRY(read_keys(d, op, facts.keys_at, &keys));
    (void)pthread_mutex_lock(&d->lock);
    d->facts = facts;
    (void)pthread_mutex_unlock(&d->lock);
    return ERR_OK;
}

static Str context_of(Op *op, Str visit_cookie)
{
    HashText visit = secret_hash(visit_cookie);
    return arena_fmt(op->mem, "identity %s", visit.hex);
}

ErrCode oidc_state(Op *op, const Key *key, Str visit_cookie, const OidcWay *w, Str *ret)
{
    Str plain = arena_fmt(op->mem, "%lld\n%s\n%s", (long long)op->now, w->invitation, w->next);
    return key_seal(key, context_of(op, visit_cookie), plain, op->mem, ret, &op->err);
}

/* Nonce and verifier belong to the state, and cannot be guessed without the key. */
static void derive(const Key *key, Str state, OidcWay *w)
{
    w->nonce = key_hash(key, (Str[]){ STR("nonce"), state }, 2);
    w->verifier = key_hash(key, (Str[]){ STR("verifier"), state }, 2);
}

ErrCode oidc_resume(Op *op, const Key *key, Str visit_cookie, Str state, OidcWay *ret)
{
    OidcWay w;
    Str rest, made = { 0, "" }, invitation = { 0, "" };
    int64_t at = 0;
    Err why;
    bool whole =
        visit_cookie.n &&
        key_open(key, context_of(op, visit_cookie), state, op->mem, &rest, &why) == ERR_OK &&
        str_split(&rest, '\n', &made) && str_split(&rest, '\n', &invitation) &&
        str_int(made, "", &at, &why) == ERR_OK && op->now - at < OIDC_WAY_SECONDS;
    if (!whole)
        return err_set(&op->err, ERR_INPUT,
                       "this sign-in was begun in another browser or too long ago; begin again");
    (void)snprintf(w.invitation, sizeof w.invitation, "%.*s", STR_ARG(invitation));
    (void)snprintf(w.next, sizeof w.next, "%.*s", STR_ARG(rest));
    derive(key, state, &w);
    *ret = w;
    return ERR_OK;
}

static void add_field(Buf *b, const char *name, Str value)
{
    buf_addf(b, "%s%s=", b->n && b->p[b->n - 1] != '?' && b->p[b->n - 1] != '&' ? "&" : "", name);
    buf_add_url(b, value);
}

/* The challenge: SHA-256 of the verifier in base64 for addresses. */
static Str challenge_of(const OidcWay *w, char room[44])
{
    unsigned char bytes[crypto_hash_sha256_BYTES];
    Str verifier = str_of(w->verifier.hex);
    (void)crypto_hash_sha256(bytes, (const unsigned char *)verifier.p, verifier.n);
    (void)sodium_bin2base64(room, 44, bytes, sizeof bytes,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_of(room);
}

ErrCode oidc_address(OidcDoor *d, Op *op, const Key *key, const OidcWay *w, const OidcPath *path,
                     Str *ret)
{
    AUTO(buf_free) Buf b = BUF_MAX(ADDRESS_BYTES);
    char room[44];
    OidcFacts facts;
    OidcWay derived = *w;
    Str keys, done;
    know(d, op, &facts, &keys);
    if (!facts.read_at) return away(op, "nothing is known of it");
    derive(key, path->state, &derived);
    buf_addf(&b, "%s%c", facts.authorization, strchr(facts.authorization, '?') ? '&' : '?');
    add_field(&b, "response_type", STR("code"));
    add_field(&b, "scope", STR("openid"));
    add_field(&b, "client_id", str_of(d->set.client_id));
    add_field(&b, "redirect_uri", path->back);
    add_field(&b, "state", path->state);
    add_field(&b, "nonce", str_of(derived.nonce.hex));
    add_field(&b, "code_challenge", challenge_of(&derived, room));
    add_field(&b, "code_challenge_method", STR("S256"));
    if (d->set.acr[0]) add_field(&b, "acr_values", str_of(d->set.acr));
    /* Whoever is bound for good shows that they are there, on a shared computer too. */
    if (w->invitation[0]) add_field(&b, "prompt", STR("login"));
    TRY(buf_done(&b, &done, &op->err));
    *ret = arena_str(op->mem, done);
    return ERR_OK;
}

static ErrCode exchange(OidcDoor *d, Op *op, const OidcFacts *facts, const OidcWay *w,
                        const OidcAnswer *a, Str *ret)
{
    AUTO(buf_free) Buf form = BUF_MAX(FORM_BYTES), login = BUF_MAX(800);
    Str body, text;
    int status = 0;
    buf_add_url(&login, str_of(d->set.client_id));
    add_field(&form, "grant_type", STR("authorization_code"));
    add_field(&form, "code", a->code);
    add_field(&form, "redirect_uri", a->back);
    add_field(&form, "code_verifier", str_of(w->verifier.hex));
    if (facts->posts_secret) {
        add_field(&form, "client_id", str_of(d->set.client_id));
        buf_addf(&form, "&client_secret=%s", d->set.secret);
    }
    ErrCode code = buf_done(&form, &body, &op->err);
    if (code == ERR_OK)
        code = fetch(d, op,
                     (Fetch){ .address = facts->token,
                              .form = body.p,
                              .login = facts->posts_secret ? NULL : login.p,
                              .secret = d->set.secret },
                     &status, &text);
    if (form.p) sodium_memzero(form.p, form.room);
    if (code != ERR_OK) return code;
    if (status != 200) return away(op, "it does not take the code: no status 200");
    return document_text(text, "id_token", op->mem, ret, &op->err);
}

static ErrCode check_answer(OidcDoor *d, Op *op, const OidcFacts *facts, const OidcAnswer *a)
{
    bool here = str_eq(a->issuer, str_of(d->set.issuer));
    if (a->code.n == 0 || a->code.n > CODE_BYTES)
        return err_set(&op->err, ERR_INPUT,
                       "the answer of your organisation's sign-in has no code");
    if (here || (a->issuer.n == 0 && !facts->names_itself)) return ERR_OK;
    return err_set(&op->err, ERR_INPUT,
                   "the answer is of another sign-in than your organisation's");
}

ErrCode oidc_identify(OidcDoor *d, Op *op, const OidcWay *w, const OidcAnswer *a, IdTokenFacts *ret)
{
    OidcFacts facts;
    Str keys, token;
    TRY(oidc_prepare(d, op));
    know(d, op, &facts, &keys);
    TRY(check_answer(d, op, &facts, a));
    TRY(exchange(d, op, &facts, w, a, &token));
    IdTokenWant want = { .issuer = str_of(d->set.issuer),
                         .client_id = str_of(d->set.client_id),
                         .nonce = str_of(w->nonce.hex),
                         .acr = str_of(d->set.acr),
                         .now = op->now };
    ErrCode code = id_token_check(&want, token, keys, ret, &op->err);
    if (code != ERR_MISSING) return code;
    TRY(read_keys(d, op, facts.keys_at, &keys));
    code = id_token_check(&want, token, keys, ret, &op->err);
    if (code == ERR_MISSING) op->err.code = ERR_AWAY;
    return code == ERR_MISSING ? ERR_AWAY : code;
}
