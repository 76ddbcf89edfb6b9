/* The numbers behind a chart, as a table and as CSV. */
#include <math.h>

#include "detection/judge.h"
#include "web/present.h"
#include "web/views.h"

static void write_csv(const SeriesChart *c, const Place *p, Buf *out)
{
    buf_add(out, STR("place,place_name,period,recorded,expected,upperbound,stood_out\n"));
    for (size_t k = 0; k < c->n; k++) {
        buf_addf(out, "%.*s,", STR_ARG(p->code));
        buf_add_csv(out, p->name);
        buf_addf(out, ",%s,", period_text(c->unit, c->first + (int32_t)k).text);
        buf_add_f64(out, c->observed[k]);
        buf_add(out, STR(","));
        buf_add_f64(out, c->expected[k]);
        buf_add(out, STR(","));
        buf_add_f64(out, c->upper[k]);
        buf_addf(out, ",%d\n", c->marked[k]);
    }
}

static ErrCode write_page(const Request *rq, const Series *s, const Place *p, const SeriesChart *c,
                          Response *rs)
{
    FiguresRows *rows;
    Arena *mem = rq->op->mem;
    NEW(rows, c->n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < c->n; i++) {
        size_t k = c->n - 1 - i;
        bool judged = !isnan(c->upper[k]);
        rows[i] = (FiguresRows){
            .period = present_period(mem, c->unit, c->first + (int32_t)k),
            .observed = present_number(mem, c->observed[k], s->rate),
            .expected = present_expected(mem, judged ? c->expected[k] : (double)NAN),
            .unusual = judged ? present_number(mem, judge_unusual(c->upper[k]), false) : STR(""),
            .note = c->marked[k] ? STR("Yes") : STR("")
        };
    }
    rs->title = arena_fmt(mem, "%.*s: %.*s", STR_ARG(p->name), STR_ARG(s->title));
    Str csv =
        arena_fmt(mem, "%.*s&format=csv", STR_ARG(present_figures_path(mem, p->code, s->code)));
    render_figures(rs->out, &(FiguresView){ .heading = s->title,
                                            .place = p->name,
                                            .place_path = present_area(mem, p->code),
                                            .csv_path = csv,
                                            .rows = { c->n, rows } });
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    Series s;
    PresentSeries figures;
    const Place *p = place_by_code(rq->book, rq->rest);
    if (!p) return err_set(&rq->op->err, ERR_MISSING, "there is no area with that code");
    TRY(present_one_series(rq, request_arg(rq, "series"), &s));
    TRY(present_figures(rq, &s, p, &figures));
    if (!figures.any)
        return err_set(&rq->op->err, ERR_MISSING, "this area has no figures in that series");
    if (!str_eq(request_arg(rq, "format"), STR("csv")))
        return write_page(rq, &s, p, &figures.chart, rs);
    rs->type = "text/csv; charset=utf-8";
    rs->file_name = "figures.csv";
    write_csv(&figures.chart, p, rs->out);
    return ERR_OK;
}

static const char *const args[] = { "series", "format", NULL };

PAGE(figures) = {
    .address = "/figures/*",
    .args = args,
    .get = get,
};
