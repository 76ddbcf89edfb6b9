/* Up to ten areas side by side in one series, on one scale; the choice is in the address. */
#include <math.h>
#include <stdio.h>

#include "web/indicator_words.h"
#include "web/present.h"
#include "web/rug.h"
#include "web/standing.h"
#include "web/views.h"

enum { AREAS_MAX = 10 };

typedef struct {
    const Request *rq;
    Str series;
    size_t n;
    const Place *places[AREAS_MAX];
    PresentSeries figures[AREAS_MAX];
    CompareView *view;
} Compare;

static void fault(Compare *c, Str text)
{
    c->view->fault = text;
    c->view->faulty = true;
}

static void add_place(Compare *c, const Place *p)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->places[i] == p) return;
    if (c->n == AREAS_MAX)
        fault(c, STR("Ten areas are the most that can be compared."));
    else
        c->places[c->n++] = p;
}

/* Codes between commas; then what was typed, which may be any usual spelling of a name. */
static void read_areas(Compare *c)
{
    Str rest = request_arg(c->rq, "areas"), part, typed = str_trim(request_arg(c->rq, "add"));
    Arena *mem = c->rq->op->mem;
    const Place *p;
    Err e;
    while (rest.n && str_split(&rest, ',', &part)) {
        if (!part.n) continue;
        p = place_by_code(c->rq->book, part);
        if (p)
            add_place(c, p);
        else
            fault(c, STR("The address names an area that does not exist."));
    }
    if (!typed.n) return;
    if (place_resolve(c->rq->book, typed, present_today(c->rq->op), &p, &e) == ERR_OK)
        add_place(c, p);
    else
        fault(c, arena_fmt(mem, "%.*s.", STR_ARG(present_sentence(mem, str_of(e.message)))));
}

/* The areas of an address, one of them left out. */
static Str codes(const Compare *c, const Place *without)
{
    AUTO(buf_free) Buf b = BUF_MAX(400);
    for (size_t i = 0; i < c->n; i++)
        if (c->places[i] != without)
            buf_addf(&b, "%s%.*s", b.n ? "," : "", STR_ARG(c->places[i]->code));
    return arena_str(c->rq->op->mem, (Str){ b.n, b.n ? b.p : "" });
}

static double largest(const SeriesChart *c)
{
    double top = 0;
    for (size_t k = 0; k < c->n; k++) {
        if (c->observed[k] > top) top = c->observed[k];
        if (c->upper[k] > top) top = c->upper[k];
    }
    return top;
}

/* One scale for all, unless the largest would make the smallest a flat line: then each its own. */
static ErrCode load(Compare *c, const Series *s, double *ret_top)
{
    enum { FLAT = 5 };
    double high = 0, low = (double)INFINITY;
    for (size_t i = 0; i < c->n; i++) {
        PresentSeries *f = &c->figures[i];
        TRY(present_figures(c->rq, s, c->places[i], f));
        double top = f->any ? largest(&f->chart) : 0;
        if (top > high) high = top;
        if (top > 0 && top < low) low = top;
    }
    bool one = high <= FLAT * low;
    *ret_top = one ? high : 0;
    c->view->scale = one ? STR("All charts have one scale.")
                         : STR("These areas are of very different size: each chart has a scale of "
                               "its own.");
    return ERR_OK;
}

static ErrCode add_chart(Compare *c, const Series *s, size_t i, CompareCharts *row)
{
    char id[24];
    Arena *mem = c->rq->op->mem;
    SeriesChart *chart = &c->figures[i].chart;
    const Place *p = c->places[i];
    row->name = p->name;
    row->title = present_course(mem, p->name, &c->figures[i]);
    row->figures = present_figures_path(mem, p->code, s->code);
    row->drawing = present_drawing_path(mem, p->code, s->code);
    chart->title = row->title;
    chart->description = s->title;
    (void)snprintf(id, sizeof id, "c%zu", i);
    return chart_series(chart, CHART_NARROW, id, mem, &row->svg, &c->rq->op->err);
}

