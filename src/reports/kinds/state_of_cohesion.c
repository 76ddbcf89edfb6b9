/* The yearly State of Cohesion and Democratic Resilience: a national part, two pages for each
 * council, and every table behind them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/embed.h"
#include "draw/chart.h"
#include "indicators/words.h"
#include "reports/kinds/state_of_cohesion_priv.h"
#include "reports/views.h"

enum { CHALLENGES = 12, COUNCILS_MAX = 1024 };

ErrCode cohesion_page(const ReportCall *c, const char *name, Buf *out)
{
    Str text;
    TRY(buf_done(out, &text, &c->op->err));
    return report_file(c, name, text);
}

const IndicatorDigest *cohesion_digest(const ReportCall *c, const Indicator *i)
{
    for (size_t k = 0; k < c->digest.n; k++)
        if (c->digest.v[k].indicator == i) return &c->digest.v[k];
    return NULL;
}

Str cohesion_when(const ReportCall *c, int64_t at)
{
    return arena_str(c->op->mem, str_of(period_words(PERIOD_DAY, (int32_t)(at / 86400)).text));
}

static int by_name(const void *a, const void *b)
{
    return str_compare(((const CohesionCouncil *)a)->name, ((const CohesionCouncil *)b)->name);
}

static CohesionCouncil *council_of(CohesionWork *w, Str code)
{
    for (size_t i = 0; i < w->councils_n; i++)
        if (str_eq(w->councils[i].code, code)) return &w->councils[i];
    return NULL;
}

/* Every council in the snapshot, and how many indicators it has. */
static ErrCode list_councils(CohesionWork *w)
{
    const ReportFigures *f = &w->call->figures;
    NEW(w->councils, COUNCILS_MAX, w->call->op->mem, &w->call->op->err);
    for (size_t k = 0; k < f->n; k++) {
        const ReportFigure *one = &f->v[k];
        bool first = k == 0 || f->v[k - 1].indicator != one->indicator ||
                     !str_eq(f->v[k - 1].place, one->place);
        if (isnan(one->position) || !first) continue;
        CohesionCouncil *c = council_of(w, one->place);
        if (!c && w->councils_n < COUNCILS_MAX) {
            c = &w->councils[w->councils_n++];
            *c = (CohesionCouncil){ one->place, one->place_name, 0 };
        }
        if (c) c->known++;
    }
    qsort(w->councils, w->councils_n, sizeof *w->councils, by_name);
    return ERR_OK;
}

/* --- the national part --- */

static NationalWorse changed(const ReportCall *c, const IndicatorDigest *d)
{
    Arena *mem = c->op->mem;
    double now = d->england ? d->england->value : d->median;
    Str base = d->england_base ? indicator_number(mem, d->england_base->value) : STR("not known");
    return (NationalWorse){ .name = str_of(d->indicator->name),
                            .unit = indicator_unit(d->indicator),
                            .base_year = d->base,
                            .base = base,
                            .year = d->newest,
                            .now = indicator_number(mem, now),
                            .worse = (int64_t)d->worse,
                            .better = (int64_t)d->better,
                            .same = (int64_t)d->same,
                            .source = str_of(d->indicator->source) };
}

typedef struct {
    NationalWorse *worse;
    NationalBetter *better;
    NationalContext *context;
    NationalSingle *single;
    NationalChallenges *challenges;
} Lists;

/* England by year, or the median council where England is not known. */
static ErrCode draw_years(const ReportCall *c, const IndicatorDigest *d, Str finding, SvgText *ret)
{
    YearFigure years[DIGEST_MAX_YEARS];
    Arena *mem = c->op->mem;
    size_t n = digest_years(d, STR("E92000001"), years), span;
    double *v, *none;
    bool *marked;
    char id[24];
    *ret = (SvgText){ { 0, "" } };
    if (n < 2) return ERR_OK;
    span = (size_t)(years[n - 1].year - years[0].year) + 1;
    if (span != n) return ERR_OK; /* a line would invent the years between */
    NEW(v, span, mem, &c->op->err);
    NEW(none, span, mem, &c->op->err);
    NEW(marked, span, mem, &c->op->err);
    for (size_t k = 0; k < span; k++) v[k] = none[k] = (double)NAN;
    for (size_t k = 0; k < n; k++) v[years[k].year - years[0].year] = years[k].figure->value;
    (void)snprintf(id, sizeof id, "c-%s", d->indicator->id);
    SeriesChart chart = { .title = finding,
                          .description = str_of(d->indicator->definition),
                          .unit = PERIOD_YEAR,
                          .first = years[0].year,
                          .n = span,
                          .observed = v,
                          .expected = none,
                          .upper = none,
                          .marked = marked };
    return chart_series(&chart, CHART_NARROW, id, mem, ret, &c->op->err);
}

