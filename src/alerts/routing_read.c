/* Reads a routing text and checks that everything it names is there. */
#include "alerts/routing_priv.h"
#include "base/embed.h"
#include "base/ini.h"

typedef struct {
    Routing *r;
    Arena *mem;
} Reading;

static ErrCode add_sends(RouteNode *r, Str text, Err *e)
{
    Str rest = text, desk, when;
    while (routing_word(&rest, &desk)) {
        if (!routing_word(&rest, &when))
            return err_set(e, ERR_INPUT, "send: expected DESK WHEN, such as council now");
        if (r->sends_n == ROUTING_SENDS)
            return err_set(e, ERR_INPUT, "send: more than %d", ROUTING_SENDS);
        Send s = { .desk = desk };
        TRY(routing_when(when, &s.when, e));
        r->sends[r->sends_n++] = s;
    }
    return ERR_OK;
}

static ErrCode on_route(RouteNode *r, Str key, Str value, Err *e)
{
    if (str_eq(key, STR("parent")))
        r->parent_name = value;
    else if (str_eq(key, STR("match")))
        return routing_matches(&r->matches, value, e);
    else if (str_eq(key, STR("continue")))
        return routing_bool(value, "continue", &r->goes_on, e);
    else if (str_eq(key, STR("group_by")))
        r->group_by = value;
    else if (str_eq(key, STR("group_wait")))
        return routing_seconds(value, "group_wait", &r->group_wait, e);
    else if (str_eq(key, STR("group_interval")))
        return routing_seconds(value, "group_interval", &r->group_interval, e);
    else if (str_eq(key, STR("repeat_interval")))
        return routing_seconds(value, "repeat_interval", &r->repeat_interval, e);
    else if (str_eq(key, STR("send")))
        return add_sends(r, value, e);
    else if (str_eq(key, STR("active")))
        r->active = value;
    else if (str_eq(key, STR("mute")))
        r->mute = value;
    else
        return err_set(e, ERR_INPUT,
                       "expected parent, match, continue, group_by, group_wait, group_interval, "
                       "repeat_interval, send, active or mute");
    return ERR_OK;
}

static ErrCode on_desk(Desk *d, Str key, Str value, Err *e)
{
    static const Choice areas[] = { { "place", OF_PLACE },
                                    { "county", OF_COUNTY },
                                    { "force", OF_FORCE },
                                    { "region", OF_REGION },
                                    { "neighbours", OF_NEIGHBOURS },
                                    { "everywhere", OF_EVERYWHERE },
                                    { NULL, 0 } };
    int area;
    if (str_eq(key, STR("title"))) {
        d->title = value;
        return ERR_OK;
    }
    if (str_eq(key, STR("people"))) {
        d->people = value;
        return ERR_OK;
    }
    if (!str_eq(key, STR("area"))) return err_set(e, ERR_INPUT, "expected title, people or area");
    TRY(routing_choose(areas, value, "area", &area, e));
    d->area = (DeskArea)area;
    return ERR_OK;
}

static ErrCode on_times(Times *t, Str key, Str value, Err *e)
{
    Str rest = value, word;
    if (str_eq(key, STR("days"))) {
        int day;
        t->days = 0;
        while (routing_word(&rest, &word)) {
            TRY(routing_choose(routing_weekdays, word, "days", &day, e));
            t->days |= 1U << (day - 1);
        }
        return ERR_OK;
    }
    if (!str_eq(key, STR("hours"))) return err_set(e, ERR_INPUT, "expected days or hours");
    if (!str_split(&rest, '-', &word))
        return err_set(e, ERR_INPUT, "hours: expected such as 09:00-17:00");
    TRY(routing_minutes(word, "hours", &t->from, e));
    TRY(routing_minutes(rest, "hours", &t->until, e));
    t->all_day = false;
    return ERR_OK;
}

static ErrCode on_inhibit(Inhibit *i, Str key, Str value, Err *e)
{
    if (str_eq(key, STR("source"))) return routing_matches(&i->source, value, e);
    if (str_eq(key, STR("target"))) return routing_matches(&i->target, value, e);
    if (!str_eq(key, STR("equal")))
        return err_set(e, ERR_INPUT, "expected source, target or equal");
    Str rest = value, word;
    while (routing_word(&rest, &word))
        if (!routing_is_label(word))
            return err_set(e, ERR_INPUT, "equal: there is no label '%.*s'",
                           word.n > 40 ? 40 : (int)word.n, word.p);
    i->equal = value;
    return ERR_OK;
}

