/* cap.h - messages of the Common Alerting Protocol, version 1.2: our writer and a strict reader.
 *
 * Each issue of an alert is one message.  Its scope is Restricted; an exercise has the status
 * Exercise; an Update and a Cancel name all that went before, and without a forerunner neither can
 * be written nor read: a Cancel can never make an alert. */
#ifndef ALERTS_CAP_H
#define ALERTS_CAP_H

#include "alerts/alert.h"
#include "base/buf.h"

enum { CAP_MAX_BYTES = 256 * 1024, CAP_PARAMETERS = 8, CAP_REFERENCES = 400 };

typedef struct {
    Str name, value;
} CapPair;

/* One info block, one area; texts as they read, not escaped. */
typedef struct {
    Str identifier, sender, sent, status, kind, source, scope, restriction, note, references;
    bool informs; /* the info block is there */
    Str language, category, event, response, urgency, severity, certainty, expires;
    Str sender_name, headline, description, instruction, web;
    size_t parameters_n;
    CapPair parameters[CAP_PARAMETERS];
    Str area, geocode_name, geocode;
} CapMessage;

/**
 * Writes a message.
 *
 * error   ERR_BUG  something that the standard requires is missing, or a value is not one of its
 * words source  cap12 test    tests/unit/test_cap.c
 */
ErrCode cap_write(const CapMessage *m, Buf *out, Err *e) NONNULL MUST_USE;

/**
 * Reads a message strictly: elements in their order, values from their lists, times with an offset
 * and no Z, references where they are required, no document type, nothing unknown.
 *
 * own     *ret lives in mem
 * error   ERR_INPUT  what is wrong, with the line
 *         ERR_LIMIT  more than CAP_MAX_BYTES
 * source  cap12
 * test    tests/unit/test_cap.c
 */
ErrCode cap_read(Str xml, Arena *mem, CapMessage *ret, Err *e) NONNULL MUST_USE;

/** The message that an issue is: the last of `issues`, those before it are its forerunners. */
CapMessage cap_of_issue(const Alert *a, const AlertIssues *issues, const LevelPlan *plan,
                        Arena *mem) NONNULL;

/** "belfry-12-3": alert 12, third issue. */
Str cap_identifier(int64_t alert, int64_t revision, Arena *mem) NONNULL;

#endif
