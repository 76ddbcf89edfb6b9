/* Bursts in a stream of events, by the gaps between them. */
#include <math.h>

#include "compute/procedures/kleinberg_priv.h"

/* Events of one day have no order: they are spread evenly over the resolution, so that neither a
 * gap of 0 nor a random order decides. */
static void spread(const EventGroup *g, double resolution, double *at)
{
    for (size_t i = 0, k; i < g->n; i = k) {
        for (k = i; k < g->n && g->time[k] <= g->time[i];) k++;
        for (size_t j = i; j < k; j++)
            at[j] = g->time[i] + resolution * (double)(j - i) / (double)(k - i);
    }
}

/* The shortest time between two different ones. */
static double shortest(const EventGroup *g)
{
    double least = (double)INFINITY;
    for (size_t i = 1; i < g->n; i++) {
        double gap = g->time[i] - g->time[i - 1];
        if (gap > 0.0 && gap < least) least = gap;
    }
    return isfinite(least) ? least : 1.0;
}

static ErrCode find(const ProcedureCall *c, const EventGroup *g, const KleinbergControl *k,
                    double resolution, KleinbergBursts *ret)
{
    double *at;
    double most = shortest(g);
    NEW(at, g->n + 1, c->mem, c->err);
    if (resolution > most)
        return err_set(c->err, ERR_INPUT,
                       "setting resolution: %g is longer than the shortest time between two "
                       "different ones, %g",
                       resolution, most);
    spread(g, resolution > 0.0 ? resolution : most, at);
    for (size_t i = 0; i + 1 < g->n; i++) at[i] = at[i + 1] - at[i];
    return stat_kleinberg_gaps((F64s){ g->n ? g->n - 1 : 0, at }, k, c->mem, ret, c->err);
}

static void add_burst(ProcedureCall *c, const EventGroup *g, const KleinbergBurst *b, size_t time)
{
    Table *t = &c->out;
    table_text(t, g->place);
    table_text(t, g->theme);
    table_int(t, b->level);
    table_text(t, frame_cell(c->in[0], g->row[b->first], time));
    table_text(t, frame_cell(c->in[0], g->row[b->last + 1], time));
    table_int(t, (int64_t)(b->last - b->first + 2));
    table_f64(t, b->weight, 3);
}

static ErrCode run(ProcedureCall *c)
{
    KleinbergControl k;
    EventGroups groups;
    size_t time;
    double resolution = 0.0;
    TRY(kleinberg_control(c, &k));
    TRY(setting_int(c->set, "states", 0, KLEINBERG_MAX_STATES, &k.states, c->err));
    TRY(setting_number(c->set, "resolution", 0.0, 1e12, &resolution, c->err));
    TRY(event_groups(c, &groups));
    TRY(frame_column(c->in[0], "time", &time, c->err));
    for (size_t i = 0; i < groups.n; i++) {
        KleinbergBursts found;
        TRY(find(c, &groups.v[i], &k, resolution, &found));
        for (size_t b = 0; b < found.n; b++) add_burst(c, &groups.v[i], &found.v[b], time);
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    KLEINBERG_PARAMS,
    { "states", "0", "0 to 60", "number of states; 0: as many as the shortest gap can need" },
    { "resolution", "the shortest time between two different ones", "above 0",
      "events of the same time are spread evenly over so long" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "time[,place][,theme]", true },
                                         { NULL, NULL, false } };
static const char *const columns[] = { "place", "theme",  "level",  "start",
                                       "end",   "events", "weight", NULL };

PROCEDURE(kleinberg) = {
    .name = "kleinberg",
    .title = "Kleinberg's bursts, by gaps",
    .meaning = "Finds when reports of one kind came thick and fast, and how fast.",
    .formula = "rate of state j: s^j n/T; a gap x costs a x - log a; a step up costs gamma log n; "
               "cheapest way",
    .defects = "R bursts refuses two events at the same time and copies n k states for each event; "
               "here events of\n"
               "one day are spread over the day, and time and memory grow with n k.",
    .source = "kleinberg2003",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
