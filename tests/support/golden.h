/* golden.h - reads the tables of outside results that reference tests compare with. */
#ifndef TESTS_SUPPORT_GOLDEN_H
#define TESTS_SUPPORT_GOLDEN_H

#include "base/arena.h"

typedef struct {
    Arena *mem;
    size_t rows, cols, room;
    Str *names; /* cols */
    Str *cells; /* rows x cols */
} Golden;

/* Reads PATH under the shared folder; fails the test when it cannot be read. */
Golden golden_read(Arena *mem, const char *path);

/* A cell by column name; fails the test when there is no such column. */
Str golden_text(const Golden *g, size_t row, const char *column);

/* The same as a number: NA is NAN, TRUE 1, FALSE 0. */
double golden_number(const Golden *g, size_t row, const char *column);

/* Whether two numbers agree within a relative tolerance (both NAN agrees, equal infinities too). */
bool golden_agrees(double got, double want, double tolerance);

#endif
