/* access_log.h - one line a request, without personal data: no address of a visitor, no argument,
 * no cookie, nothing typed, nothing that signs somebody in. */
#ifndef WEB_ACCESS_LOG_H
#define WEB_ACCESS_LOG_H

#include "web/site.h"

enum { ACCESS_LOG_LINE = 500 };

typedef struct {
    const char *method, *path;
    double begun_ms; /* as access_log_ms said */
} AccessLogEntry;

/** A clock that only goes forward, in milliseconds. */
double access_log_ms(void);

/**
 * The line: method, path, status, bytes, time, and what another server did wrong.  The secret of an
 * invitation's link is left out.
 *
 * test    tests/unit/test_form.c
 */
void access_log_line(const AccessLogEntry *entry, const Answer *a, char room[ACCESS_LOG_LINE])
    NONNULL;

#endif
