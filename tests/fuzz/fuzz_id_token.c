/* Any bytes as an ID token and, after a line "---", as the issuer's keys: refused, never a crash.
 */
#include "access/id_token.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Str all = { size, (const char *)data }, keys = { 0, "" };
    IdTokenFacts facts;
    Err e;
    for (size_t i = 0; i + 4 <= size; i++) {
        if (memcmp(data + i, "---\n", 4) != 0) continue;
        keys = (Str){ size - i - 4, all.p + i + 4 };
        all.n = i;
        break;
    }
    IdTokenWant want = { STR("i"), STR("c"), STR("n"), STR(""), 0 };
    (void)(id_token_check(&want, all, keys, &facts, &e) == ERR_OK);
    (void)(id_token_check(&want, STR("e30.e30.e30"), all, &facts, &e) == ERR_OK);
    return 0;
}
