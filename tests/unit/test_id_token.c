#include "check.h"

#include <cjose/cjose.h>
#include <stdio.h>
#include <stdlib.h>

#include "access/fetch.h"
#include "access/id_token.h"
#include "access/oidc.h"
#include "base/buf.h"

enum { NOW = 1800000000 };

typedef struct {
    cjose_jwk_t *key;
    const char *alg, *kid;
} Signer;

static const IdTokenWant want = { .issuer = { 9, "https://i" },
                                  .client_id = { 6, "belfry" },
                                  .nonce = { 5, "nonce" },
                                  .acr = { 6, "strong" },
                                  .now = NOW };

static Signer rsa_signer(size_t bits, const char *kid)
{
    static const uint8_t e[] = { 1, 0, 1 };
    cjose_err why;
    Signer s = { cjose_jwk_create_RSA_random(bits, e, sizeof e, &why), "RS256", kid };
    CHECK(s.key && cjose_jwk_set_kid(s.key, kid, strlen(kid), &why));
    return s;
}

static Signer ec_signer(cjose_jwk_ec_curve curve, const char *kid)
{
    cjose_err why;
    Signer s = { cjose_jwk_create_EC_random(curve, &why), "ES256", kid };
    CHECK(s.key && cjose_jwk_set_kid(s.key, kid, strlen(kid), &why));
    return s;
}

static void add_keys(Buf *keys, const Signer *signers, size_t n)
{
    cjose_err why;
    buf_add(keys, STR("{\"keys\":["));
    for (size_t i = 0; i < n; i++) {
        char *text = cjose_jwk_to_json(signers[i].key, false, &why);
        buf_addf(keys, "%s%s", i ? "," : "", text);
        free(text);
    }
    buf_add(keys, STR("]}"));
}

static void sign(const Signer *s, const char *claims, const char *more_header, Buf *ret)
{
    cjose_err why;
    const char *text = "";
    cjose_header_t *h = cjose_header_new(&why);
    CHECK(cjose_header_set(h, "alg", s->alg, &why));
    if (s->kid) CHECK(cjose_header_set(h, "kid", s->kid, &why));
    if (more_header) CHECK(cjose_header_set_raw(h, more_header, "[\"x\"]", &why));
    cjose_jws_t *jws = cjose_jws_sign(s->key, h, (const uint8_t *)claims, strlen(claims), &why);
    CHECK(jws && cjose_jws_export(jws, &text, &why));
    buf_free(ret);
    *ret = BUF_MAX(1 << 16);
    buf_add(ret, str_of(text));
    cjose_jws_release(jws);
    cjose_header_release(h);
}

static const char good[] =
    "{\"iss\":\"https://i\",\"aud\":\"belfry\",\"sub\":\"s1\",\"nonce\":\"nonce\","
    "\"exp\":1800000300,\"iat\":1800000000}";

static ErrCode check_token(Str token, Str keys, IdTokenFacts *ret, Err *e)
{
    e->code = ERR_OK;
    e->detail[0] = '\0';
    return id_token_check(&want, token, keys, ret, e);
}

