/* What the planning of notices shares. */
#ifndef ALERTS_TELL_PRIV_H
#define ALERTS_TELL_PRIV_H

#include "alerts/tell.h"

typedef struct {
    Op *op;
    AlertRules rules;
    TellReport report;
} Teller;

/* A notice of some alerts to one person. */
typedef struct {
    const char *kind; /* notice, repeat, escalation */
    const Contact *to;
    Str desk, why;
    int64_t due_at;
    bool digest;    /* gathered until then */
    int64_t number; /* of the repeat or step, part of the key */
    size_t n;       /* alerts */
    const Alert *v;
} TellOne;

/* Puts it in the outbox, once for each way in which the person is told. */
ErrCode tell_one(Teller *t, const TellOne *one) MUST_USE;

#endif
