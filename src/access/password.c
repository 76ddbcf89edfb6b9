#include "access/password.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    PASSWORD_MIN = 12,
    PASSWORD_MAX = 200,
    DIFFERENT_MIN = 5,
    PASSES = 3,
    MEMORY_BYTES = 64 << 20,
    TOTP_SECRET_BYTES = 20,
    TOTP_STEP_SECONDS = 30,
    TOTP_DIGITS = 6
};

_Static_assert(sizeof(PasswordHash) >= crypto_pwhash_STRBYTES, "room for the hash");

ErrCode password_check(Str password, Str login, Err *e)
{
    bool seen[256] = { false };
    size_t different = 0;
    if (password.n < PASSWORD_MIN || password.n > PASSWORD_MAX)
        return err_set(e, ERR_INPUT, "password: expected %d to %d characters", PASSWORD_MIN,
                       PASSWORD_MAX);
    for (size_t i = 0; i < password.n; i++) {
        different += !seen[(unsigned char)password.p[i]];
        seen[(unsigned char)password.p[i]] = true;
    }
    if (different < DIFFERENT_MIN)
        return err_set(e, ERR_INPUT, "password: use more than four different characters");
    Str rest = { password.n - login.n, password.p + login.n };
    if (login.n && str_starts(password, login) && rest.n < PASSWORD_MIN / 2)
        return err_set(e, ERR_INPUT, "password: it is your login with little else");
    return ERR_OK;
}

ErrCode password_hash(Str password, PasswordHash *ret, Err *e)
{
    if (crypto_pwhash_str_alg(ret->text, password.p, password.n, PASSES, MEMORY_BYTES,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(e, ERR_LIMIT, "no memory for the password; try again");
    return ERR_OK;
}

bool password_fits(Str hash, Str password)
{
    /* Any valid hash: the salt is nobody's and nothing fits it. */
    static const char nobody[] = "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    PasswordHash z;
    bool real = hash.n > 0 && hash.n < sizeof z.text;
    (void)snprintf(z.text, sizeof z.text, "%.*s", (int)(real ? hash.n : sizeof nobody - 1),
                   real ? hash.p : nobody);
    bool fits = crypto_pwhash_str_verify(z.text, password.p, password.n) == 0;
    return fits && real;
}

ErrCode totp_new(Arena *mem, Str *ret, Err *e)
{
    unsigned char bytes[TOTP_SECRET_BYTES];
    char *text = NULL;
    size_t n = 0;
    randombytes_buf(bytes, sizeof bytes);
    if (oath_base32_encode((const char *)bytes, sizeof bytes, &text, &n) != OATH_OK)
        return err_set(e, ERR_LIMIT, "no memory for the second factor");
    *ret = arena_str(mem, (Str){ n, text });
    free(text);
    return arena_full(mem) ? err_set(e, ERR_LIMIT, "no memory for the second factor") : ERR_OK;
}

static bool is_code(Str code)
{
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] < '0' || code.p[i] > '9') return false;
    return code.n == TOTP_DIGITS;
}

bool totp_fits(Str secret, Str code, int64_t now, int64_t last_step, int64_t *ret_step)
{
    char *key = NULL, wanted[TOTP_DIGITS + 1];
    size_t key_n = 0;
    bool found = false;
    if (!is_code(code) || oath_base32_decode(secret.p, secret.n, &key, &key_n) != OATH_OK)
        return false;
    for (int64_t step = now / TOTP_STEP_SECONDS - 1; step <= now / TOTP_STEP_SECONDS + 1; step++) {
        bool made = oath_hotp_generate(key, key_n, (uint64_t)step, TOTP_DIGITS, false,
                                       OATH_HOTP_DYNAMIC_TRUNCATION, wanted) == OATH_OK;
        if (!made || sodium_memcmp(wanted, code.p, TOTP_DIGITS) != 0 || step <= last_step) continue;
        found = true;
        *ret_step = step;
    }
    free(key);
    return found;
}
