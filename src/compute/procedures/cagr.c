/* How fast each indicator of each unit has grown. */
#include <math.h>

#include "compute/index_data.h"

typedef struct {
    double first, last, from, to;
    size_t there, periods;
} Span;

static Span span_of(const Groups *g, size_t unit, const double *time, const double *v)
{
    Span s = { HUGE_VAL, -HUGE_VAL, (double)NAN, (double)NAN, 0, 0 };
    for (size_t i = g->at[unit]; i < g->at[unit + 1]; i++) {
        size_t row = g->row[i];
        s.periods++;
        if (isnan(v[row])) continue;
        s.there++;
        if (time[row] < s.first) {
            s.first = time[row];
            s.from = v[row];
        }
        if (time[row] > s.last) {
            s.last = time[row];
            s.to = v[row];
        }
    }
    return s;
}

static void write_span(ProcedureCall *c, Str unit, Str indicator, Span s)
{
    bool grows = s.there > 1 && s.from > 0.0 && s.to > 0.0;
    table_text(&c->out, unit);
    table_text(&c->out, indicator);
    table_f64(&c->out, grows ? pow(s.to / s.from, 1.0 / (s.last - s.first)) - 1.0 : (double)NAN, 4);
    table_f64(&c->out, (double)s.there / (double)s.periods, 3);
    table_f64(&c->out, s.there ? s.first : (double)NAN, 0);
    table_f64(&c->out, s.there ? s.last : (double)NAN, 0);
}

static ErrCode run(ProcedureCall *c)
{
    static const FrameRange any = { -1e300, 1e300 };
    IndexData d;
    IndexMeta meta;
    Groups units;
    double *time;
    TRY(index_read(c, false, &d, &meta));
    TRY(frame_numbers(d.f, "Time", any, c->mem, &time, c->err));
    TRY(column_groups(c, d.f, d.label, &units));
    for (size_t i = 0; i < d.n; i++)
        for (size_t u = 0; u < units.n; u++)
            write_span(c, units.name[u], d.code[i], span_of(&units, u, time, d.v[i]));
    return ERR_OK;
}

static const SettingParam params[] = { COLUMN_LABEL_PARAM, { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = {
    { "input", "uCode,Time, then a column per indicator", true },
    { "meta", "iCode,Level,Parent,Direction,Weight,Type", false },
    { NULL, NULL, false },
};
static const char *const columns[] = { "uCode",   "iCode",    "CAGR", "Avail",
                                       "t_first", "t_latest", NULL };

PROCEDURE(cagr) = {
    .name = "cagr",
    .title = "Compound annual growth",
    .meaning = "Says by how much a figure grew each year, as if it had grown evenly.",
    .formula = "(last / first)^(1 / years) - 1",
    .defects = "",
    .source = "oecd2008",
    .params = params,
    .inputs = inputs,
    .columns = columns,
    .run = run,
};