TEST(id_token_is_believed_only_when_every_claim_is_right)
{
    static const struct {
        const char *claims;
        const char *why; /* NULL: it is fine */
        bool second_factor;
    } rows[] = {
#define BASE "\"iss\":\"https://i\",\"sub\":\"s1\",\"nonce\":\"nonce\","
#define AUD  "\"aud\":\"belfry\","
#define TIME "\"exp\":1800000300,\"iat\":1800000000"
        { "{" BASE AUD TIME "}", NULL, false },
        { "{" BASE AUD TIME ",\"amr\":[\"pwd\"]}", NULL, false },
        { "{" BASE AUD TIME ",\"amr\":[\"pwd\",\"mfa\"]}", NULL, true },
        { "{" BASE AUD TIME ",\"amr\":[\"otp\"]}", NULL, true },
        { "{" BASE AUD TIME ",\"amr\":[\"hwk\"]}", NULL, true },
        { "{" BASE AUD TIME ",\"amr\":\"mfa\"}", NULL, false },
        { "{" BASE AUD TIME ",\"acr\":\"strong\"}", NULL, true },
        { "{" BASE AUD TIME ",\"acr\":\"weak\"}", NULL, false },
        { "{" BASE "\"aud\":[\"belfry\"]," TIME "}", NULL, false },
        { "{" BASE "\"aud\":[\"other\",\"belfry\"],\"azp\":\"belfry\"," TIME "}", NULL, false },
        { "{" BASE AUD "\"exp\":1799999941,\"iat\":1799999500}", NULL, false },
        { "{" BASE AUD "\"exp\":1800000300.5,\"iat\":1800000000.5}", NULL, false },
        { "{" BASE "\"aud\":[\"other\",\"belfry\"]," TIME "}", "azp", false },
        { "{" BASE AUD "\"azp\":\"other\"," TIME "}", "azp", false },
        { "{" BASE AUD "\"azp\":7," TIME "}", "azp", false },
        { "{" BASE "\"aud\":\"other\"," TIME "}", "aud", false },
        { "{" BASE "\"aud\":[]," TIME "}", "aud", false },
        { "{" BASE "\"aud\":{\"belfry\":1}," TIME "}", "aud", false },
        { "{" BASE TIME "}", "aud", false },
        { "{\"iss\":\"https://j\",\"sub\":\"s1\",\"nonce\":\"nonce\"," AUD TIME "}", "iss", false },
        { "{\"iss\":\"https://i/\",\"sub\":\"s1\",\"nonce\":\"nonce\"," AUD TIME "}", "iss",
          false },
        { "{\"sub\":\"s1\",\"nonce\":\"nonce\"," AUD TIME "}", "iss", false },
        { "{\"iss\":\"https://i\",\"sub\":\"s1\",\"nonce\":\"nonsense\"," AUD TIME "}", "nonce",
          false },
        { "{\"iss\":\"https://i\",\"sub\":\"s1\"," AUD TIME "}", "nonce", false },
        { "{\"iss\":\"https://i\",\"sub\":\"s1\",\"nonce\":\"\"," AUD TIME "}", "nonce", false },
        { "{\"iss\":\"https://i\",\"nonce\":\"nonce\"," AUD TIME "}", "sub", false },
        { "{\"iss\":\"https://i\",\"sub\":\"\",\"nonce\":\"nonce\"," AUD TIME "}", "sub", false },
        { "{\"iss\":\"https://i\",\"sub\":7,\"nonce\":\"nonce\"," AUD TIME "}", "sub", false },
        { "{\"iss\":\"https://i\",\"sub\":\"a\\nb\",\"nonce\":\"nonce\"," AUD TIME "}", "sub",
          false },
        { "{" BASE AUD "\"exp\":1799999940,\"iat\":1799999500}", "exp", false },
        { "{" BASE AUD "\"exp\":\"1800000300\",\"iat\":1800000000}", "exp", false },
        { "{" BASE AUD "\"iat\":1800000000}", "exp", false },
        { "{" BASE AUD "\"exp\":1e300,\"iat\":1800000000}", "exp", false },
        { "{" BASE AUD "\"exp\":1800000300}", "iat", false },
        { "{" BASE AUD "\"exp\":1800000300,\"iat\":1800000061}", "iat", false },
        { "{" BASE AUD "\"exp\":1800000300,\"iat\":1799999399}", "iat", false },
        { "{" BASE AUD TIME ",\"nbf\":1800000061}", "nbf", false },
        { "{" BASE AUD TIME ",\"sub\":\"s2\"}", "JSON", false },
        { "[1]", "JSON", false },
        { "", "not a signed token", false },
    };
    AUTO(buf_free) Buf keys = BUF_MAX(1 << 16), token = BUF_MAX(1 << 16);
    Signer s = ec_signer(CJOSE_JWK_EC_P_256, "k1");
    add_keys(&keys, &s, 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        IdTokenFacts facts = { .second_factor = false };
        Err e;
        sign(&s, rows[i].claims, NULL, &token);
        ErrCode code = check_token((Str){ token.n, token.p }, (Str){ keys.n, keys.p }, &facts, &e);
        if (rows[i].why) {
            if (code != ERR_AWAY || !strstr(e.detail, rows[i].why)) print_error("%s\n", e.detail);
            CHECK(code == ERR_AWAY && strstr(e.detail, rows[i].why));
            CHECK(facts.subject[0] == '\0');
            continue;
        }
        CHECK_OK(code, &e);
        CHECK(strcmp(facts.subject, "s1") == 0 && facts.second_factor == rows[i].second_factor);
    }
    (void)cjose_jwk_release(s.key);
}