static ErrCode add_challenge(const ReportCall *c, const IndicatorDigest *d, NationalView *v,
                             NationalChallenges *rows)
{
    Arena *mem = c->op->mem;
    size_t all = d->better + d->worse + d->same;
    if (v->challenges.n == CHALLENGES) return ERR_OK;
    NationalChallenges *row = &rows[v->challenges.n++];
    row->finding = arena_fmt(mem, "%s is worse in %zu of %zu councils than in %d",
                             d->indicator->name, d->worse, all, d->base);
    return draw_years(c, d, row->finding, &row->svg);
}

/* Which table an indicator belongs to: worse, better, context, or one year only. */
static ErrCode sort_one(const ReportCall *c, const IndicatorDigest *d, NationalView *v, Lists *l)
{
    Arena *mem = c->op->mem;
    size_t all = d->better + d->worse + d->same;
    NationalWorse row = changed(c, d);
    if (!d->base || all == 0) {
        l->single[v->single.n++] = (NationalSingle){ row.name,
                                                     row.unit,
                                                     d->newest,
                                                     indicator_number(mem, d->low_quarter),
                                                     indicator_number(mem, d->median),
                                                     indicator_number(mem, d->high_quarter),
                                                     (int64_t)d->councils,
                                                     row.source };
    } else if (d->indicator->polarity == INDICATOR_NO_POLARITY) {
        l->context[v->context.n++] =
            (NationalContext){ row.name, row.unit,  row.base_year, row.base, row.year,
                               row.now,  row.worse, row.better,    row.same, row.source };
    } else if (2 * d->worse > all) {
        l->worse[v->worse.n++] = row;
        return add_challenge(c, d, v, l->challenges);
    } else {
        l->better[v->better.n++] =
            (NationalBetter){ row.name, row.unit,  row.base_year, row.base, row.year,
                              row.now,  row.worse, row.better,    row.same, row.source };
    }
    return ERR_OK;
}

static ErrCode sort_all(const ReportCall *c, NationalView *v)
{
    Lists l;
    Arena *mem = c->op->mem;
    Err *e = &c->op->err;
    size_t n = c->digest.n + 1;
    NEW(l.worse, n, mem, e);
    NEW(l.better, n, mem, e);
    NEW(l.context, n, mem, e);
    NEW(l.single, n, mem, e);
    NEW(l.challenges, CHALLENGES, mem, e);
    for (size_t k = 0; k < c->digest.n; k++) TRY(sort_one(c, &c->digest.v[k], v, &l));
    v->worse.v = l.worse;
    v->better.v = l.better;
    v->context.v = l.context;
    v->single.v = l.single;
    v->challenges.v = l.challenges;
    return ERR_OK;
}

static ErrCode add_counts(const ReportCall *c, NationalView *v)
{
    NationalProposals *months;
    NationalRevised *revised;
    Arena *mem = c->op->mem;
    int64_t made = 0, approved = 0, waiting = 0;
    NEW(months, c->counts.n + 1, mem, &c->op->err);
    NEW(revised, c->counts.n + 1, mem, &c->op->err);
    for (size_t i = 0; i < c->counts.n; i++) {
        const ReportCount *k = &c->counts.v[i];
        if (str_eq(k->section, STR("watch"))) {
            months[v->proposals.n++] = (NationalProposals){ k->label, k->a, k->b, k->c, k->d };
            made += k->a;
            approved += k->b;
            waiting += k->d;
        } else if (str_eq(k->section, STR("revised"))) {
            revised[v->revised.n++] = (NationalRevised){ k->label, k->a, k->b };
        } else {
            v->suppressed += k->a;
        }
    }
    v->proposals.v = months;
    v->revised.v = revised;
    v->watch =
        made ? arena_fmt(mem,
                         "The watch made %lld proposals on public series in %d; people "
                         "approved %lld, and %lld wait for a decision.",
                         (long long)made, c->snapshot.year, (long long)approved, (long long)waiting)
             : arena_fmt(mem, "The watch made no proposals on public series in %d.",
                         c->snapshot.year);
    return ERR_OK;
}

