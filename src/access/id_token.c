/* The only file that knows the library for signed tokens. */
#include "access/id_token.h"

#include <cjose/cjose.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "access/secret.h"

enum { RSA_BITS_LEAST = 2048, TOKEN_BYTES = 64 << 10 };

static void end_json(json_t **j)
{
    json_decref(*j);
}

static void end_jws(cjose_jws_t **jws)
{
    if (*jws) cjose_jws_release(*jws);
}

static void end_key(cjose_jwk_t **key)
{
    if (*key) (void)cjose_jwk_release(*key);
}

static void end_text(char **text)
{
    free(*text);
}

static ErrCode refuse(Err *e, const char *why)
{
    (void)err_set(e, ERR_AWAY, "what your organisation's sign-in says is not to be believed");
    return err_detail(e, "ID token: %s", why);
}

static json_t *read_object(Str text)
{
    json_t *j = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(j)) return j;
    json_decref(j);
    return NULL;
}

static bool says(const json_t *object, const char *name, Str want)
{
    const json_t *v = json_object_get(object, name);
    return json_is_string(v) && str_eq((Str){ json_string_length(v), json_string_value(v) }, want);
}

static bool list_has(const json_t *list, Str want)
{
    size_t i;
    json_t *v;
    json_array_foreach(list, i, v)
    {
        if (json_is_string(v) && str_eq((Str){ json_string_length(v), json_string_value(v) }, want))
            return true;
    }
    return false;
}

/* Whether a key of the set may have made a signature of that kind. */
static bool suits(const json_t *key, Str alg)
{
    Str kind = str_eq(alg, STR("RS256")) ? STR("RSA") : STR("EC");
    return says(key, "kty", kind) &&
           (!json_object_get(key, "use") || says(key, "use", STR("sig"))) &&
           (!json_object_get(key, "alg") || says(key, "alg", alg));
}

/* The one key that the token names; without a name, the only one that suits. */
static const json_t *find_key(const json_t *keys, Str alg, const char *kid)
{
    const json_t *found = NULL, *list = json_object_get(keys, "keys");
    size_t i, n = 0;
    json_t *key;
    json_array_foreach(list, i, key)
    {
        if (!suits(key, alg) || (kid && !says(key, "kid", str_of(kid)))) continue;
        found = key;
        n++;
    }
    return n == 1 ? found : NULL;
}

static bool is_strong(const cjose_jwk_t *key, Str alg)
{
    cjose_err why;
    bool rsa = str_eq(alg, STR("RS256"));
    if (cjose_jwk_get_kty(key, &why) != (rsa ? CJOSE_JWK_KTY_RSA : CJOSE_JWK_KTY_EC)) return false;
    if (rsa) return cjose_jwk_get_keysize(key, &why) >= RSA_BITS_LEAST;
    return cjose_jwk_EC_get_curve(key, &why) == CJOSE_JWK_EC_P_256;
}

/* The library ends the program over base64 of a length that none has. */
static bool is_base64(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '-' && c != '_') return false;
    }
    return s.n % 4 != 1;
}

static bool is_token(Str token)
{
    Str rest = token, part;
    size_t parts = 0, dots = 0;
    for (size_t i = 0; i < token.n; i++) dots += token.p[i] == '.';
    while (str_split(&rest, '.', &part)) {
        if (part.n == 0 || !is_base64(part)) return false;
        parts++;
    }
    return dots == 2 && parts == 3;
}

