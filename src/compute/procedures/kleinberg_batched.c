/* Bursts in daily counts: how many of all reports were of one kind. */
#include <math.h>

#include "compute/procedures/kleinberg_priv.h"

typedef struct {
    const double *relevant, *total; /* of every row */
    size_t time;                    /* column */
} Columns;

static ErrCode find(const ProcedureCall *c, const EventGroup *g, const Columns *w,
                    const KleinbergControl *k, KleinbergBursts *ret)
{
    double *r, *d;
    NEW(r, g->n + 1, c->mem, c->err);
    NEW(d, g->n + 1, c->mem, c->err);
    for (size_t i = 0; i < g->n; i++) {
        size_t row = g->row[i];
        r[i] = w->relevant[row];
        d[i] = isnan(r[i]) ? (double)NAN : w->total[row];
    }
    return stat_kleinberg_batches((F64s){ g->n, r }, (F64s){ g->n, d }, k, c->mem, ret, c->err);
}

static void add_burst(ProcedureCall *c, const EventGroup *g, const KleinbergBurst *b,
                      const Columns *w)
{
    Table *t = &c->out;
    double r = 0.0, d = 0.0;
    for (size_t i = b->first; i <= b->last; i++) {
        double part = w->relevant[g->row[i]], whole = w->total[g->row[i]];
        if (isnan(part) || isnan(whole)) continue;
        r += part;
        d += whole;
    }
    table_text(t, g->place);
    table_text(t, g->theme);
    table_text(t, frame_cell(c->in[0], g->row[b->first], w->time));
    table_text(t, frame_cell(c->in[0], g->row[b->last], w->time));
    table_int(t, (int64_t)(b->last - b->first + 1));
    table_f64(t, r, 0);
    table_f64(t, d, 0);
    table_f64(t, b->weight, 3);
}

static ErrCode check_rows(const ProcedureCall *c, const Columns *w)
{
    size_t col;
    TRY(frame_column(c->in[0], "relevant", &col, c->err));
    for (size_t i = 0; i < c->in[0]->rows; i++)
        if (w->relevant[i] > w->total[i])
            return frame_fault(c->in[0], i, col, "at most total", c->err);
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    static const FrameRange count = { 0.0, 1e15 };
    KleinbergControl k;
    EventGroups groups;
    Columns w;
    double *relevant, *total;
    TRY(kleinberg_control(c, &k));
    TRY(event_groups(c, &groups));
    TRY(frame_column(c->in[0], "time", &w.time, c->err));
    TRY(frame_numbers(c->in[0], "relevant", count, c->mem, &relevant, c->err));
    TRY(frame_numbers(c->in[0], "total", count, c->mem, &total, c->err));
    w.relevant = relevant;
    w.total = total;
    TRY(check_rows(c, &w));
    for (size_t i = 0; i < groups.n; i++) {
        KleinbergBursts found;
        TRY(find(c, &groups.v[i], &w, &k, &found));
        for (size_t b = 0; b < found.n; b++) add_burst(c, &groups.v[i], &found.v[b], &w);
    }
    return ERR_OK;
}

static const SettingParam params[] = { KLEINBERG_PARAMS, { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = { { "input", "time,relevant,total[,place][,theme]", true },
                                         { NULL, NULL, false } };
static const char *const columns[] = { "place",    "theme", "start",  "end", "batches",
                                       "relevant", "total", "weight", NULL };

PROCEDURE(kleinberg_batched) = {
    .name = "kleinberg-batched",
    .title = "Kleinberg's bursts, by day",
    .meaning = "Finds the days on which an unusual share of all reports was of one kind.",
    .formula = "p0 = sum r / sum d, p1 = s p0; cost -log Binomial(r; d, p); a step up costs gamma "
               "log n",
    .defects = "",
    .source = "kleinberg2003",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
