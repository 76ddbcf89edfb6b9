/* What reading and deciding share. */
#ifndef ALERTS_ROUTING_PRIV_H
#define ALERTS_ROUTING_PRIV_H

#include "alerts/routing.h"

/* The labels that a match may name. */
extern const char *const routing_labels[];

/* As routing_parse, for somebody who fills in the names. */
ErrCode routing_read(Str text, const char *name, Arena *mem, Routing **ret, Err *e) MUST_USE;

const Times *routing_times(const Routing *r, Str name);

typedef struct {
    const char *word;
    int value;
} Choice;

extern const Choice routing_weekdays[];

/* Readers of single values; `what` names the field in messages. */
ErrCode routing_choose(const Choice *list, Str s, const char *what, int *ret, Err *e) MUST_USE;
ErrCode routing_bool(Str s, const char *what, bool *ret, Err *e) MUST_USE;
ErrCode routing_seconds(Str s, const char *what, int64_t *ret, Err *e) MUST_USE;
ErrCode routing_minutes(Str s, const char *what, int *ret, Err *e) MUST_USE;
ErrCode routing_when(Str s, When *ret, Err *e) MUST_USE;
ErrCode routing_matches(Matches *m, Str text, Err *e) MUST_USE;

/* The next word of a list with blanks or commas between. */
bool routing_word(Str *rest, Str *ret);
bool routing_is_label(Str name);

#endif
