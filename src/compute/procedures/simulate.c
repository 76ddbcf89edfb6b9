/* Made-up series whose truth is known. */
#include <math.h>

#include "base/date.h"
#include "base/parallel.h"
#include "compute/procedure.h"
#include "stats/scenario.h"

typedef struct {
    int family, first, last, replicates, seed;
    double k;
    bool past;
} Wish;

typedef struct {
    Scenario scenario;
    uint32_t replicate;
    double *count, *outbreak;
} Made;

typedef struct {
    const Wish *wish;
    Made *v;
} Work;

static ErrCode make_one(void *context, size_t item, Arena *scratch, Err *e)
{
    const Work *w = context;
    Made *m = &w->v[item];
    const Scenario *s = &m->scenario;
    uint64_t seed = (uint64_t)w->wish->seed;
    (void)scratch;
    (void)e;
    stat_scenario_series(s, seed, m->replicate, w->wish->past, m->count);
    if (!(w->wish->k > 0.0)) return ERR_OK;
    Chance c = stat_scenario_stream(seed, stat_scenario_id(s), m->replicate, SCENARIO_NOW);
    size_t start = s->current + chance_below(&c, s->periods - s->current);
    double sd = sqrt(s->phi * stat_scenario_mean(s, start));
    Outbreak o = stat_outbreak(&c, w->wish->k, sd, s->frequency == 12 ? 4.348 : 1.0);
    for (size_t i = 0; i <= o.last && start + i < s->periods; i++) {
        m->count[start + i] += o.added[i];
        m->outbreak[start + i] = o.added[i];
    }
    return ERR_OK;
}

static ErrCode read_scenarios(const ProcedureCall *c, Wish *w)
{
    int most = stat_scenario_count((ScenarioFamily)w->family);
    int one = 0;
    TRY(setting_int(c->set, "scenario", 0, most, &one, c->err));
    w->first = one ? one : 1;
    w->last = one ? one : most;
    return ERR_OK;
}

static ErrCode read_wish(const ProcedureCall *c, Wish *ret)
{
    static const char *const families[] = { "noufaily", "council-week", "council-month", NULL };
    Wish w = { .replicates = 1, .seed = 1, .past = true };
    TRY(setting_word(c->set, "family", families, &w.family, c->err));
    TRY(read_scenarios(c, &w));
    TRY(setting_int(c->set, "replicates", 1, 10000, &w.replicates, c->err));
    TRY(setting_int(c->set, "seed", 0, INT32_MAX, &w.seed, c->err));
    TRY(setting_number(c->set, "k", -1e-300, 100.0, &w.k, c->err));
    TRY(setting_flag(c->set, "past", &w.past, c->err));
    *ret = w;
    return ERR_OK;
}

static ErrCode make_room(const ProcedureCall *c, const Wish *w, Made **ret, size_t *ret_n)
{
    Made *v;
    size_t n = 0, scenarios = (size_t)(w->last - w->first + 1);
    NEW(v, scenarios * (size_t)w->replicates, c->mem, c->err);
    for (int s = w->first; s <= w->last; s++)
        for (int r = 0; r < w->replicates; r++, n++) {
            v[n].scenario = stat_scenario((ScenarioFamily)w->family, s);
            v[n].replicate = (uint32_t)r;
            NEW(v[n].count, v[n].scenario.periods, c->mem, c->err);
            NEW(v[n].outbreak, v[n].scenario.periods, c->mem, c->err);
        }
    *ret = v;
    *ret_n = n;
    return ERR_OK;
}

static void add_rows(ProcedureCall *c, const Made *m)
{
    PeriodUnit unit = m->scenario.frequency == 12 ? PERIOD_MONTH : PERIOD_WEEK;
    int32_t first = period_of_day(unit, date_to_days((Date){ 2012, 1, 2 }));
    for (size_t t = 0; t < m->scenario.periods; t++) {
        table_int(&c->out, m->scenario.number);
        table_int(&c->out, m->replicate + 1);
        table_text(
            &c->out,
            arena_str(c->mem, str_of(date_text(period_start(unit, first + (int32_t)t)).text)));
        table_f64(&c->out, stat_scenario_mean(&m->scenario, t), 4);
        table_f64(&c->out, m->count[t], 0);
        table_f64(&c->out, m->outbreak[t], 0);
    }
}

static ErrCode run(ProcedureCall *c)
{
    Wish wish;
    Work w = { .wish = &wish };
    size_t n;
    TRY(read_wish(c, &wish));
    TRY(make_room(c, &wish, &w.v, &n));
    ParallelJob job = {
        .items = n, .threads = c->threads, .scratch_bytes = 1 << 16, .work = make_one, .context = &w
    };
    TRY(parallel_run(&job, c->err));
    for (size_t i = 0; i < n; i++) add_rows(c, &w.v[i]);
    return ERR_OK;
}

static const SettingParam params[] = {
    { "family", "noufaily", "noufaily, council-week, council-month", "which scenarios" },
    { "scenario", "0", "0 to 42 (noufaily) or 12", "one of them; 0: all" },
    { "replicates", "1", "1 to 10000", "series of each scenario" },
    { "seed", "1", "0 to 2147483647", "the same seed gives the same digits" },
    { "k", "0", "0 to 100", "size of an outbreak in the last year, in standard deviations" },
    { "past", "true", "true, false", "four outbreaks in the years before" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { NULL, NULL, false } };
static const char *const columns[] = { "scenario", "replicate", "date", "expected",
                                       "count",    "outbreak",  NULL };

PROCEDURE(simulate) = {
    .name = "simulate",
    .title = "Series with known outbreaks",
    .meaning = "Makes up counts of which one knows what is unusual, to test methods with.",
    .formula = "log mu = theta + beta t + sum_j gamma1 cos(2 pi j t/f) + gamma2 sin(2 pi j t/f); "
               "variance phi mu;\n"
               "outbreak: Poisson(k sd) cases, each a lognormal(0, 0.5) number of weeks after its "
               "start",
    .defects = "",
    .source = "noufaily2013",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
