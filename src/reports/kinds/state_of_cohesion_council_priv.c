/* The two pages of each council. */
#include <math.h>
#include <sys/stat.h>

#include "draw/chart.h"
#include "indicators/words.h"
#include "reports/kinds/state_of_cohesion_priv.h"
#include "reports/views.h"

enum { CATALOGUE_MAX = 400 };

typedef struct {
    CohesionWork *work;
    const CohesionCouncil *council;
    CouncilRows *rows;
    CouncilView *view;
} CouncilPage;

static ErrCode council_row(CouncilPage *p, const IndicatorDigest *d, bool starts)
{
    ReportCall *c = p->work->call;
    Arena *mem = c->op->mem;
    YearFigure years[DIGEST_MAX_YEARS];
    size_t n = digest_years(d, p->council->code, years);
    if (n == 0) return ERR_OK;
    static const char *const kinds[] = { "Outcomes", "Conditions", "Capability" };
    const ReportFigure *now = years[n - 1].figure, *before = NULL;
    CouncilRows *row = &p->rows[p->view->rows.n++];
    for (size_t k = 0; k + 1 < n && !d->indicator->relative; k++)
        if (!before || years[k].year <= years[n - 1].year - DIGEST_SPAN_YEARS) {
            before = years[k].figure;
            row->before_when = arena_fmt(mem, "%d", years[k].year);
        }
    row->kind = str_of(kinds[d->indicator->kind]);
    row->starts = starts;
    row->name = str_of(d->indicator->name);
    row->unit = indicator_unit(d->indicator);
    row->value = indicator_number(mem, now->value);
    row->when = years[n - 1].year;
    row->estimated = now->estimated;
    row->before = before ? indicator_number(mem, before->value) : STR("");
    if (!before) row->before_when = STR("");
    Change change =
        before ? digest_change(d->indicator, before->value, now->value) : CHANGE_UNKNOWN;
    row->change = before ? str_of(digest_words(change)) : STR("");
    row->median = indicator_number(mem, d->median);
    row->stands = indicator_stands(mem, now->position, (int64_t)d->councils);
    return chart_position(now->position, indicator_higher(mem, now->position), mem, &row->svg,
                          &c->op->err);
}

static ErrCode council_rows(CouncilPage *p)
{
    ReportCall *c = p->work->call;
    for (int kind = INDICATOR_OUTCOME; kind <= INDICATOR_CAPABILITY; kind++) {
        size_t first = p->view->rows.n;
        for (size_t k = 0; k < c->digest.n; k++)
            if (c->digest.v[k].indicator->kind == (IndicatorKind)kind)
                TRY(council_row(p, &c->digest.v[k], p->view->rows.n == first));
    }
    p->view->rows.v = p->rows;
    return ERR_OK;
}

static ErrCode council_answers(CouncilPage *p)
{
    ReportCall *c = p->work->call;
    CouncilResponse *answers;
    CouncilCorrections *corrections;
    NEW(answers, c->responses.n + 1, c->op->mem, &c->op->err);
    NEW(corrections, c->responses.n + 1, c->op->mem, &c->op->err);
    for (size_t i = 0; i < c->responses.n; i++) {
        const ReportResponse *r = &c->responses.v[i];
        if (!str_eq(r->place, p->council->code)) continue;
        if (r->correction)
            corrections[p->view->corrections.n++] =
                (CouncilCorrections){ r->text, cohesion_when(c, r->at) };
        else
            answers[p->view->response.n++] = (CouncilResponse){ r->text, cohesion_when(c, r->at) };
    }
    p->view->response.v = answers;
    p->view->corrections.v = corrections;
    return ERR_OK;
}

static ErrCode write_council(CohesionWork *w, const CohesionCouncil *one)
{
    ReportCall *c = w->call;
    AUTO(buf_free) Buf out = BUF_MAX(COHESION_PAGE_BYTES);
    CouncilView v = { .title = c->title,
                      .name = one->name,
                      .year = c->snapshot.year,
                      .made = c->made,
                      .snapshot = (Str){ 16, c->snapshot.digest.p },
                      .known = (int64_t)one->known,
                      .total = w->total,
                      .unknown = w->total - (int64_t)one->known };
    CouncilPage p = { .work = w, .council = one, .view = &v };
    NEW(p.rows, CATALOGUE_MAX, c->op->mem, &c->op->err);
    TRY(council_rows(&p));
    for (size_t k = 0; k < v.rows.n; k++) v.merged = v.merged || p.rows[k].estimated;
    TRY(council_answers(&p));
    render_council(&out, &v);
    return cohesion_page(c, arena_fmt(c->op->mem, "councils/%.*s.html", STR_ARG(one->code)).p,
                         &out);
}

ErrCode cohesion_councils(CohesionWork *w)
{
    ReportCall *c = w->call;
    Str folder = arena_fmt(c->op->mem, "%s/councils", c->folder);
    if (mkdir(folder.p, 0755) != 0)
        return err_set(&c->op->err, ERR_IO, "%s: cannot be made", folder.p);
    for (size_t i = 0; i < w->councils_n; i++) {
        ArenaMark mark = arena_mark(c->op->mem);
        TRY(write_council(w, &w->councils[i]));
        arena_back(c->op->mem, mark);
    }
    return ERR_OK;
}
