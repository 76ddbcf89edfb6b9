/* state.h - the life of an alert as a pure function, on four axes that never stand for each other:
 * what kind of thing it is about, what the evidence does, how far people have got with it, and
 * whether its notices are shown.
 *
 * Nothing here reads a clock or a database, so that every step can be tabled in a test and
 * replayed. Nothing ends by itself: evidence that falls back makes a notice, and a person stands
 * down. */
#ifndef ALERTS_STATE_H
#define ALERTS_STATE_H

#include "base/str.h"

typedef enum {
    NATURE_TENSION,    /* a tension level of a place was set by people */
    NATURE_FIGURES,    /* recorded figures stood out, and somebody approved the proposal */
    NATURE_RUMOUR,     /* a claim is spreading */
    NATURE_INCIDENT,   /* something happened */
    NATURE_PROTEST,    /* lawful assembly that needs to be known, never a level by itself */
    NATURE_HARASSMENT, /* people are made to fall silent */
    NATURE_POLICY,     /* a decision or announcement that may stir */
    NATURE_COUNT
} Nature;

typedef enum {
    DETECT_NORMAL,
    DETECT_PENDING,    /* evidence stands out, not long enough yet */
    DETECT_FIRING,     /* it stands out */
    DETECT_RECOVERING, /* it fell back, not long enough yet */
    DETECT_NO_DATA,    /* what should have come did not: never calm */
    DETECT_ERROR,      /* it came and could not be read */
    DETECT_COUNT
} Detection;

typedef enum {
    HANDLE_PROPOSED,
    HANDLE_APPROVED, /* by a second person where the level asks for one */
    HANDLE_ISSUED,   /* notices are in the outbox */
    HANDLE_ACKNOWLEDGED,
    HANDLE_RESPONDING,
    HANDLE_STOOD_DOWN,
    HANDLE_REVIEWED,
    HANDLE_CANCELLED, /* it should never have been */
    HANDLE_COUNT
} Handling;

typedef enum { VISIBLE_SHOWN, VISIBLE_SILENCED, VISIBLE_INHIBITED, VISIBLE_COUNT } Visibility;

/* 1 is the worst, 6 the calmest; 7 is U, no picture; 0 stands for an alert without a level. */
enum { ALERT_LEVEL_NONE = 0, ALERT_LEVEL_WORST = 1, ALERT_LEVEL_CALM = 6, ALERT_LEVEL_UNKNOWN = 7 };

typedef struct {
    Nature nature;
    Detection detection;
    Handling handling;
    Visibility visibility;
    int level;
    int64_t author;       /* account that proposed it */
    int64_t since;        /* when the detection axis last moved, unix seconds */
    int64_t escalate_at;  /* next step when nobody acknowledges, 0 for none */
    int64_t answer_until; /* an acknowledgement holds so long, 0 for none */
    int64_t review_at;    /* by then somebody must have looked again, 0 for never */
    int step;             /* steps of the escalation taken */
} AlertState;

typedef enum {
    EV_BREACH,  /* the evidence stands out */
    EV_CLEAR,   /* it does not any more */
    EV_NO_DATA, /* it did not come */
    EV_FAULT,   /* it could not be read */
    EV_APPROVE,
    EV_ISSUE,
    EV_ACKNOWLEDGE,
    EV_RESPOND,
    EV_LEVEL, /* another level was decided */
    EV_STAND_DOWN,
    EV_REVIEW, /* the review after the event was held */
    EV_CANCEL,
    EV_SILENCE,
    EV_INHIBIT,
    EV_SHOW,
    EV_LOOKED, /* somebody looked again and found it as it was */
    EV_TICK,   /* time went by */
    EV_COUNT
} AlertEventKind;

typedef struct {
    AlertEventKind kind;
    int level;         /* of EV_LEVEL */
    int64_t actor;     /* account, 0 for the system */
    int64_t review_at; /* of EV_LEVEL and EV_LOOKED: when to look again, 0: as the rule says */
} AlertEvent;

/* What the routing says about alerts of the level. */
typedef struct {
    int64_t pending_seconds, recovering_seconds;
    int64_t answer_seconds; /* to acknowledge in, 0: it is never escalated */
    int64_t hold_seconds;   /* an acknowledgement stops the escalation so long, 0 for ever */
    int64_t review_seconds; /* to look again in, 0 for never */
    int steps;              /* of the escalation */
    bool second_person;     /* whoever proposed it may not approve it */
} AlertRule;

/* What has to follow from a step, as bits. */
enum {
    ACT_ALERT = 1,    /* the first notice of it */
    ACT_UPDATE = 2,   /* a notice to all who got one before, and whom the new state concerns */
    ACT_CANCEL = 4,   /* a notice that it should never have been */
    ACT_ESCALATE = 8, /* the next ones are told */
    ACT_AGAIN = 16    /* those who were told are told again */
};

typedef struct {
    AlertState state;
    unsigned acts;
    const char *refused; /* why the event does not apply, in words; NULL when it does */
} AlertStep;

/**
 * The step that an event makes; the state stays as it was when the event is refused.
 *
 * test    tests/unit/test_alert_state.c
 */
AlertStep alert_next(const AlertState *s, AlertEvent event, const AlertRule *rule, int64_t now)
    NONNULL;

/** Whether notices of it are out and somebody still has to do something. */
bool alert_is_live(Handling handling);

/** The words of the axes, as the database has them: "tension", "no_data", "stood_down", "shown". */
const char *nature_word(Nature nature);
const char *detection_word(Detection detection);
const char *handling_word(Handling handling);
const char *visibility_word(Visibility visibility);

/** What the words mean to the person who reads them: "no picture: what should have come did not".
 */
const char *nature_meaning(Nature nature);
const char *detection_meaning(Detection detection);
const char *handling_meaning(Handling handling);
const char *visibility_meaning(Visibility visibility);

/**
 * Reads such a word.
 *
 * error   ERR_INPUT  not one of them; `what` names the field
 */
ErrCode nature_parse(Str word, const char *what, Nature *ret, Err *e) NONNULL MUST_USE;
ErrCode detection_parse(Str word, const char *what, Detection *ret, Err *e) NONNULL MUST_USE;
ErrCode handling_parse(Str word, const char *what, Handling *ret, Err *e) NONNULL MUST_USE;
ErrCode visibility_parse(Str word, const char *what, Visibility *ret, Err *e) NONNULL MUST_USE;

/**
 * Reads a level: 1 to 6, U, or none.
 *
 * error   ERR_INPUT  another text; `what` names the field
 */
ErrCode alert_level_parse(Str text, const char *what, int *ret, Err *e) NONNULL MUST_USE;

/** "1" to "6", "U", or "none". */
const char *alert_level_text(int level);

/** Whether level a is graver than b; having no picture is graver than being calm (5 and 6). */
bool alert_level_is_graver(int a, int b);

#endif