/* Only what makes a public key of that kind, so that the library sees nothing else. */
static char *public_part(const json_t *entry, Str alg)
{
    static const char *const rsa[] = { "n", "e", NULL }, *const ec[] = { "x", "y", NULL };
    bool is_rsa = str_eq(alg, STR("RS256"));
    AUTO(end_json) json_t *key = json_object();
    bool made = key && json_object_set(key, "kty", json_object_get(entry, "kty")) == 0;
    if (!is_rsa)
        made = made && says(entry, "crv", STR("P-256")) &&
               json_object_set(key, "crv", json_object_get(entry, "crv")) == 0;
    for (const char *const *name = is_rsa ? rsa : ec; *name; name++) {
        json_t *v = json_object_get(entry, *name);
        Str text = { json_string_length(v), json_string_value(v) };
        made = made && text.n > 0 && is_base64(text) && json_object_set(key, *name, v) == 0;
    }
    return made ? json_dumps(key, JSON_COMPACT) : NULL;
}

static ErrCode check_key(cjose_jws_t *jws, const json_t *entry, Str alg, Err *e)
{
    cjose_err why;
    AUTO(end_text) char *text = public_part(entry, alg);
    AUTO(end_key) cjose_jwk_t *key = text ? cjose_jwk_import(text, strlen(text), &why) : NULL;
    if (!key || !is_strong(key, alg)) return refuse(e, "the issuer's key is not one to trust");
    if (!cjose_jws_verify(jws, key, &why)) return refuse(e, "the signature does not fit");
    return ERR_OK;
}

static ErrCode check_signature(cjose_jws_t *jws, Str keys, Err *e)
{
    cjose_err why;
    cjose_header_t *header = cjose_jws_get_protected(jws);
    Str alg = str_of(cjose_header_get(header, CJOSE_HDR_ALG, &why));
    const char *kid = cjose_header_get(header, CJOSE_HDR_KID, &why);
    AUTO(end_text) char *critical = cjose_header_get_raw(header, "crit", &why);
    AUTO(end_text) char *named = cjose_header_get_raw(header, "kid", &why);
    AUTO(end_json) json_t *set = read_object(keys);
    if (critical) return refuse(e, "it has a critical header that we do not know");
    if (!str_eq(alg, STR("RS256")) && !str_eq(alg, STR("ES256")))
        return refuse(e, "not signed by RS256 or ES256");
    if (named && !kid) return refuse(e, "the name of its key is not a text");
    if (!json_is_array(json_object_get(set, "keys")))
        return refuse(e, "the issuer's keys cannot be read");
    const json_t *entry = find_key(set, alg, kid);
    if (entry) return check_key(jws, entry, alg, e);
    (void)refuse(e, "its key is not one of the issuer's");
    e->code = ERR_MISSING;
    return ERR_MISSING;
}

static bool number(const json_t *claims, const char *name, int64_t *ret)
{
    const json_t *v = json_object_get(claims, name);
    bool sane = json_is_number(v) && json_number_value(v) > -1e15 && json_number_value(v) < 1e15;
    if (sane) *ret = (int64_t)json_number_value(v);
    return sane;
}

static ErrCode check_times(const json_t *claims, int64_t now, Err *e)
{
    int64_t ends, made, begins = 0;
    if (!number(claims, "exp", &ends) || ends <= now - ID_TOKEN_SKEW_SECONDS)
        return refuse(e, "exp: it has run out");
    if (!number(claims, "iat", &made) || made > now + ID_TOKEN_SKEW_SECONDS ||
        made < now - ID_TOKEN_AGE_SECONDS)
        return refuse(e, "iat: it was not made just now");
    if (json_object_get(claims, "nbf") &&
        (!number(claims, "nbf", &begins) || begins > now + ID_TOKEN_SKEW_SECONDS))
        return refuse(e, "nbf: it is not valid yet");
    return ERR_OK;
}

static ErrCode check_parties(const json_t *claims, const IdTokenWant *want, Err *e)
{
    const json_t *aud = json_object_get(claims, "aud");
    bool azp = says(claims, "azp", want->client_id);
    if (!says(claims, "iss", want->issuer)) return refuse(e, "iss: from another issuer");
    if (!says(claims, "aud", want->client_id) && !list_has(aud, want->client_id))
        return refuse(e, "aud: for somebody else");
    if (json_array_size(aud) > 1 && !azp) return refuse(e, "azp: for several, and not given to us");
    if (json_object_get(claims, "azp") && !azp) return refuse(e, "azp: given to somebody else");
    const json_t *nonce = json_object_get(claims, "nonce");
    Str said = { json_string_length(nonce), json_string_value(nonce) };
    if (!secret_same(said, want->nonce)) return refuse(e, "nonce: from another sign-in");
    return ERR_OK;
}

