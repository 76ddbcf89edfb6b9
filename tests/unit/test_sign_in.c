#include "check.h"

#include <sys/stat.h>

#include "access/password.h"
#include "access/secret.h"

TEST(password_rules_name_the_fault_and_never_the_password)
{
    Err e = { .code = ERR_OK };
    CHECK(password_check(STR("elevenchars"), STR("mo"), &e) == ERR_INPUT);
    CHECK(strstr(e.message, "elevenchars") == NULL);
    CHECK(password_check(STR("abababababababab"), STR("mo"), &e) == ERR_INPUT);
    CHECK(password_check(STR("maria.santos1"), STR("maria.santos"), &e) == ERR_INPUT);
    CHECK_OK(password_check(STR("three small teapots"), STR("mo"), &e), &e);
    CHECK_OK(password_check(STR("maria.santos walks on"), STR("maria.santos"), &e), &e);
}

TEST(password_fits_its_own_hash_only)
{
    PasswordHash a, b;
    Err e = { .code = ERR_OK };
    CHECK_OK(password_hash(STR("three small teapots"), &a, &e), &e);
    CHECK_OK(password_hash(STR("three small teapots"), &b, &e), &e);
    CHECK(strncmp(a.text, "$argon2id$v=19$m=65536,t=3,", 27) == 0);
    CHECK(strcmp(a.text, b.text) != 0);
    CHECK(password_fits(str_of(a.text), STR("three small teapots")));
    CHECK(!password_fits(str_of(a.text), STR("three small teapot")));
    CHECK(!password_fits(STR(""), STR("three small teapots")));
    CHECK(!password_fits(STR("not a hash"), STR("")));
}

/* RFC 6238, appendix B, SHA-1: the last six digits, and the key "12345678901234567890". */
TEST(totp_gives_the_codes_of_rfc_6238)
{
    static const struct {
        int64_t at;
        const char *code;
    } rows[] = { { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
                 { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" } };
    Str key = STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    int64_t step = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK(totp_fits(key, str_of(rows[i].code), rows[i].at, 0, &step));
        CHECK(step == rows[i].at / 30);
        CHECK(totp_fits(key, str_of(rows[i].code), rows[i].at + 30, 0, &step));
        CHECK(!totp_fits(key, str_of(rows[i].code), rows[i].at + 61, 0, &step));
        CHECK(!totp_fits(key, str_of(rows[i].code), rows[i].at, rows[i].at / 30, &step));
    }
    CHECK(!totp_fits(key, STR("28708"), 59, 0, &step));
    CHECK(!totp_fits(key, STR("28708a"), 59, 0, &step));
    CHECK(!totp_fits(STR("!!"), STR("287082"), 59, 0, &step));
}

TEST(key_opens_only_what_it_sealed)
{
    Key a = { .ready = true, .bytes = { 1 } }, b = { .ready = true, .bytes = { 2 } };
    Arena *mem = arena_open(1 << 20);
    Str sealed, again, open;
    Err e = { .code = ERR_OK };
    CHECK_OK(key_seal(&a, STR("totp 1"), STR("secret"), mem, &sealed, &e), &e);
    CHECK_OK(key_seal(&a, STR("totp 1"), STR("secret"), mem, &again, &e), &e);
    CHECK(!str_eq(sealed, again));
    CHECK_OK(key_open(&a, STR("totp 1"), sealed, mem, &open, &e), &e);
    CHECK(str_eq(open, STR("secret")));
    CHECK(key_open(&b, STR("totp 1"), sealed, mem, &open, &e) == ERR_DENIED);
    CHECK(key_open(&a, STR("totp 2"), sealed, mem, &open, &e) == ERR_DENIED);
    for (size_t i = 0; i < sealed.n; i++) {
        char *bent = (char *)(uintptr_t)arena_str(mem, sealed).p;
        bent[i] = bent[i] == '0' ? '1' : '0';
        CHECK(key_open(&a, STR("totp 1"), (Str){ sealed.n, bent }, mem, &open, &e) == ERR_DENIED);
    }
    for (size_t n = 0; n < sealed.n; n++)
        CHECK(key_open(&a, STR("totp 1"), (Str){ n, sealed.p }, mem, &open, &e) == ERR_DENIED);
    arena_close(mem);
}

TEST(key_file_is_made_once_and_kept_to_its_owner)
{
    char path[400];
    struct stat facts;
    Key a = { .ready = false }, b = { .ready = false };
    Err e = { .code = ERR_OK };
    (void)snprintf(path, sizeof path, "%s/key", check_folder());
    CHECK_OK(key_load(path, &a, &e), &e);
    CHECK_OK(key_load(path, &b, &e), &e);
    CHECK(a.ready && memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0);
    CHECK(stat(path, &facts) == 0 && (facts.st_mode & 0777) == 0600);
    CHECK(chmod(path, 0644) == 0 && key_load(path, &b, &e) == ERR_INPUT);
    CHECK(chmod(path, 0600) == 0);
    FILE *f = fopen(path, "w");
    CHECK(f != NULL && fputs("abc\n", f) >= 0 && fclose(f) == 0);
    CHECK(key_load(path, &b, &e) == ERR_INPUT);
    CHECK(key_load("/nowhere/at/all", &b, &e) == ERR_IO);
}

TEST(secrets_differ_and_are_compared_whole)
{
    Secret a = secret_new(), b = secret_new();
    CHECK(strlen(a.text) == 43 && strcmp(a.text, b.text) != 0);
    CHECK(secret_same(str_of(a.text), str_of(a.text)));
    CHECK(!secret_same(str_of(a.text), str_of(b.text)));
    CHECK(!secret_same(STR(""), STR("")));
    CHECK(!secret_same(STR("a"), STR("ab")));
}
