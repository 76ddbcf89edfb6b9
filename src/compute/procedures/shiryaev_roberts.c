/* The Shiryaev-Roberts statistic of events in space and time. */
#include <math.h>

#include "compute/procedure.h"
#include "stats/shiryaev_roberts.h"

enum { MAX_EVENTS = 100000 };

typedef struct {
    ShiryaevRoberts control;
    double threshold;
    bool compat;
} Wanted;

static ErrCode read_settings(const ProcedureCall *c, Wanted *w)
{
    static const char *const modes[] = { "strict", "compat", NULL };
    int mode = 0;
    *w = (Wanted){ .control = { .radius = 0.0, .epsilon = 0.5 }, .threshold = 100.0 };
    TRY(setting_number(c->set, "radius", 0.0, 1e12, &w->control.radius, c->err));
    TRY(setting_number(c->set, "epsilon", 0.0, 1e3, &w->control.epsilon, c->err));
    TRY(setting_number(c->set, "threshold", 0.0, 1e12, &w->threshold, c->err));
    TRY(setting_word(c->set, "mode", modes, &mode, c->err));
    w->compat = mode == 1;
    if (!(w->control.radius > 0.0))
        return err_set(c->err, ERR_INPUT, "radius: must be set, in the unit of x and y");
    return ERR_OK;
}

static ErrCode read_column(const ProcedureCall *c, const char *name, double **ret)
{
    static const FrameRange any = { -1e12, 1e12 };
    const Frame *f = c->in[0];
    size_t col;
    TRY(frame_column(f, name, &col, c->err));
    TRY(frame_numbers(f, name, any, c->mem, ret, c->err));
    for (size_t i = 0; i < f->rows; i++)
        if (isnan((*ret)[i])) return frame_fault(f, i, col, "a number", c->err);
    return ERR_OK;
}

static ErrCode read_events(const ProcedureCall *c, EventPlace **ret_place, double **ret_time)
{
    const Frame *f = c->in[0];
    double *x, *y;
    size_t col;
    if (f->rows > MAX_EVENTS)
        return err_set(c->err, ERR_LIMIT, "%s: more than %d events", f->path, MAX_EVENTS);
    TRY(read_column(c, "x", &x));
    TRY(read_column(c, "y", &y));
    TRY(read_column(c, "t", ret_time));
    TRY(frame_column(f, "t", &col, c->err));
    NEW(*ret_place, f->rows + 1, c->mem, c->err);
    for (size_t i = 0; i < f->rows; i++) {
        (*ret_place)[i] = (EventPlace){ x[i], y[i] };
        if (i && (*ret_time)[i] < (*ret_time)[i - 1])
            return frame_fault(f, i, col, "at or after the event before it", c->err);
    }
    return ERR_OK;
}

static ErrCode run(ProcedureCall *c)
{
    Wanted w;
    EventPlace *place;
    ShiryaevRobertsAt *at;
    double *time, highest = 0.0;
    size_t n = c->in[0]->rows;
    TRY(read_settings(c, &w));
    TRY(read_events(c, &place, &time));
    NEW(at, n + 1, c->mem, c->err);
    TRY(stat_shiryaev_roberts(&w.control, place, n, c->mem, at, c->err));
    for (size_t i = 0; i < n; i++) {
        if (at[i].most > highest || !w.compat) highest = at[i].most;
        table_int(&c->out, (int64_t)i + 1);
        table_f64(&c->out, time[i], 3);
        table_f64(&c->out, at[i].sum, 3);
        table_f64(&c->out, highest, 3);
        table_int(&c->out, (int64_t)at[i].start + 1);
        table_int(&c->out, at[i].sum > w.threshold);
    }
    return ERR_OK;
}

static const SettingParam params[] = {
    { "radius", "must be set", "above 0", "of a cluster, in the unit of x and y" },
    { "epsilon", "0.5", "above 0, at most 1000", "how many times more than before, less 1" },
    { "threshold", "100", "above 0", "alarm above it; about the events between false alarms" },
    { "mode", "strict", "strict or compat",
      "compat keeps the highest cusum for ever, as the peer" },
    { NULL, NULL, NULL, NULL },
};
static const ProcedureInput inputs[] = { { "input", "x,y,t", true }, { NULL, NULL, false } };
static const char *const columns[] = { "i", "t", "R", "cusum", "start", "alarm", NULL };

PROCEDURE(shiryaev_roberts) = {
    .name = "shiryaev-roberts",
    .title = "Shiryaev-Roberts statistic of events in space and time",
    .meaning = "Watches events one by one and tells when they begin to crowd together somewhere.",
    .formula = "R_n = sum over k of (1 + e)^N exp(-e U), N events k..n near event k, U the usual "
               "number; alarm when R_n > threshold",
    .defects = "R stcd keeps the highest cusum for ever (mode=compat does so too) and needs "
               "time that grows with the cube of the events.",
    .source = "assuncao2009",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
