/* explain.h - a proposal computed again from stored facts, to be told and checked. */
#ifndef DETECTION_EXPLAIN_H
#define DETECTION_EXPLAIN_H

#include "detection/judge.h"
#include "detection/proposal.h"

typedef struct {
    Proposal proposal;
    Series series;
    Judged judged;   /* with the periods that were weighted down */
    Str sentence;    /* as judge_sentence tells it now */
    const double *v; /* the figures of the window, by period from window_first */
    size_t periods;
    bool same; /* every figure equals the stored one, to the last digit */
} Explanation;

/**
 * Computes a proposal again, from the figures that were known when it was made.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING   no such proposal
 *         ERR_CONFLICT  the place no longer has figures of that series: the register has changed
 * test    tests/store/test_watch.c
 */
ErrCode explain_proposal(Op *op, const PlaceBook *book, int64_t id, Explanation *ret)
    NONNULL MUST_USE;

#endif