static ErrCode add_steps(LevelPlan *l, Str value, Err *e)
{
    Str rest = value, word;
    while (routing_word(&rest, &word)) {
        if (l->rule.steps == ROUTING_STEPS)
            return err_set(e, ERR_INPUT, "escalate: more than %d steps", ROUTING_STEPS);
        l->escalate[l->rule.steps++] = word;
    }
    return ERR_OK;
}

static ErrCode on_level(LevelPlan *l, Str key, Str value, Err *e)
{
    if (str_eq(key, STR("acknowledge_in")))
        return routing_seconds(value, "acknowledge_in", &l->rule.answer_seconds, e);
    if (str_eq(key, STR("acknowledged_for")))
        return routing_seconds(value, "acknowledged_for", &l->rule.hold_seconds, e);
    if (str_eq(key, STR("plan_in"))) return routing_seconds(value, "plan_in", &l->plan_seconds, e);
    if (str_eq(key, STR("review_in")))
        return routing_seconds(value, "review_in", &l->rule.review_seconds, e);
    if (str_eq(key, STR("pending_for")))
        return routing_seconds(value, "pending_for", &l->rule.pending_seconds, e);
    if (str_eq(key, STR("recovering_for")))
        return routing_seconds(value, "recovering_for", &l->rule.recovering_seconds, e);
    if (str_eq(key, STR("second_person")))
        return routing_bool(value, "second_person", &l->rule.second_person, e);
    if (str_eq(key, STR("escalate"))) return add_steps(l, value, e);
    return err_set(e, ERR_INPUT,
                   "expected acknowledge_in, acknowledged_for, plan_in, "
                   "review_in, pending_for, recovering_for, second_person or escalate");
}

static ErrCode on_digest(Routing *r, Str key, Str value, Err *e)
{
    Str rest = value, word;
    if (str_eq(key, STR("same_day"))) return routing_minutes(value, "same_day", &r->same_day, e);
    if (str_eq(key, STR("daily"))) return routing_minutes(value, "daily", &r->daily, e);
    if (!str_eq(key, STR("weekly")))
        return err_set(e, ERR_INPUT, "expected same_day, daily or weekly");
    if (!routing_word(&rest, &word))
        return err_set(e, ERR_INPUT, "weekly: expected such as mon 16:00");
    TRY(routing_choose(routing_weekdays, word, "weekly", &r->weekly_day, e));
    return routing_minutes(str_trim(rest), "weekly", &r->weekly, e);
}

/* CAP forbids blanks, commas, < and & in a sender. */
static ErrCode on_cap(Routing *r, Str key, Str value, Err *e)
{
    if (!str_eq(key, STR("sender"))) return err_set(e, ERR_INPUT, "expected sender");
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] <= ' ' || value.p[i] >= 127 || strchr(",<>&\"'", value.p[i]))
            return err_set(e, ERR_INPUT, "sender: no blanks, commas, quotes, < or &");
    if (value.n == 0 || value.n > 100)
        return err_set(e, ERR_INPUT, "sender: expected 1 to 100 characters");
    r->sender = value;
    return ERR_OK;
}

static bool is_name(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return s.n > 0 && s.n <= 40;
}

static ErrCode full(Err *e)
{
    return err_set(e, ERR_LIMIT, "more than %d sections of a kind", ROUTING_MAX);
}

static ErrCode route_of(Routing *r, Str name, RouteNode **ret, Err *e)
{
    for (size_t i = 0; i < r->routes_n; i++)
        if (str_eq(r->routes[i].set.name, name)) {
            *ret = &r->routes[i].set;
            return ERR_OK;
        }
    if (r->routes_n == ROUTING_MAX) return full(e);
    *ret = &r->routes[r->routes_n++].set;
    **ret = (RouteNode){ .name = name,
                         .parent_name = { 0, "" },
                         .group_by = { 0, "" },
                         .active = { 0, "" },
                         .mute = { 0, "" },
                         .group_wait = -1,
                         .group_interval = -1,
                         .repeat_interval = -1 };
    return ERR_OK;
}

static ErrCode desk_of(Routing *r, Str name, Desk **ret, Err *e)
{
    for (size_t i = 0; i < r->desks_n; i++)
        if (str_eq(r->desks[i].name, name)) {
            *ret = &r->desks[i];
            return ERR_OK;
        }
    if (r->desks_n == ROUTING_MAX) return full(e);
    *ret = &r->desks[r->desks_n++];
    **ret = (Desk){ .name = name, .title = name, .people = name };
    return ERR_OK;
}

