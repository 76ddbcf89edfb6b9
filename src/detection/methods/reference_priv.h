/* reference_priv.h - what the methods of the older rules share. */
#ifndef DETECTION_METHODS_REFERENCE_PRIV_H
#define DETECTION_METHODS_REFERENCE_PRIV_H

#include "detection/method.h"
#include "stats/reference_rules.h"

extern const char *const reference_columns[];

/** Reads b, w or m, actY, alpha and frequency over the defaults in *c. */
ErrCode reference_configure(Settings set, ReferenceControl defaults, Arena *mem, void **ret_control,
                            Err *e) NONNULL MUST_USE;

/** The other three functions of a Method, the same for all of the rules. */
ErrCode reference_open(const void *control, const MethodSeries *s, Arena *mem, void **ret_work,
                       Err *e) NONNULL MUST_USE;
size_t reference_first(const void *control) NONNULL;
void reference_judge(void *work, size_t at, Verdict *ret) NONNULL;

#endif