/* Who signed, by which of the published keys, and what comes of it. */
TEST(id_token_needs_the_named_key_of_the_issuer)
{
    AUTO(buf_free) Buf keys = BUF_MAX(1 << 16), token = BUF_MAX(1 << 16);
    Signer published[] = { rsa_signer(2048, "r1"), ec_signer(CJOSE_JWK_EC_P_256, "e1"),
                           rsa_signer(2048, "r2"), rsa_signer(1024, "small"),
                           ec_signer(CJOSE_JWK_EC_P_384, "e384") };
    Signer stranger = rsa_signer(2048, "r9"), liar = rsa_signer(2048, "r1");
    IdTokenFacts facts;
    Err e;
    add_keys(&keys, published, sizeof published / sizeof published[0]);
    Str set = { keys.n, keys.p };
    for (size_t i = 0; i < 3; i++) {
        sign(&published[i], good, NULL, &token);
        CHECK_OK(check_token((Str){ token.n, token.p }, set, &facts, &e), &e);
    }
    sign(&published[3], good, NULL, &token);
    CHECK(check_token((Str){ token.n, token.p }, set, &facts, &e) == ERR_AWAY);
    CHECK(strstr(e.detail, "not one to trust"));
    sign(&stranger, good, NULL, &token);
    CHECK(check_token((Str){ token.n, token.p }, set, &facts, &e) == ERR_MISSING);
    sign(&liar, good, NULL, &token);
    CHECK(check_token((Str){ token.n, token.p }, set, &facts, &e) == ERR_AWAY);
    CHECK(strstr(e.detail, "signature"));
    sign(&published[0], good, "crit", &token);
    CHECK(check_token((Str){ token.n, token.p }, set, &facts, &e) == ERR_AWAY);
    CHECK(strstr(e.detail, "critical"));
    /* Without a name only the one key of its kind will do: here several are published. */
    Signer nameless = published[0];
    nameless.kid = NULL;
    sign(&nameless, good, NULL, &token);
    CHECK(check_token((Str){ token.n, token.p }, set, &facts, &e) == ERR_MISSING);
    AUTO(buf_free) Buf one = BUF_MAX(1 << 16);
    add_keys(&one, published, 2);
    CHECK_OK(check_token((Str){ token.n, token.p }, (Str){ one.n, one.p }, &facts, &e), &e);
    Signer other_alg = published[0];
    other_alg.alg = "PS256";
    sign(&other_alg, good, NULL, &token);
    CHECK(check_token((Str){ token.n, token.p }, set, &facts, &e) == ERR_AWAY);
    CHECK(strstr(e.detail, "RS256"));
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++)
        (void)cjose_jwk_release(published[i].key);
    (void)cjose_jwk_release(stranger.key);
    (void)cjose_jwk_release(liar.key);
}

