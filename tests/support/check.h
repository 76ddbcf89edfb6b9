/* check.h - what a test file needs.  TEST(name) { CHECK(...); } in tests/<family>/test_*.c; the
 * build finds them.  A failing CHECK ends its test. */
#ifndef TESTS_SUPPORT_CHECK_H
#define TESTS_SUPPORT_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *family, *name;
    void (*run)(void **state);
} TestCase;

extern const TestCase test_list[];
extern const size_t test_count;

#define TEST(id)                                                                                   \
    void test_##id(void **cmocka_state);                                                           \
    void test_##id(void **cmocka_state __attribute__((unused)))

#define CHECK(x)            _assert_true((uintmax_t)(bool)(x), #x, __FILE__, __LINE__)
#define CHECK_NEAR(a, b, t) check_near((a), (b), (t), #a, __FILE__, __LINE__)
#define CHECK_OK(call, err) check_ok((call) == ERR_OK, (err), #call, __FILE__, __LINE__)
#define CHECK_TEXT(a, b)    check_text((a), (b), __FILE__, __LINE__)

/* Ends the test as skipped, with the reason on the screen. */
#define SKIP(...) (check_skip_reason(__VA_ARGS__), skip())

void check_near(double got, double want, double tolerance, const char *what, const char *file,
                int line);
struct CheckErr; /* any Err: only its message is read */
void check_ok(bool ok, const void *err, const char *what, const char *file, int line);
void check_text(const char *got, const char *want, const char *file, int line);
void check_skip_reason(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The optional folder of results obtained from other programs, or NULL; ends without a slash. */
const char *check_shared(void);

/* A fresh empty folder for this test's files, removed at exit of the program. */
const char *check_folder(void);

/* splitmix64: the tests' own random stream, the same on every machine. */
uint64_t check_random(uint64_t *state);
double check_uniform(uint64_t *state);

#endif
