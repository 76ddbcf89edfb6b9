/* routing.h - who is told what, when, as data: a text that people edit and the program explains.
 *
 *     [level 1]      how fast alerts of a level are answered, and who comes next when nobody does
 *     [desk NAME]    whom a notice goes to, and whose: of the place, its county, force, region ...
 *     [times NAME]   days and hours in England
 *     [route NAME]   a node of the tree: what it takes, how it gathers, which desks it sends to
 *     [inhibit NAME] which alerts speak for others
 *     [digest]       when gathered notices are sent
 *     [cap]          who CAP messages say they are from
 *
 * The tree is read from its root, depth first.  A node takes an alert when all its matches hold;
 * the first child that takes it ends the search among its siblings unless it says continue = yes; a
 * node of which no child takes the alert sends it itself.  Settings are inherited. */
#ifndef ALERTS_ROUTING_H
#define ALERTS_ROUTING_H

#include "alerts/state.h"
#include "base/arena.h"
#include "base/buf.h"

enum {
    ROUTING_MAX = 128,   /* sections of a kind */
    ROUTING_LABELS = 16, /* of an alert */
    ROUTING_MATCHES = 8, /* of a node */
    ROUTING_SENDS = 24,  /* of a node */
    ROUTING_STEPS = 8,   /* of an escalation */
    ROUTING_LEVELS = 8   /* none, 1 to 6, U */
};

/* What routing knows of an alert. */
typedef struct {
    const char *name; /* place, scope, county, force, region, level, nature, subject, source */
    Str value;
} Label;

typedef struct {
    size_t n;
    Label v[ROUTING_LABELS];
} Labels;

typedef struct {
    Str label, patterns; /* alternatives with | between, * and ? allowed */
    bool negated;
} Match;

typedef struct {
    size_t n;
    Match v[ROUTING_MATCHES];
} Matches;

typedef enum { WHEN_AFTER, WHEN_SAME_DAY, WHEN_DAILY, WHEN_WEEKLY } WhenKind;

typedef struct {
    WhenKind kind;
    int64_t seconds; /* of WHEN_AFTER, 0 is now */
} When;

typedef struct {
    Str desk;
    When when;
} Send;

typedef enum { OF_PLACE, OF_COUNTY, OF_FORCE, OF_REGION, OF_NEIGHBOURS, OF_EVERYWHERE } DeskArea;

typedef struct {
    Str name, title;
    Str people; /* the desk whose contacts answer for it, usually itself */
    DeskArea area;
} Desk;

typedef struct {
    Str name;
    unsigned days; /* bit 0 is Monday */
    bool all_day;
    int from, until; /* minutes since midnight; until before from goes over midnight */
} Times;

typedef struct {
    Str name, parent_name, group_by;
    const struct Route *parent;
    Matches matches;
    bool goes_on;
    int64_t group_wait, group_interval, repeat_interval; /* seconds, -1: as the parent */
    size_t sends_n;
    Send sends[ROUTING_SENDS];
    Str active, mute; /* names of times, "" for none */
} RouteNode;

typedef struct Route {
    RouteNode set;
    int64_t group_wait, group_interval, repeat_interval; /* inherited */
    Str group_by;
} Route;

typedef struct {
    Str name, equal; /* labels that must agree, with blanks between */
    Matches source, target;
} Inhibit;

typedef struct {
    bool set;
    Str name, meaning; /* as the installation calls it; routing_load fills them in */
    AlertRule rule;
    int64_t plan_seconds;
    Str escalate[ROUTING_STEPS]; /* desks, one a step */
} LevelPlan;

typedef struct {
    Str text; /* as it was read */
    size_t routes_n, desks_n, times_n, inhibits_n;
    Route routes[ROUTING_MAX];
    Desk desks[ROUTING_MAX];
    Times times[ROUTING_MAX];
    Inhibit inhibits[ROUTING_MAX];
    LevelPlan levels[ROUTING_LEVELS];
    int same_day, daily, weekly; /* minutes since local midnight */
    int weekly_day;              /* Monday 1 */
    Str sender;                  /* of CAP messages */
} Routing;

/**
 * Reads and checks a routing text; `name` stands in messages.
 *
 * own     *ret lives in mem
 * error   ERR_INPUT  line and field of what is wrong, or the section that names something missing
 * test    tests/unit/test_routing.c
 */
ErrCode routing_parse(Str text, const char *name, Arena *mem, const Routing **ret, Err *e)
    NONNULL MUST_USE;

/**
 * The routing that comes with the program.
 *
 * own     *ret lives in mem
 * error   ERR_BUG  it is not in the program
 */
ErrCode routing_default(Arena *mem, const Routing **ret, Err *e) NONNULL MUST_USE;

typedef struct {
    size_t n;
    const Route *v[ROUTING_MAX];
} RoutesTaken;

/** The nodes that send an alert, in the order of the tree.  When `why` is given it gets one line
 * for each node that was looked at: taken or not, and because of what. */
RoutesTaken routing_decide(const Routing *r, const Labels *labels, Buf *why);

/** Whether a node's notices may be sent at that instant by its times. */
bool routing_is_open(const Routing *r, const Route *route, int64_t at) NONNULL;

/** The first minute from `at` on in which they may; `at` itself when they may now. */
int64_t routing_opens_at(const Routing *r, const Route *route, int64_t at) NONNULL;

/** When something that is to be sent `when` goes out, counted from `now`. */
int64_t routing_due(const Routing *r, When when, int64_t now) NONNULL;

/** Whether a source alert speaks for a target: both sides match, the labels that must agree do (one
 *  that is missing equals an empty one), and the target does not match as a source too. */
bool routing_inhibits(const Inhibit *i, const Labels *source, const Labels *target) NONNULL;

/** What notices are gathered under: route and the values of its group_by labels. */
Str routing_group_key(const Route *route, const Labels *labels, Arena *mem) NONNULL;

/** When an unchanged group is repeated, `at` being its last notice: a multiple of the group
 * interval, rounded up, as its timer ticks; 0 for never. */
int64_t routing_repeat_at(const Route *route, int64_t at) NONNULL;

/** The value of a label, "" when the alert has none. */
Str label_value(const Labels *labels, Str name);

/** Adds a label. */
void label_add(Labels *labels, const char *name, Str value) NONNULL;

/** Whether all matches hold. */
bool matches_hold(const Matches *m, const Labels *labels) NONNULL;

/**
 * Reads matches: LABEL=VALUE|VALUE or LABEL!=VALUE, with blanks between; silences are written so.
 *
 * own     the texts point into `text`
 * error   ERR_INPUT  another form, an unknown label, too many
 */
ErrCode matches_parse(Str text, Matches *ret, Err *e) NONNULL MUST_USE;

/** The desk of that name, or NULL. */
const Desk *routing_desk(const Routing *r, Str name) NONNULL;

/** The plan of a level. */
const LevelPlan *routing_level(const Routing *r, int level) NONNULL;

/** "at once", "after 1 hour", "the same day", "in the daily digest": for people. */
Str when_words(When when, Arena *mem) NONNULL;

/** "15 minutes", "4 hours", "2 days". */
Str duration_words(int64_t seconds, Arena *mem) NONNULL;

#endif