static CompareRows table_row(const Compare *c, const Series *s, size_t i)
{
    Arena *mem = c->rq->op->mem;
    const PresentSeries *f = &c->figures[i];
    CompareRows row = { .name = c->places[i]->name,
                        .address = present_area(mem, c->places[i]->code),
                        .period = STR("no figures") };
    if (!f->any) return row;
    size_t k = f->chart.n;
    while (k > 1 && isnan(f->chart.observed[k - 1])) k--;
    k--;
    row.period = present_period(mem, s->period, f->chart.first + (int32_t)k);
    row.latest = present_number(mem, f->chart.observed[k], s->rate);
    row.expected = present_expected(mem, f->chart.expected[k]);
    row.stood = arena_fmt(mem, "%zu", f->alarms);
    return row;
}

static ErrCode fill(Compare *c, const Series *s)
{
    CompareCharts *charts;
    CompareRows *rows;
    double top;
    Op *op = c->rq->op;
    NEW(charts, AREAS_MAX, op->mem, &op->err);
    NEW(rows, AREAS_MAX, op->mem, &op->err);
    TRY(load(c, s, &top));
    for (size_t i = 0; i < c->n; i++) {
        rows[i] = table_row(c, s, i);
        if (!c->figures[i].any) continue;
        c->figures[i].chart.top = top;
        TRY(add_chart(c, s, i, &charts[c->view->charts.n++]));
    }
    c->view->rows.n = c->n;
    c->view->rows.v = rows;
    c->view->charts.v = charts;
    c->view->series_title = s->title;
    c->view->series_path = present_series_path(op->mem, s->code);
    return ERR_OK;
}

/* What the watch said of them in the newest periods. */
static ErrCode add_rug(Compare *c, const Series *s, bool alone, Rug *ret)
{
    RugOf of = { .series = s, .places = c->places, .n = c->n, .alone = alone };
    TRY(rug_of(c->rq, &of, ret));
    c->view->rug = ret->any;
    if (!ret->any) return ERR_OK;
    Arena *mem = c->rq->op->mem;
    c->view->rug_title = ret->title;
    c->view->rug_wide = ret->wide;
    c->view->rug_narrow = ret->narrow;
    Str base = arena_fmt(mem, "/compare?areas=%.*s&series=%.*s", STR_ARG(codes(c, NULL)),
                         STR_ARG(s->code));
    c->view->csv_path = arena_fmt(mem, "%.*s&format=csv", STR_ARG(base));
    c->view->svg_path = arena_fmt(mem, "%.*s&format=svg", STR_ARG(base));
    return ERR_OK;
}

static CompareCells cell_of(Compare *c, const StandingRow *r)
{
    Arena *mem = c->rq->op->mem;
    return (CompareCells){ .value = indicator_number(mem, r->known ? r->now.value : (double)NAN),
                           .look = standing_mark_name(r),
                           .says = r->known ? standing_mark_words(r->mark) : STR("not known") };
}

/* Every indicator that one of them has, area by area: a cell that begins a row names it. */
static ErrCode add_indicators(Compare *c)
{
    Standings *p;
    CompareCells *cells;
    CompareHeads *heads;
    Op *op = c->rq->op;
    size_t n = 0;
    NEW(p, AREAS_MAX, op->mem, &op->err);
    NEW(heads, AREAS_MAX, op->mem, &op->err);
    for (size_t i = 0; i < c->n; i++) {
        TRY(standings_of(c->rq, c->places[i], &p[i]));
        heads[i] = (CompareHeads){ c->places[i]->name };
    }
    if (!c->n || !p[0].n) return ERR_OK;
    NEW(cells, c->n * p[0].n + 1, op->mem, &op->err);
    for (size_t k = 0; k < p[0].n; k++)
        for (size_t i = 0; i < c->n; i++) {
            const StandingRow *r = &p[i].v[k];
            CompareCells *cell = &cells[n++];
            *cell = cell_of(c, r);
            cell->begins = i == 0;
            cell->ends = i + 1 == c->n;
            cell->name = str_of(r->indicator->name);
            cell->address = indicator_path(op->mem, r->indicator);
            cell->unit = indicator_unit(r->indicator);
        }
    c->view->heads.n = c->n;
    c->view->heads.v = heads;
    c->view->cells.n = n;
    c->view->cells.v = cells;
    return ERR_OK;
}