static ErrCode times_of(Routing *r, Str name, Times **ret, Err *e)
{
    for (size_t i = 0; i < r->times_n; i++)
        if (str_eq(r->times[i].name, name)) {
            *ret = &r->times[i];
            return ERR_OK;
        }
    if (r->times_n == ROUTING_MAX) return full(e);
    *ret = &r->times[r->times_n++];
    **ret = (Times){ .name = name, .days = 127, .all_day = true };
    return ERR_OK;
}

static ErrCode inhibit_of(Routing *r, Str name, Inhibit **ret, Err *e)
{
    for (size_t i = 0; i < r->inhibits_n; i++)
        if (str_eq(r->inhibits[i].name, name)) {
            *ret = &r->inhibits[i];
            return ERR_OK;
        }
    if (r->inhibits_n == ROUTING_MAX) return full(e);
    *ret = &r->inhibits[r->inhibits_n++];
    **ret = (Inhibit){ .name = name, .equal = { 0, "" } };
    return ERR_OK;
}

static ErrCode on_named(Reading *rd, Str kind, Str name, const Str entry[2], Err *e)
{
    RouteNode *route;
    Desk *desk;
    Times *times;
    Inhibit *inhibit;
    int level;
    if (str_eq(kind, STR("level"))) {
        TRY(alert_level_parse(name, "level", &level, e));
        rd->r->levels[level].set = true;
        return on_level(&rd->r->levels[level], entry[0], entry[1], e);
    }
    if (!is_name(name))
        return err_set(e, ERR_INPUT, "a name is made of small letters, digits, - and _");
    if (str_eq(kind, STR("route"))) {
        TRY(route_of(rd->r, name, &route, e));
        return on_route(route, entry[0], entry[1], e);
    }
    if (str_eq(kind, STR("desk"))) {
        TRY(desk_of(rd->r, name, &desk, e));
        return on_desk(desk, entry[0], entry[1], e);
    }
    if (str_eq(kind, STR("times"))) {
        TRY(times_of(rd->r, name, &times, e));
        return on_times(times, entry[0], entry[1], e);
    }
    if (!str_eq(kind, STR("inhibit")))
        return err_set(e, ERR_INPUT,
                       "expected [level N], [desk NAME], [times NAME], [route NAME], "
                       "[inhibit NAME], [digest] or [cap]");
    TRY(inhibit_of(rd->r, name, &inhibit, e));
    return on_inhibit(inhibit, entry[0], entry[1], e);
}

static ErrCode on_entry(void *context, Str section, Str key, Str value, Err *e)
{
    Reading *rd = context;
    Str rest = arena_str(rd->mem, section), kind;
    Str entry[2] = { key, arena_str(rd->mem, value) };
    if (str_eq(section, STR("digest"))) return on_digest(rd->r, key, entry[1], e);
    if (str_eq(section, STR("cap"))) return on_cap(rd->r, key, entry[1], e);
    if (!str_split(&rest, ' ', &kind)) kind = rest;
    return on_named(rd, kind, str_trim(rest), entry, e);
}

/* The first route has no parent, every other one names an earlier one: no circles. */
static ErrCode link_route(Routing *r, size_t i, Err *e)
{
    Route *route = &r->routes[i];
    const RouteNode *set = &route->set;
    if ((i == 0) != (set->parent_name.n == 0))
        return err_set(e, ERR_INPUT, "[route %.*s]: %s", STR_ARG(set->name),
                       i == 0 ? "the first route is the root and has no parent"
                              : "parent: only the first route has none");
    for (size_t k = 0; k < i; k++)
        if (str_eq(r->routes[k].set.name, set->parent_name)) route->set.parent = &r->routes[k];
    if (i && !set->parent)
        return err_set(e, ERR_INPUT, "[route %.*s]: parent: no route '%.*s' stands before it",
                       STR_ARG(set->name), STR_ARG(set->parent_name));
    const Route *p = set->parent;
    route->group_wait = set->group_wait >= 0 ? set->group_wait : p ? p->group_wait : 30;
    route->group_interval = set->group_interval >= 0 ? set->group_interval
                            : p                      ? p->group_interval
                                                     : 300;
    route->repeat_interval = set->repeat_interval >= 0 ? set->repeat_interval
                             : p                       ? p->repeat_interval
                                                       : 14400;
    route->group_by = set->group_by.n ? set->group_by : p ? p->group_by : STR("place subject");
    Str rest = route->group_by, word;
    while (routing_word(&rest, &word))
        if (!routing_is_label(word))
            return err_set(e, ERR_INPUT, "[route %.*s]: group_by: there is no label '%.*s'",
                           STR_ARG(set->name), STR_ARG(word));
    return ERR_OK;
}

