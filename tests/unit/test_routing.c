/* Routing: the tree, times, waits, repeats, inhibition, and what a bad text is told. */
#include "check.h"

#include "alerts/routing.h"
#include "base/date.h"

static const char levels[] = "[level none]\nreview_in = 0\n"
                             "[level 1]\nreview_in = 0\n"
                             "acknowledge_in = 15m\nescalate = b c\n"
                             "[level 2]\nreview_in = 0\n"
                             "[level 3]\nreview_in = 0\n"
                             "[level 4]\nreview_in = 0\n"
                             "[level 5]\nreview_in = 0\n"
                             "[level 6]\nreview_in = 0\n"
                             "[level U]\nreview_in = 0\n"
                             "[desk a]\ntitle = A\n[desk b]\ntitle = B\n[desk c]\ntitle = C\n";

static Arena *mem;

static const Routing *routing(const char *rest)
{
    const Routing *r;
    Err e;
    Str text = arena_fmt(mem, "%s%s", levels, rest);
    CHECK_OK(routing_parse(text, "test", mem, &r, &e), &e);
    return r;
}

static void refused(const char *rest, const char *why)
{
    const Routing *r;
    Err e;
    Str text = arena_fmt(mem, "%s%s", levels, rest);
    CHECK(routing_parse(text, "test", mem, &r, &e) != ERR_OK);
    CHECK_TEXT(e.message, why);
}

static Labels labels(const char *level, const char *place)
{
    Labels l = { 0 };
    label_add(&l, "level", str_of(level));
    label_add(&l, "place", str_of(place));
    label_add(&l, "scope", STR("council"));
    label_add(&l, "subject", STR("hotel"));
    return l;
}

static int64_t at(int year, int month, int day, int hour, int minute)
{
    return date_to_days((Date){ year, month, day }) * (int64_t)86400 + hour * 3600 + minute * 60;
}

static void taken(const Routing *r, const Labels *l, const char *want)
{
    char got[200] = "";
    RoutesTaken t = routing_decide(r, l, NULL);
    for (size_t i = 0; i < t.n; i++)
        (void)snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s", i ? " " : "",
                       STR_ARG(t.v[i]->set.name));
    CHECK_TEXT(got, want);
}

TEST(routing_tree)
{
    mem = arena_open(1 << 22);
    const Routing *r =
        routing("[route root]\nsend = a now\n"
                "[route one]\nparent = root\nmatch = level=1|2\ncontinue = yes\nsend = b now\n"
                "[route deep]\nparent = one\nmatch = place=E07*\nsend = c 1h\n"
                "[route two]\nparent = root\nmatch = level!=3\nsend = c same-day\n"
                "[route late]\nparent = root\nsend = a weekly\n");
    Labels l1 = labels("1", "E07000027"), l2 = labels("2", "E08000012"),
           l3 = labels("3", "E07000027");
    Labels l4 = labels("4", "E07000027");
    taken(r, &l1, "deep two"); /* one goes on to its siblings, but deep stands for it */
    taken(r, &l2, "one two");
    taken(r, &l3, "late");
    taken(r, &l4, "two");
    Buf why = BUF_MAX(4096);
    (void)routing_decide(r, &l3, &why);
    CHECK(strstr(why.p, "one: not taken, level is '3' (asked for: 1|2)"));
    CHECK(strstr(why.p, "late: taken"));
    buf_free(&why);
    CHECK_TEXT(arena_fmt(mem, "%.*s", STR_ARG(routing_group_key(&r->routes[1], &l1, mem))).p,
               "one/E07000027/hotel");
    CHECK(routing_level(r, 1)->rule.steps == 2 && routing_level(r, 1)->rule.answer_seconds == 900);
    arena_close(mem);
}

TEST(routing_inherits)
{
    mem = arena_open(1 << 22);
    const Routing *r =
        routing("[route root]\ngroup_wait = 10s\ngroup_interval = 5m\nrepeat_interval = 1h\n"
                "[route kid]\nparent = root\nrepeat_interval = 7m\n");
    CHECK(r->routes[1].group_wait == 10 && r->routes[1].group_interval == 300);
    /* As Alertmanager: looked at on the ticks of the group's timer only. */
    CHECK(routing_repeat_at(&r->routes[1], 1000) == 1000 + 600);
    CHECK(routing_repeat_at(&r->routes[0], 1000) == 1000 + 3600);
    arena_close(mem);
}