static void write_csv(const Compare *c, Buf *out)
{
    buf_add(out, STR("place,place_name,period,recorded,expected,upperbound,stood_out\n"));
    for (size_t i = 0; i < c->n; i++) {
        const SeriesChart *f = &c->figures[i].chart;
        for (size_t k = 0; c->figures[i].any && k < f->n; k++) {
            buf_addf(out, "%.*s,", STR_ARG(c->places[i]->code));
            buf_add_csv(out, c->places[i]->name);
            buf_addf(out, ",%s,", period_text(f->unit, f->first + (int32_t)k).text);
            buf_add_f64(out, f->observed[k]);
            buf_add(out, STR(","));
            buf_add_f64(out, f->expected[k]);
            buf_add(out, STR(","));
            buf_add_f64(out, f->upper[k]);
            buf_addf(out, ",%d\n", f->marked[k]);
        }
    }
}

/* True when the answer is a file. */
static bool answer_file(const Compare *c, const Rug *rug, Response *rs)
{
    Str format = request_arg(c->rq, "format");
    if (str_eq(format, STR("csv"))) {
        rs->type = "text/csv; charset=utf-8";
        rs->file_name = "compare.csv";
        write_csv(c, rs->out);
        return true;
    }
    if (!str_eq(format, STR("svg")) || !rug->any) return false;
    rs->type = "image/svg+xml";
    rs->file_name = "compare.svg";
    chart_alone(rug->wide, rs->out);
    return true;
}

static ErrCode list_kept(Compare *c)
{
    CompareKept *kept;
    Arena *mem = c->rq->op->mem;
    NEW(kept, AREAS_MAX, mem, &c->rq->op->err);
    for (size_t i = 0; i < c->n; i++)
        kept[i] = (CompareKept){ c->places[i]->name, present_area(mem, c->places[i]->code),
                                 arena_fmt(mem, "/compare?areas=%.*s&series=%.*s",
                                           STR_ARG(codes(c, c->places[i])), STR_ARG(c->series)) };
    c->view->kept.n = c->n;
    c->view->kept.v = kept;
    c->view->areas = codes(c, NULL);
    c->view->room = c->n < AREAS_MAX;
    return ERR_OK;
}

/* The series asked for, or the one that was judged last. */
static ErrCode choose_series(Compare *c, const Series **ret)
{
    SeriesList all;
    KeptVerdicts said;
    CompareSeries *rows;
    Str want = request_arg(c->rq, "series");
    *ret = NULL;
    TRY(present_series(c->rq, &all));
    NEW(rows, all.n + 1, c->rq->op->mem, &c->rq->op->err);
    if (!want.n) TRY(present_main_series(c->rq, &all, ret, &said));
    for (size_t i = 0; i < all.n; i++)
        if (want.n && str_eq(want, all.v[i].code)) *ret = &all.v[i];
    for (size_t i = 0; i < all.n; i++)
        rows[i] = (CompareSeries){ all.v[i].code, all.v[i].title, &all.v[i] == *ret };
    c->view->series.n = all.n;
    c->view->series.v = rows;
    if (want.n && !*ret)
        return err_set(&c->rq->op->err, ERR_MISSING, "there is no series of that name");
    if (*ret) c->series = (*ret)->code;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    const Series *s;
    Rug rug = { .any = false };
    CompareView v = { .fault = { 0, "" }, .heading = STR("Compare areas") };
    Compare c = { .rq = rq, .view = &v, .series = { 0, "" } };
    read_areas(&c);
    TRY(choose_series(&c, &s));
    TRY(list_kept(&c));
    if (s && c.n) TRY(fill(&c, s));
    if (s && c.n) TRY(add_rug(&c, s, request_arg(rq, "format").n > 0, &rug));
    if (answer_file(&c, &rug, rs)) return ERR_OK;
    TRY(add_indicators(&c));
    rs->title = v.heading;
    rs->status = v.faulty ? 400 : 200;
    render_compare(rs->out, &v);
    return ERR_OK;
}

static const char *const args[] = { "areas", "series", "add", "format", NULL };

PAGE(compare) = {
    .address = "/compare",
    .menu = "Compare",
    .menu_order = 4,
    .args = args,
    .get = get,
};
