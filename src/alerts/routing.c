#include "alerts/routing.h"

#include "alerts/routing_priv.h"
#include "base/london.h"

enum { LATEST_SAME_DAY_LEAD = 3600, WEEK_MINUTES = 7 * 24 * 60 };

Str label_value(const Labels *labels, Str name)
{
    for (size_t i = 0; i < labels->n; i++)
        if (str_eq(str_of(labels->v[i].name), name)) return labels->v[i].value;
    return (Str){ 0, "" };
}

void label_add(Labels *labels, const char *name, Str value)
{
    if (labels->n < ROUTING_LABELS) labels->v[labels->n++] = (Label){ name, value };
}

static bool holds(const Match *m, const Labels *labels)
{
    Str value = label_value(labels, m->label), rest = m->patterns, pattern;
    bool any = false;
    while (rest.n) {
        if (!str_split(&rest, '|', &pattern)) break;
        any = any || str_glob(pattern, value);
    }
    return any != m->negated;
}

bool matches_hold(const Matches *m, const Labels *labels)
{
    for (size_t i = 0; i < m->n; i++)
        if (!holds(&m->v[i], labels)) return false;
    return true;
}

static void say(Buf *why, const Route *route, const Labels *labels, bool taken)
{
    const Matches *m = &route->set.matches;
    if (!why) return;
    buf_addf(why, "%.*s: %s", STR_ARG(route->set.name), taken ? "taken" : "not taken");
    for (size_t i = 0; i < m->n; i++) {
        Str value = label_value(labels, m->v[i].label);
        if (holds(&m->v[i], labels) != taken) continue;
        buf_addf(why, "%s %.*s is '%.*s' (asked for: %s%.*s)", i ? ";" : ",",
                 STR_ARG(m->v[i].label), STR_ARG(value), m->v[i].negated ? "not " : "",
                 STR_ARG(m->v[i].patterns));
    }
    buf_add(why, STR("\n"));
}

/* Whether the node took the alert. */
static bool walk(const Routing *r, const Route *node, const Labels *labels, RoutesTaken *out,
                 Buf *why)
{
    bool taken = matches_hold(&node->set.matches, labels), below = false;
    say(why, node, labels, taken);
    if (!taken) return false;
    for (size_t i = 0; i < r->routes_n; i++) {
        const Route *child = &r->routes[i];
        if (child->set.parent != node || !walk(r, child, labels, out, why)) continue;
        below = true;
        if (!child->set.goes_on) break;
    }
    if (!below && out->n < ROUTING_MAX) out->v[out->n++] = node;
    return true;
}

RoutesTaken routing_decide(const Routing *r, const Labels *labels, Buf *why)
{
    RoutesTaken out = { 0 };
    (void)walk(r, &r->routes[0], labels, &out, why);
    return out;
}

const Times *routing_times(const Routing *r, Str name)
{
    for (size_t i = 0; i < r->times_n; i++)
        if (str_eq(r->times[i].name, name)) return &r->times[i];
    return NULL;
}

static bool in_times(const Times *t, int64_t at)
{
    LondonTime now = london_of(at);
    int day = date_weekday(now.day), before = day == 1 ? 7 : day - 1;
    bool today = t->days & (1U << (day - 1)), yesterday = t->days & (1U << (before - 1));
    if (t->all_day) return today;
    if (t->from <= t->until) return today && now.minutes >= t->from && now.minutes < t->until;
    return (today && now.minutes >= t->from) || (yesterday && now.minutes < t->until);
}

bool routing_is_open(const Routing *r, const Route *route, int64_t at)
{
    const Times *active = routing_times(r, route->set.active),
                *mute = routing_times(r, route->set.mute);
    return (!active || in_times(active, at)) && !(mute && in_times(mute, at));
}

int64_t routing_opens_at(const Routing *r, const Route *route, int64_t at)
{
    if (routing_is_open(r, route, at)) return at;
    int64_t t = at - at % 60;
    for (int minute = 1; minute <= WEEK_MINUTES; minute++)
        if (routing_is_open(r, route, t + minute * (int64_t)60)) return t + minute * (int64_t)60;
    return at; /* times that never open hold nothing back */
}

int64_t routing_due(const Routing *r, When when, int64_t now)
{
    LondonTime t = london_of(now);
    int64_t at = now;
    int ahead;
    switch (when.kind) {
    case WHEN_SAME_DAY:
        at = london_instant(t.day, r->same_day);
        /* After hours it would come too late: at once. */
        return at > now + LATEST_SAME_DAY_LEAD ? at : now;
    case WHEN_DAILY:
        at = london_instant(t.day, r->daily);
        return at > now ? at : london_instant(t.day + 1, r->daily);
    case WHEN_WEEKLY:
        ahead = (r->weekly_day - date_weekday(t.day) + 7) % 7;
        at = london_instant(t.day + ahead, r->weekly);
        return at > now ? at : london_instant(t.day + ahead + 7, r->weekly);
    case WHEN_AFTER:
    default: return now + when.seconds;
    }
}

static bool agree(Str equal, const Labels *a, const Labels *b)
{
    Str rest = equal, name;
    while (str_split(&rest, ' ', &name))
        if (name.n && !str_eq(label_value(a, name), label_value(b, name))) return false;
    return true;
}

bool routing_inhibits(const Inhibit *i, const Labels *source, const Labels *target)
{
    return matches_hold(&i->source, source) && matches_hold(&i->target, target) &&
           !matches_hold(&i->source, target) && agree(i->equal, source, target);
}

Str routing_group_key(const Route *route, const Labels *labels, Arena *mem)
{
    Str rest = route->group_by, name, key = arena_fmt(mem, "%.*s", STR_ARG(route->set.name));
    while (str_split(&rest, ' ', &name)) {
        Str value = label_value(labels, name);
        if (name.n) key = arena_fmt(mem, "%.*s/%.*s", STR_ARG(key), STR_ARG(value));
    }
    return key;
}

int64_t routing_repeat_at(const Route *route, int64_t at)
{
    int64_t interval = route->group_interval, repeat = route->repeat_interval;
    if (repeat == 0) return 0;
    if (interval <= 0) return at + repeat;
    return at + (repeat + interval - 1) / interval * interval;
}

const Desk *routing_desk(const Routing *r, Str name)
{
    for (size_t i = 0; i < r->desks_n; i++)
        if (str_eq(r->desks[i].name, name)) return &r->desks[i];
    return NULL;
}

const LevelPlan *routing_level(const Routing *r, int level)
{
    return &r->levels[level < 0 || level >= ROUTING_LEVELS ? ALERT_LEVEL_NONE : level];
}

Str duration_words(int64_t seconds, Arena *mem)
{
    static const struct {
        int64_t seconds;
        const char *word;
    } units[] = { { 86400, "day" }, { 3600, "hour" }, { 60, "minute" }, { 1, "second" } };
    for (size_t i = 0; i < 4; i++) {
        int64_t n = seconds / units[i].seconds;
        if (n >= 1 && seconds % units[i].seconds == 0)
            return arena_fmt(mem, "%lld %s%s", (long long)n, units[i].word, n == 1 ? "" : "s");
    }
    return STR("no time");
}

Str when_words(When when, Arena *mem)
{
    switch (when.kind) {
    case WHEN_SAME_DAY: return STR("the same day");
    case WHEN_DAILY: return STR("in the daily digest");
    case WHEN_WEEKLY: return STR("in the weekly digest");
    case WHEN_AFTER:
    default: break;
    }
    if (when.seconds == 0) return STR("at once");
    return arena_fmt(mem, "after %.*s", STR_ARG(duration_words(when.seconds, mem)));
}