TEST(routing_times_and_digests)
{
    mem = arena_open(1 << 22);
    const Routing *r =
        routing("[times office]\ndays = mon tue wed thu fri\nhours = 09:00-17:00\n"
                "[times night]\nhours = 22:00-06:00\n"
                "[route root]\nactive = office\n[route kid]\nparent = root\nmute = night\n");
    const Route *office = &r->routes[0], *night = &r->routes[1];
    CHECK(routing_is_open(r, office, at(2026, 11, 24, 9, 0)) &&
          !routing_is_open(r, office, at(2026, 11, 24, 17, 0)));
    /* 08:30 UTC is 09:30 in summer. */
    CHECK(routing_is_open(r, office, at(2026, 7, 1, 8, 30)) &&
          !routing_is_open(r, office, at(2026, 7, 4, 8, 30)));
    CHECK(routing_opens_at(r, office, at(2026, 11, 27, 18, 0)) == at(2026, 11, 30, 9, 0));
    CHECK(!routing_is_open(r, night, at(2026, 11, 24, 23, 0)) &&
          !routing_is_open(r, night, at(2026, 11, 25, 5, 59)));
    CHECK(routing_is_open(r, night, at(2026, 11, 25, 6, 0)));
    int64_t noon = at(2026, 11, 24, 12, 0), late = at(2026, 11, 24, 16, 0); /* a Tuesday */
    CHECK(routing_due(r, (When){ WHEN_SAME_DAY, 0 }, noon) == at(2026, 11, 24, 16, 30));
    CHECK(routing_due(r, (When){ WHEN_SAME_DAY, 0 }, late) == late);
    CHECK(routing_due(r, (When){ WHEN_DAILY, 0 }, noon) == at(2026, 11, 25, 9, 0));
    CHECK(routing_due(r, (When){ WHEN_WEEKLY, 0 }, noon) == at(2026, 11, 30, 16, 0));
    CHECK(routing_due(r, (When){ WHEN_AFTER, 3600 }, noon) == noon + 3600);
    arena_close(mem);
}

TEST(routing_inhibition)
{
    mem = arena_open(1 << 22);
    const Routing *r =
        routing("[route root]\nsend = a now\n[inhibit wider]\n"
                "source = scope=region level=1|2\ntarget = scope=council\nequal = subject force\n");
    Labels region = labels("1", "E12000002"), council = labels("3", "E07000027"), other = council;
    region.v[2].value = STR("region");
    other.v[3].value = STR("match");
    CHECK(
        routing_inhibits(&r->inhibits[0], &region, &council)); /* force is missing in both: equal */
    CHECK(!routing_inhibits(&r->inhibits[0], &region, &other));
    CHECK(!routing_inhibits(&r->inhibits[0], &region, &region));
    region.v[0].value = STR("4");
    CHECK(!routing_inhibits(&r->inhibits[0], &region, &council));
    arena_close(mem);
}

TEST(routing_refuses)
{
    mem = arena_open(1 << 24);
    refused("", "test, there is no [route NAME]");
    refused("[route root]\nsend = d now\n", "test, [route root]: send: there is no [desk d]");
    refused("[route root]\nsend = a\n",
            "test: line 26: send: expected DESK WHEN, such as council now");
    refused("[route root]\nsend = a soon\n",
            "test: line 26: send: 'soon' is not a time such as 15m, 4h or 2d");
    refused("[route root]\nmatch = colour=red\n",
            "test: line 26: match: there is no label 'colour'");
    refused("[route root]\nsend = a now\n[route kid]\nsend = a now\n",
            "test, [route kid]: parent: only the first route has none");
    refused("[route root]\nsend = a now\n[route kid]\nparent = son\n[route son]\nparent = kid\n",
            "test, [route kid]: parent: no route 'son' stands before it");
    refused("[route root]\nactive = never\n",
            "test, [route root]: active: there is no [times never]");
    refused("[route Root]\nsend = a now\n",
            "test: line 26: a name is made of small letters, digits, - and _");
    refused("[times x]\nhours = 25:00-26:00\n",
            "test: line 26: hours: '25:00' is not a time of day such as 09:00");
    refused("[level 9]\nreview_in = 0\n", "test: line 26: level: '9' is not 1 to 6, U or none");
    refused("[route root]\ngroup_wait = -5m\n",
            "test: line 26: group_wait: '-5m' is not a time such as 15m, 4h or 2d");
    arena_close(mem);
}

TEST(routing_of_the_program)
{
    static const char *const by_right[] = { "council", "department", "partners" };
    const Routing *r;
    Err e;
    mem = arena_open(1 << 22);
    CHECK_OK(routing_default(mem, &r, &e), &e);
    for (int level = 1; level <= 2; level++) {
        Labels l = labels(alert_level_text(level), "E07000027");
        RoutesTaken t = routing_decide(r, &l, NULL);
        CHECK(t.n == 1);
        for (size_t k = 0; k < 3; k++) {
            bool now = false;
            for (size_t i = 0; i < t.v[0]->set.sends_n; i++) {
                const Send *s = &t.v[0]->set.sends[i];
                now = now || (str_eq(s->desk, str_of(by_right[k])) && s->when.kind == WHEN_AFTER &&
                              s->when.seconds == 0);
            }
            CHECK(now);
        }
        CHECK(routing_level(r, level)->rule.second_person);
    }
    arena_close(mem);
}