static bool has_answer(const ReportCall *c, Str place)
{
    for (size_t i = 0; i < c->responses.n; i++)
        if (str_eq(c->responses.v[i].place, place) && !c->responses.v[i].correction) return true;
    return false;
}

static ErrCode add_places(CohesionWork *w, NationalView *v)
{
    NationalPlaces *rows;
    ReportCall *c = w->call;
    NEW(rows, w->councils_n + 1, c->op->mem, &c->op->err);
    for (size_t i = 0; i < w->councils_n; i++)
        rows[i] = (NationalPlaces){ .name = w->councils[i].name,
                                    .path = arena_fmt(c->op->mem, "councils/%.*s.html",
                                                      STR_ARG(w->councils[i].code)),
                                    .known = (int64_t)w->councils[i].known,
                                    .answered = has_answer(c, w->councils[i].code) };
    v->places.n = w->councils_n;
    v->places.v = rows;
    return ERR_OK;
}

static ErrCode add_corrections(CohesionWork *w, NationalView *v)
{
    NationalCorrections *rows;
    const ReportCall *c = w->call;
    NEW(rows, c->responses.n + 1, c->op->mem, &c->op->err);
    for (size_t i = 0; i < c->responses.n; i++) {
        const ReportResponse *r = &c->responses.v[i];
        const CohesionCouncil *one = council_of(w, r->place);
        if (r->correction)
            rows[v->corrections.n++] = (NationalCorrections){ one ? one->name : r->place, r->text,
                                                              cohesion_when(c, r->at) };
    }
    v->corrections.v = rows;
    return ERR_OK;
}

static ErrCode add_unknown(const ReportCall *c, NationalView *v, NationalUnknown rows[DOMAIN_COUNT])
{
    for (int d = 0; d < DOMAIN_COUNT; d++) {
        AUTO(buf_free) Buf names = BUF_MAX(1 << 16);
        for (const Indicator *const *i = indicator_list; *i; i++)
            if ((*i)->domain == (IndicatorDomain)d && !cohesion_digest(c, *i))
                buf_addf(&names, "%s%s", names.n ? "; " : "", (*i)->name);
        if (names.n)
            rows[v->unknown.n++] =
                (NationalUnknown){ str_of(indicator_domain_words((IndicatorDomain)d)),
                                   arena_str(c->op->mem, (Str){ names.n, names.p }) };
    }
    v->unknown.v = rows;
    return ERR_OK;
}

static ErrCode write_national(CohesionWork *w)
{
    ReportCall *c = w->call;
    NationalUnknown unknown[DOMAIN_COUNT];
    AUTO(buf_free) Buf out = BUF_MAX(COHESION_PAGE_BYTES);
    NationalView v = { .title = c->title,
                       .year = c->snapshot.year,
                       .name = c->snapshot.digest,
                       .made = c->made,
                       .known = (int64_t)c->digest.n,
                       .total = w->total,
                       .councils = (int64_t)w->councils_n,
                       .figures = (int64_t)c->figures.n,
                       .command = arena_fmt(c->op->mem, "belfry report make %.16s FOLDER",
                                            c->snapshot.digest.p) };
    TRY(sort_all(c, &v));
    TRY(add_counts(c, &v));
    TRY(add_places(w, &v));
    TRY(add_corrections(w, &v));
    TRY(add_unknown(c, &v, unknown));
    render_national(&out, &v);
    return cohesion_page(c, "index.html", &out);
}

static ErrCode write(ReportCall *c)
{
    CohesionWork w = { .call = c };
    const EmbeddedFile *css = embed_find(STR("src/reports/assets/report.css"));
    if (!css) return err_set(&c->op->err, ERR_BUG, "the report's style is not in the program");
    for (const Indicator *const *i = indicator_list; *i; i++) w.total++;
    TRY(list_councils(&w));
    TRY(report_file(c, "style.css", css->bytes));
    TRY(write_national(&w));
    TRY(cohesion_councils(&w));
    return cohesion_tables(&w);
}

REPORT(state_of_cohesion) = {
    .name = "state-of-cohesion",
    .title = "State of Cohesion and Democratic Resilience",
    .meaning = "What is known of cohesion in England and every council, and what became of it.",
    .write = write,
};
