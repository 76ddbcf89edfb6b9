#include "detection/plan.h"

#include "base/embed.h"
#include "base/ini.h"

/* Years counted by date are up to a day a year longer than so many weeks. */
enum { DATE_SLACK_PERIODS = 2 };

typedef struct {
    Arena *mem;
    Plan *plan;
} Reading;

static ErrCode set_years(PlanUnit *u, Str value, Err *e)
{
    int64_t least = 0, most = 0;
    size_t at = 0;
    while (at + 4 <= value.n && memcmp(value.p + at, " to ", 4) != 0) at++;
    Err why;
    bool good = at + 4 < value.n && str_int((Str){ at, value.p }, "", &least, &why) == ERR_OK &&
                str_int((Str){ value.n - at - 4, value.p + at + 4 }, "", &most, &why) == ERR_OK &&
                least >= 1 && most >= least && most <= PLAN_MAX_YEARS;
    if (!good)
        return err_set(e, ERR_INPUT, "years: expected such as '3 to 5', at most %d",
                       PLAN_MAX_YEARS);
    u->years_least = (int)least;
    u->years_most = (int)most;
    return ERR_OK;
}

/* The unit that a section is about: [week], or [series CODE]. */
static ErrCode find_section(Reading *r, Str section, PlanUnit **ret, Err *e)
{
    Plan *p = r->plan;
    PeriodUnit unit;
    if (!str_starts(section, STR("series "))) {
        TRY(period_unit_parse(section, &unit, e));
        *ret = &p->units[unit];
        return ERR_OK;
    }
    Str pattern = str_trim((Str){ section.n - 7, section.p + 7 });
    for (size_t i = 0; i < p->series_n; i++)
        if (str_eq(p->series[i].pattern, pattern)) {
            *ret = &p->series[i].unit;
            return ERR_OK;
        }
    if (p->series_n == PLAN_MAX_SERIES)
        return err_set(e, ERR_INPUT, "at most %d sections of series", PLAN_MAX_SERIES);
    PlanSeries *s = &p->series[p->series_n++];
    *s = (PlanSeries){ arena_str(r->mem, pattern), { .settings = { 0, "" } } };
    *ret = &s->unit;
    return ERR_OK;
}

static ErrCode on_entry(void *context, Str section, Str key, Str value, Err *e)
{
    Reading *r = context;
    PlanUnit *u;
    TRY(find_section(r, section, &u, e));
    if (str_eq(key, STR("years"))) return set_years(u, value, e);
    if (str_eq(key, STR("settings"))) {
        u->settings = u->settings.n
                          ? arena_fmt(r->mem, "%.*s %.*s", STR_ARG(u->settings), STR_ARG(value))
                          : arena_str(r->mem, value);
        return ERR_OK;
    }
    if (!str_eq(key, STR("method")))
        return err_set(e, ERR_INPUT, "expected method, settings or years");
    u->method = method_find(value);
    if (u->method) return ERR_OK;
    return err_set(e, ERR_INPUT, "method: '%.*s' is not one of this program's",
                   value.n > 40 ? 40 : (int)value.n, value.p);
}

ErrCode plan_choice(const Method *m, Str settings, Arena *mem, PlanChoice *ret, Err *e)
{
    Settings set;
    PlanChoice c = { .settings = settings };
    TRY(settings_parse(settings, mem, &set, e));
    TRY(settings_check(set, m->params, m->name, e));
    TRY(m->configure(set, mem, &c.control, e));
    c.first = m->first(c.control);
    *ret = c;
    return ERR_OK;
}

static ErrCode make_ready(PlanUnit *u, Arena *mem, Err *e)
{
    PlanChoice *v;
    size_t n = 0;
    if (!u->method) return ERR_OK;
    NEW(v, PLAN_MAX_YEARS + 1, mem, e);
    if (u->years_most == 0) TRY(plan_choice(u->method, u->settings, mem, &v[n++], e));
    for (int years = u->years_most; years > 0 && years >= u->years_least; years--) {
        Str settings = arena_fmt(mem, "b=%d %.*s", years, STR_ARG(u->settings));
        TRY(plan_choice(u->method, settings, mem, &v[n], e));
        v[n++].years = years;
    }
    u->n = n;
    u->choices = v;
    return ERR_OK;
}

ErrCode plan_parse(Str text, const char *name, Arena *mem, const Plan **ret, Err *e)
{
    Reading r = { .mem = mem };
    NEW(r.plan, 1, mem, e);
    for (int u = 0; u <= PERIOD_YEAR; u++) r.plan->units[u].settings = (Str){ 0, "" };
    TRY(ini_read(text, name, on_entry, &r, e));
    for (int u = 0; u <= PERIOD_YEAR; u++) {
        Err why;
        ErrCode code = make_ready(&r.plan->units[u], mem, &why);
        if (code != ERR_OK)
            return err_set(e, code, "%s, [%s]: %s", name, period_unit_name((PeriodUnit)u),
                           why.message);
    }
    for (size_t i = 0; i < r.plan->series_n; i++) {
        Err why;
        PlanSeries *s = &r.plan->series[i];
        ErrCode code = make_ready(&s->unit, mem, &why);
        if (code != ERR_OK)
            return err_set(e, code, "%s, [series %.*s]: %s", name, STR_ARG(s->pattern),
                           why.message);
    }
    *ret = r.plan;
    return ERR_OK;
}

ErrCode plan_default(Arena *mem, const Plan **ret, Err *e)
{
    static const char name[] = "data/watch/plan.ini";
    const EmbeddedFile *file = embed_find(str_of(name));
    if (!file) return err_set(e, ERR_BUG, "%s is not in the program", name);
    return plan_parse(file->bytes, name, mem, ret, e);
}

const PlanUnit *plan_unit(const Plan *plan, Str code, PeriodUnit period)
{
    for (size_t i = 0; i < plan->series_n; i++)
        if (str_glob(plan->series[i].pattern, code)) return &plan->series[i].unit;
    return &plan->units[period];
}

size_t plan_history(const PlanUnit *u)
{
    return u->n ? u->choices[0].first + DATE_SLACK_PERIODS : 0;
}

const PlanChoice *plan_choose(const PlanUnit *u, size_t available)
{
    for (size_t i = 0; i < u->n; i++) {
        size_t slack = u->choices[i].years ? DATE_SLACK_PERIODS : 0;
        if (u->choices[i].first + slack <= available) return &u->choices[i];
    }
    return NULL;
}
