/* A place's chart in a series, as a file that stands alone. */
#include "web/present.h"

static ErrCode get(const Request *rq, Response *rs)
{
    Series s;
    PresentSeries figures;
    SvgText drawing;
    Arena *mem = rq->op->mem;
    const Place *p = place_by_code(rq->book, rq->rest);
    if (!p) return err_set(&rq->op->err, ERR_MISSING, "there is no area with that code");
    TRY(present_one_series(rq, request_arg(rq, "series"), &s));
    TRY(present_figures(rq, &s, p, &figures));
    if (!figures.any)
        return err_set(&rq->op->err, ERR_MISSING, "this area has no figures in that series");
    Str found = present_course(mem, p->name, &figures);
    figures.chart.title = arena_fmt(mem, "%.*s: %.*s", STR_ARG(s.title), STR_ARG(found));
    figures.chart.description = arena_fmt(mem, "%.*s; %.*s", STR_ARG(s.source), STR_ARG(s.licence));
    TRY(chart_series(&figures.chart, CHART_WIDE, "chart", mem, &drawing, &rq->op->err));
    chart_alone(drawing, rs->out);
    rs->type = "image/svg+xml";
    rs->file_name = "chart.svg";
    return ERR_OK;
}

static const char *const args[] = { "series", NULL };

PAGE(chart_series) = {
    .address = "/charts/*",
    .args = args,
    .get = get,
};
