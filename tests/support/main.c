/* tests [FAMILY...] [-n NAME]: runs the tests of the families, or all, and prints TAP. */
#include <stdlib.h>

#include "check.h"

static bool wanted(const TestCase *t, int argc, char **argv)
{
    bool any_family = false, family = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-n") == 0) return i + 1 < argc && strcmp(t->name, argv[i + 1]) == 0;
        any_family = true;
        if (strcmp(argv[i], t->family) == 0) family = true;
    }
    return !any_family || family;
}

int main(int argc, char **argv)
{
    struct CMUnitTest *chosen = calloc(test_count + 1, sizeof *chosen);
    size_t n = 0;
    if (!chosen) return 1;
    for (size_t i = 0; i < test_count; i++)
        if (wanted(&test_list[i], argc, argv))
            chosen[n++] =
                (struct CMUnitTest){ .name = test_list[i].name, .test_func = test_list[i].run };
    (void)setenv("CMOCKA_MESSAGE_OUTPUT", "TAP", 0);
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    int failed = _cmocka_run_group_tests("belfry", chosen, n, NULL, NULL);
    free(chosen);
    return failed ? 1 : 0;
}