TEST(id_token_changed_by_one_character_is_refused)
{
    AUTO(buf_free) Buf keys = BUF_MAX(1 << 16), token = BUF_MAX(1 << 16);
    Signer s = ec_signer(CJOSE_JWK_EC_P_256, "k1");
    IdTokenFacts facts;
    Err e;
    add_keys(&keys, &s, 1);
    sign(&s, good, NULL, &token);
    Str set = { keys.n, keys.p };
    for (size_t i = 0; i + 1 < token.n; i++) {
        char was = token.p[i];
        token.p[i] = was == 'A' ? 'B' : 'A';
        ErrCode code = check_token((Str){ token.n, token.p }, set, &facts, &e);
        CHECK(code == ERR_AWAY || code == ERR_MISSING);
        token.p[i] = was;
    }
    for (size_t n = 0; n < token.n; n++)
        CHECK(check_token((Str){ n, token.p }, set, &facts, &e) != ERR_OK);
    CHECK(check_token((Str){ token.n, token.p }, STR("{}"), &facts, &e) == ERR_AWAY);
    CHECK(check_token((Str){ token.n, token.p }, STR("rubbish"), &facts, &e) == ERR_AWAY);
    CHECK(check_token((Str){ token.n, token.p }, STR("{\"keys\":[]}"), &facts, &e) == ERR_MISSING);
    /* Base64 of lengths that none has, which end the library's program. */
    CHECK(check_token(STR("a.b.c"), set, &facts, &e) == ERR_AWAY);
    CHECK(check_token(STR("e30.e30.e"), set, &facts, &e) == ERR_AWAY);
    CHECK(check_token((Str){ token.n, token.p },
                      STR("{\"keys\":[{\"kty\":\"EC\",\"kid\":\"k1\",\"crv\":\"P-256\","
                          "\"x\":\"AAAAA\",\"y\":\"AAAAA\"}]}"),
                      &facts, &e) == ERR_AWAY);
    CHECK(check_token((Str){ token.n, token.p },
                      STR("{\"keys\":[{\"kty\":\"EC\",\"kid\":\"k1\"}]}"), &facts, &e) == ERR_AWAY);
    CHECK_OK(check_token((Str){ token.n, token.p }, set, &facts, &e), &e);
    (void)cjose_jwk_release(s.key);
}

/* The way there and back, with the same key and another, in the same browser and another. */
TEST(oidc_state_is_good_in_its_browser_for_a_quarter_of_an_hour)
{
    Key key = { .ready = true, .bytes = { 1 } }, other = { .ready = true, .bytes = { 2 } };
    Op op = { .now = NOW };
    OidcWay w = { .next = "/areas?q=a b", .invitation = "secret" }, back;
    Str state, again;
    CHECK_OK(op_begin(&op, OP_READ, 1 << 20), &op.err);
    CHECK_OK(oidc_state(&op, &key, STR("visit"), &w, &state), &op.err);
    CHECK_OK(oidc_state(&op, &key, STR("visit"), &w, &again), &op.err);
    CHECK(!str_eq(state, again));
    CHECK(oidc_resume(&op, &other, STR("visit"), state, &back) == ERR_INPUT);
    CHECK(oidc_resume(&op, &key, STR("visitor"), state, &back) == ERR_INPUT);
    CHECK(oidc_resume(&op, &key, STR(""), state, &back) == ERR_INPUT);
    op.now += OIDC_WAY_SECONDS - 1;
    CHECK_OK(oidc_resume(&op, &key, STR("visit"), state, &back), &op.err);
    CHECK(strcmp(back.next, w.next) == 0 && strcmp(back.invitation, w.invitation) == 0);
    CHECK(strcmp(back.nonce.hex, back.verifier.hex) != 0);
    op.now++;
    CHECK(oidc_resume(&op, &key, STR("visit"), state, &back) == ERR_INPUT);
    CHECK(op_end(&op, ERR_OK) == ERR_OK);
}

TEST(only_tls_or_this_machine_is_fetched)
{
    static const char *const fine[] = { "https://i.example/a?b=c", "https://i.example:8443",
                                        "http://127.0.0.1:8000/x", "http://localhost/",
                                        "http://[::1]:1/",         "http://127.0.0.1" };
    static const char *const wrong[] = { "http://i.example/",
                                         "https://",
                                         "https:///x",
                                         "ftp://127.0.0.1/",
                                         "http://127.0.0.1.evil.example/",
                                         "http://127.0.0.1@evil.example/",
                                         "http://127.0.0.1:80@evil.example/",
                                         "http://127.0.0.1:80evil.example/",
                                         "https://a b/",
                                         "https://a\r\nX: y",
                                         "https://a@b/",
                                         "https://a\\b/",
                                         "https://a/#b",
                                         "file:///etc/passwd",
                                         "" };
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) CHECK(fetch_may(str_of(fine[i])));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) CHECK(!fetch_may(str_of(wrong[i])));
}
