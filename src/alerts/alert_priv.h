/* What the files of the room share about alerts. */
#ifndef ALERTS_ALERT_PRIV_H
#define ALERTS_ALERT_PRIV_H

#include "alerts/alert.h"

enum { ALERT_REASON_BYTES = 2000 };

/* A text of a person: present where it must be, UTF-8, bounded, without control characters. */
ErrCode alert_check_text(Str s, const char *what, size_t least, size_t most, Err *e) MUST_USE;

/* The words and the CAP message that people are told at this step. */
ErrCode alert_make_issue(Op *op, const Routing *r, const Alert *a, const char *kind, int old_level,
                         Str reason) MUST_USE;

/* Notes in the groups of the routing that the alert has a notice that waits. */
ErrCode alert_mark_groups(Op *op, const AlertRules *rules, const Alert *a, bool at_once) MUST_USE;

#endif
