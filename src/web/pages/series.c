/* One series: its course in one area, what is counted, by whom, how it was revised, and its newest
 * figures in all areas. */
#include <math.h>

#include "detection/judge.h"
#include "web/indicator_words.h"
#include "web/present.h"
#include "web/standing.h"
#include "web/views.h"

static ErrCode add_vintages(const Request *rq, const Series *s, SeriesView *v)
{
    Vintages all;
    SeriesVintages *rows;
    Arena *mem = rq->op->mem;
    TRY(series_vintages(rq->op, s, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        rows[i] = (SeriesVintages){ present_day(mem, all.v[i].published_day),
                                    present_number(mem, (double)all.v[i].cells_added, false),
                                    present_number(mem, (double)all.v[i].cells_changed, false),
                                    present_number(mem, (double)all.v[i].cells_same, false) };
    v->vintages.n = all.n;
    v->vintages.v = rows;
    return ERR_OK;
}

static ErrCode add_breaks(const Request *rq, const Series *s, SeriesView *v)
{
    SeriesBreaks *rows;
    NEW(rows, s->breaks_n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < s->breaks_n; i++)
        rows[i] =
            (SeriesBreaks){ present_sentence(rq->op->mem, present_period(rq->op->mem, s->period,
                                                                         s->breaks[i].period)),
                            s->breaks[i].reason };
    v->breaks.n = s->breaks_n;
    v->breaks.v = rows;
    return ERR_OK;
}

static ErrCode add_newest(const Request *rq, const Series *s, SeriesView *v)
{
    KeptVerdicts all;
    SeriesNewest *rows;
    Arena *mem = rq->op->mem;
    size_t n = 0;
    TRY(present_newest(rq, s, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const KeptVerdict *k = &all.v[i];
        const Place *p = place_by_id(rq->book, k->place_id);
        if (!p) continue;
        rows[n++] =
            (SeriesNewest){ .place = p->name,
                            .observed = present_number(mem, k->observed, s->rate),
                            .expected = present_number(mem, round(k->expected), false),
                            .unusual = present_number(mem, judge_unusual(k->upperbound), false),
                            .alarm = k->alarm == 1   ? STR("Yes")
                                     : k->alarm == 0 ? STR("No")
                                                     : STR("Cannot tell"),
                            .address = present_area(mem, p->code) };
    }
    v->newest.n = n;
    v->newest.v = rows;
    if (n)
        v->newest_title =
            arena_fmt(mem, "Figures of %s", period_words(s->period, all.v[0].period).text);
    return ERR_OK;
}

/* Whether it has figures, and if others of the series were judged, whether it was. */
static ErrCode has_figures(const Request *rq, const Series *s, const Place *p, bool *ret)
{
    PresentSeries f;
    ArenaMark mark = arena_mark(rq->op->mem);
    TRY(present_figures(rq, s, p, &f));
    *ret = f.any && (f.judged > 0 || !s->watch);
    arena_back(rq->op->mem, mark);
    return ERR_OK;
}

/* The area asked for; else the largest that has figures. */
static ErrCode choose_area(const Request *rq, const Series *s, SeriesView *v, const Place **ret)
{
    static const PlaceKind order[] = { PLACE_COUNTRY, PLACE_REGION, PLACE_FORCE, PLACE_COUNTY };
    Str typed = str_trim(request_arg(rq, "area"));
    PlaceList all = place_all(rq->book);
    Err e;
    *ret = NULL;
    if (typed.n && place_resolve(rq->book, typed, present_today(rq->op), ret, &e) != ERR_OK) {
        *ret = NULL;
        v->faulty = true;
        v->fault = arena_fmt(rq->op->mem, "%.*s.",
                             STR_ARG(present_sentence(rq->op->mem, str_of(e.message))));
    }
    for (size_t k = 0; !*ret && k < sizeof order / sizeof order[0]; k++)
        for (size_t i = 0; !*ret && i < all.n; i++) {
            bool any = false;
            if (all.v[i]->kind == order[k] && place_alive(all.v[i], present_today(rq->op)))
                TRY(has_figures(rq, s, all.v[i], &any));
            if (any) *ret = all.v[i];
        }
    return ERR_OK;
}

static ErrCode add_course(const Request *rq, const Series *s, SeriesView *v)
{
    const Place *p;
    PresentSeries f;
    Arena *mem = rq->op->mem;
    TRY(choose_area(rq, s, v, &p));
    if (!p) return ERR_OK;
    v->place = p->name;
    v->place_path = present_area(mem, p->code);
    v->figures_path = present_figures_path(mem, p->code, s->code);
    v->drawing_path = present_drawing_path(mem, p->code, s->code);
    TRY(present_figures(rq, s, p, &f));
    v->chosen = true;
    v->course = f.any;
    v->judged = f.judged > 0;
    v->course_title = f.any
                          ? present_course(mem, p->name, &f)
                          : arena_fmt(mem, "%.*s has no figures in this series", STR_ARG(p->name));
    if (!f.any) return ERR_OK;
    f.chart.title = v->course_title;
    f.chart.description = s->title;
    TRY(chart_series(&f.chart, CHART_WIDE, "wide", mem, &v->wide, &rq->op->err));
    return chart_series(&f.chart, CHART_NARROW, "narrow", mem, &v->narrow, &rq->op->err);
}

static void link_indicator(const Request *rq, const Series *s, SeriesView *v)
{
    const Indicator *in = standing_indicator(s);
    if (!in) return;
    v->indicator = true;
    v->definition = str_of(in->definition);
    v->indicator_name = str_of(in->name);
    v->indicator_path = indicator_path(rq->op->mem, in);
}

static ErrCode get(const Request *rq, Response *rs)
{
    Series s;
    TRY(present_one_series(rq, rq->rest, &s));
    SeriesView v = { .title = s.title,
                     .counted = present_sentence(rq->op->mem, s.counted),
                     .unit = s.unit,
                     .period = str_of(period_unit_name(s.period)),
                     .source = s.source,
                     .licence = s.licence,
                     .caveat = s.caveat,
                     .has_caveat = s.caveat.n > 0,
                     .watched = s.watch ? STR("Yes, for rises") : STR("No"),
                     .newest_title = { 0, "" } };
    v.map_path = arena_fmt(rq->op->mem, "/map?series=%.*s", STR_ARG(s.code));
    v.address = present_series_path(rq->op->mem, s.code);
    TRY(add_course(rq, &s, &v));
    link_indicator(rq, &s, &v);
    TRY(add_vintages(rq, &s, &v));
    TRY(add_breaks(rq, &s, &v));
    TRY(add_newest(rq, &s, &v));
    rs->title = s.title;
    rs->status = v.faulty ? 400 : 200;
    render_series(rs->out, &v);
    return ERR_OK;
}

static const char *const args[] = { "area", NULL };

PAGE(series) = {
    .address = "/series/*",
    .args = args,
    .get = get,
};
