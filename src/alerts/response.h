/* response.h - how fast people were: first signal, first proposal, first alert, first
 * acknowledgement, from what is kept. */
#ifndef ALERTS_RESPONSE_H
#define ALERTS_RESPONSE_H

#include "alerts/alert.h"

typedef struct {
    Alert alert;
    int worst;                      /* gravest level that it had */
    int64_t signal_at, proposed_at; /* first signal, first proposal; 0: none */
    int64_t raised_at, issued_at, told_at, acknowledged_at, ended_at; /* 0: not yet */
    int64_t told_after;         /* seconds from issue to the first delivery, -1 for never */
    int64_t acknowledged_after; /* seconds from issue to the first acknowledgement, -1 for never */
    int64_t asked_within;       /* that its first level asks for, 0 for no limit */
    bool in_time;
    size_t escalations;
    Str by; /* who acknowledged first */
} ResponseTime;

typedef struct {
    size_t n;
    const ResponseTime *v;
} Responses;

/**
 * The times of every alert of an exercise (0: of all that are real), oldest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 * test    tests/store/test_alerts.c
 */
ErrCode response_times(Op *op, int64_t exercise, Responses *ret) NONNULL MUST_USE;

/**
 * The times of one alert.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode response_of(Op *op, const Routing *r, const Alert *a, ResponseTime *ret) NONNULL MUST_USE;

#endif
