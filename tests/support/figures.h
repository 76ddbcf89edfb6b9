/* figures.h - a database with the register, a series and figures, for tests that need them. */
#ifndef TESTS_SUPPORT_FIGURES_H
#define TESTS_SUPPORT_FIGURES_H

#include "base/buf.h"
#include "observations/grid.h"
#include "observations/import.h"
#include "store.h"

/* Loads the register and returns it. */
const PlaceBook *figures_register(Op *op);

/* Defines a monthly (or other) series with the given more lines, and finds it. */
Series figures_series(Op *op, const char *code, const char *period, const char *more);

/* Imports CSV text under a mapping text ("" guesses); published like "2024-01-31". */
ErrCode figures_import(Op *op, const Series *s, const char *mapping, const char *csv,
                       const char *published, ImportReport *ret);

/* The same, and the test fails unless it is accepted. */
void figures_put(Op *op, const Series *s, const char *csv, const char *published);

/* An account of that role and area, made by the program itself; gives its id.  Afterwards the
 * program is the actor. */
int64_t figures_account(Op *op, const char *login, const char *role, const char *area);

int32_t figures_day(const char *text);

#endif
