/* ears_priv.h - what the three EARS rules share. */
#ifndef DETECTION_METHODS_EARS_PRIV_H
#define DETECTION_METHODS_EARS_PRIV_H

#include "detection/method.h"
#include "stats/ears.h"

typedef struct {
    const EarsControl *control;
    F64s count;
} EarsWork;

extern const char *const ears_columns[];

/** Reads the settings of a rule.
 *
 * own     *ret_control lives in mem
 * error   ERR_INPUT  names the setting
 */
ErrCode ears_configure(EarsRule rule, double alpha, Settings set, Arena *mem, void **ret_control,
                       Err *e) NONNULL MUST_USE;

/** Method.open of the three rules.
 *
 * own     *ret_work lives in mem
 * error   ERR_LIMIT  no room
 */
ErrCode ears_open(const void *control, const MethodSeries *s, Arena *mem, void **ret_work, Err *e)
    NONNULL MUST_USE;

/** Method.first of the three rules. */
size_t ears_first(const void *control) NONNULL;

/** Method.judge of the three rules. */
void ears_judge(void *work, size_t at, Verdict *ret) NONNULL;

#define EARS_PARAMS(alpha_default)                                                                 \
    { "baseline", "7", "3 to 64", "periods just before that the count is compared with" },         \
        { "minSigma", "0", "0 or more", "the standard deviation is taken to be at least this" },   \
        { "alpha", alpha_default, "above 0, below 1", "one-sided level of the threshold" },        \
        { "mode", "strict", "strict, compat",                                                      \
          "as the papers say, or as R surveillance 1.20.3 does" },                                 \
    {                                                                                              \
        NULL, NULL, NULL, NULL                                                                     \
    }

#endif