static ErrCode read_subject(const json_t *claims, IdTokenFacts *ret, Err *e)
{
    const json_t *v = json_object_get(claims, "sub");
    Str sub = { json_string_length(v), json_string_value(v) };
    if (sub.n == 0 || sub.n >= ID_TOKEN_SUBJECT) return refuse(e, "sub: expected 1 to 255 bytes");
    for (size_t i = 0; i < sub.n; i++)
        if ((unsigned char)sub.p[i] < 0x20 || (unsigned char)sub.p[i] >= 0x7f)
            return refuse(e, "sub: not plain characters");
    (void)snprintf(ret->subject, sizeof ret->subject, "%.*s", STR_ARG(sub));
    return ERR_OK;
}

/* RFC 8176: several factors, a one-time code, or a key in hardware. */
static bool has_second_factor(const json_t *claims, Str acr)
{
    const json_t *amr = json_object_get(claims, "amr");
    return list_has(amr, STR("mfa")) || list_has(amr, STR("otp")) || list_has(amr, STR("hwk")) ||
           (acr.n && says(claims, "acr", acr));
}

static ErrCode check_claims(const IdTokenWant *want, Str text, IdTokenFacts *ret, Err *e)
{
    AUTO(end_json) json_t *claims = read_object(text);
    IdTokenFacts facts = { .second_factor = false };
    if (!claims) return refuse(e, "what it says is not a JSON object");
    TRY(check_parties(claims, want, e));
    TRY(check_times(claims, want->now, e));
    TRY(read_subject(claims, &facts, e));
    facts.second_factor = has_second_factor(claims, want->acr);
    *ret = facts;
    return ERR_OK;
}

ErrCode id_token_check(const IdTokenWant *want, Str token, Str keys, IdTokenFacts *ret, Err *e)
{
    cjose_err why;
    uint8_t *text = NULL;
    size_t n = 0;
    if (token.n == 0 || token.n > TOKEN_BYTES) return refuse(e, "none, or too long");
    if (!is_token(token)) return refuse(e, "it is not a signed token");
    AUTO(end_jws) cjose_jws_t *jws = cjose_jws_import(token.p, token.n, &why);
    if (!jws) return refuse(e, "it is not a signed token");
    TRY(check_signature(jws, keys, e));
    if (!cjose_jws_get_plaintext(jws, &text, &n, &why)) return refuse(e, "it says nothing");
    return check_claims(want, (Str){ n, (const char *)text }, ret, e);
}

ErrCode document_text(Str json, const char *name, Arena *mem, Str *ret, Err *e)
{
    AUTO(end_json) json_t *object = read_object(json);
    if (!object) return refuse(e, "the answer is not a JSON object");
    const json_t *v = json_object_get(object, name);
    const char *text = json_string_value(v);
    *ret = arena_str(mem, text ? (Str){ json_string_length(v), text } : (Str){ 0, "" });
    return ERR_OK;
}

bool document_lists(Str json, const char *name, const char *text)
{
    AUTO(end_json) json_t *object = read_object(json);
    return object && list_has(json_object_get(object, name), str_of(text));
}

bool document_is_key_set(Str json)
{
    AUTO(end_json) json_t *object = read_object(json);
    return object && json_is_array(json_object_get(object, "keys"));
}

bool document_affirms(Str json, const char *name)
{
    AUTO(end_json) json_t *object = read_object(json);
    return object && json_is_true(json_object_get(object, name));
}
