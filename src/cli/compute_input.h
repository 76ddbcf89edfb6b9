/* compute_input.h - a plain CSV of counts: t,date,UNIT..., one row per period; date may be left
 * out. */
#ifndef CLI_COMPUTE_INPUT_H
#define CLI_COMPUTE_INPUT_H

#include "base/arena.h"

typedef struct {
    size_t periods, units;
    Str *unit;      /* names of the units */
    double **count; /* units x periods; NAN for an empty cell or NA */
    int32_t *day;   /* first day of each period; NULL when the dates are empty */
} ComputeInput;

/**
 * Reads the file.  t must count 1, 2, 3 ...; dates are all empty or all YYYY-MM-DD and rise.
 *
 * own     *ret lives in mem
 * error   ERR_IO     the file cannot be read
 *         ERR_INPUT  line and column of what is wrong
 *         ERR_LIMIT  more than the memory holds
 */
ErrCode compute_input_read(const char *path, Arena *mem, ComputeInput *ret, Err *e)
    NONNULL MUST_USE;

#endif