static ErrCode check_route(const Routing *r, const RouteNode *set, Err *e)
{
    const Str times[] = { set->active, set->mute };
    for (size_t k = 0; k < set->sends_n; k++)
        if (!routing_desk(r, set->sends[k].desk))
            return err_set(e, ERR_INPUT, "[route %.*s]: send: there is no [desk %.*s]",
                           STR_ARG(set->name), STR_ARG(set->sends[k].desk));
    for (size_t k = 0; k < 2; k++)
        if (times[k].n && !routing_times(r, times[k]))
            return err_set(e, ERR_INPUT, "[route %.*s]: %s: there is no [times %.*s]",
                           STR_ARG(set->name), k ? "mute" : "active", STR_ARG(times[k]));
    return ERR_OK;
}

static ErrCode check_level(const Routing *r, int level, Err *e)
{
    const LevelPlan *l = &r->levels[level];
    if (!l->set) return err_set(e, ERR_INPUT, "[level %s]: it is missing", alert_level_text(level));
    for (int k = 0; k < l->rule.steps; k++)
        if (!routing_desk(r, l->escalate[k]))
            return err_set(e, ERR_INPUT, "[level %s]: escalate: there is no [desk %.*s]",
                           alert_level_text(level), STR_ARG(l->escalate[k]));
    return ERR_OK;
}

static ErrCode check(Routing *r, Err *e)
{
    if (r->routes_n == 0) return err_set(e, ERR_INPUT, "there is no [route NAME]");
    for (size_t i = 0; i < r->routes_n; i++) TRY(link_route(r, i, e));
    for (size_t i = 0; i < r->routes_n; i++) TRY(check_route(r, &r->routes[i].set, e));
    for (int level = 0; level < ROUTING_LEVELS; level++) TRY(check_level(r, level, e));
    for (size_t i = 0; i < r->desks_n; i++)
        if (!routing_desk(r, r->desks[i].people))
            return err_set(e, ERR_INPUT, "[desk %.*s]: people: there is no [desk %.*s]",
                           STR_ARG(r->desks[i].name), STR_ARG(r->desks[i].people));
    for (size_t i = 0; i < r->inhibits_n; i++)
        if (!r->inhibits[i].source.n || !r->inhibits[i].target.n)
            return err_set(e, ERR_INPUT, "[inhibit %.*s]: it needs source and target",
                           STR_ARG(r->inhibits[i].name));
    return ERR_OK;
}

ErrCode routing_read(Str text, const char *name, Arena *mem, Routing **ret, Err *e)
{
    Reading rd = { .mem = mem };
    Err why;
    NEW(rd.r, 1, mem, e);
    rd.r->same_day = 16 * 60 + 30;
    rd.r->daily = 9 * 60;
    rd.r->weekly = 16 * 60;
    rd.r->weekly_day = 1;
    rd.r->sender = STR("belfry");
    for (int i = 0; i < ROUTING_LEVELS; i++)
        rd.r->levels[i].name = rd.r->levels[i].meaning = (Str){ 0, "" };
    TRY(ini_read(text, name, on_entry, &rd, e));
    ErrCode code = check(rd.r, &why);
    if (code != ERR_OK) return err_set(e, code, "%s, %s", name, why.message);
    rd.r->text = arena_str(mem, text);
    *ret = rd.r;
    return ERR_OK;
}

ErrCode routing_parse(Str text, const char *name, Arena *mem, const Routing **ret, Err *e)
{
    Routing *r;
    TRY(routing_read(text, name, mem, &r, e));
    *ret = r;
    return ERR_OK;
}

ErrCode routing_default(Arena *mem, const Routing **ret, Err *e)
{
    static const char name[] = "data/alerts/routing.ini";
    const EmbeddedFile *file = embed_find(str_of(name));
    if (!file) return err_set(e, ERR_BUG, "%s is not in the program", name);
    return routing_parse(file->bytes, name, mem, ret, e);
}
