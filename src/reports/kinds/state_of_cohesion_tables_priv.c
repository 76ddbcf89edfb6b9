/* The tables behind the report. */
#include <math.h>

#include "reports/kinds/state_of_cohesion_priv.h"

static Str exact(Arena *mem, double x)
{
    return isnan(x) ? STR("") : arena_fmt(mem, "%.10g", x);
}

static ErrCode figures_table(const ReportCall *c, ReportTable *t)
{
    static const char *const columns[] = { "indicator", "place", "place_name", "period",    "value",
                                           "lower",     "upper", "position",   "estimated", NULL };
    static const char *const meaning[] = {
        "Id of the indicator, described in catalogue.csv",
        "Code of the area",
        "Name of the area",
        "Period: a year, quarter, month or week",
        "Value in the unit of the indicator",
        "Lower end of the 95 per cent interval, where the publisher gives one",
        "Upper end of it",
        "Share of councils with a lower value, ties counted half; empty for larger areas",
        "1 when it is the mean of councils that were merged later"
    };
    Arena *mem = c->op->mem;
    Str *cells;
    size_t n = 0;
    PeriodUnit unit = PERIOD_YEAR;
    NEW(cells, 9 * c->figures.n + 1, mem, &c->op->err);
    for (size_t k = 0; k < c->figures.n; k++) {
        const ReportFigure *f = &c->figures.v[k];
        if (k == 0 || c->figures.v[k - 1].indicator != f->indicator) {
            const IndicatorDigest *d = cohesion_digest(c, f->indicator);
            unit = d ? d->unit : PERIOD_YEAR;
        }
        const Str row[] = { str_of(f->indicator->id),
                            f->place,
                            f->place_name,
                            arena_str(mem, str_of(period_text(unit, f->period).text)),
                            exact(mem, f->value),
                            exact(mem, f->lower),
                            exact(mem, f->upper),
                            exact(mem, f->position),
                            f->estimated ? STR("1") : STR("0") };
        for (size_t i = 0; i < 9; i++) cells[n++] = row[i];
    }
    *t = (ReportTable){
        "figures", "Every figure of the report", columns, meaning, "ttttnnnnn", c->figures.n, cells
    };
    return ERR_OK;
}

static ErrCode trends_table(const ReportCall *c, ReportTable *t)
{
    static const char *const columns[] = {
        "indicator", "name",          "kind",           "base_year", "base",     "year", "now",
        "change",    "worse_or_fell", "better_or_rose", "same",      "councils", NULL
    };
    static const char *const meaning[] = {
        "Id of the indicator",
        "Its name",
        "outcome, condition or capability",
        "Year compared with",
        "England then",
        "Newest year",
        "England now, or the median council where England is not known",
        "better, worse, up, down, no change, not known",
        "Councils where it became worse, or fell when it has no better end",
        "Councils where it became better, or rose",
        "Councils where it is the same",
        "Councils with a figure in the newest year"
    };
    Arena *mem = c->op->mem;
    Str *cells;
    size_t n = 0;
    NEW(cells, 12 * c->digest.n + 1, mem, &c->op->err);
    for (size_t k = 0; k < c->digest.n; k++) {
        const IndicatorDigest *d = &c->digest.v[k];
        const Str row[] = { str_of(d->indicator->id),
                            str_of(d->indicator->name),
                            str_of(indicator_kind_words(d->indicator->kind)),
                            d->base ? arena_fmt(mem, "%d", d->base) : STR(""),
                            d->england_base ? exact(mem, d->england_base->value) : STR(""),
                            arena_fmt(mem, "%d", d->newest),
                            exact(mem, d->england ? d->england->value : d->median),
                            str_of(digest_words(d->change)),
                            arena_fmt(mem, "%zu", d->worse),
                            arena_fmt(mem, "%zu", d->better),
                            arena_fmt(mem, "%zu", d->same),
                            arena_fmt(mem, "%zu", d->councils) };
        for (size_t i = 0; i < 12; i++) cells[n++] = row[i];
    }
    *t = (ReportTable){
        "trends", "What changed, by indicator", columns, meaning, "tttnnnntnnnn", c->digest.n, cells
    };
    return ERR_OK;
}

static ErrCode catalogue_table(const ReportCall *c, size_t total, ReportTable *t)
{
    static const char *const columns[] = { "indicator", "name",  "definition", "unit",    "source",
                                           "domain",    "kind",  "polarity",   "reading", "caveat",
                                           "breaks",    "known", NULL };
    static const char *const meaning[] = { "Id of the indicator",
                                           "Its name",
                                           "What it is",
                                           "Its unit",
                                           "Who publishes it",
                                           "Its domain",
                                           "outcome, condition or capability",
                                           "Which end is better",
                                           "How a rise is to be read",
                                           "What to be careful of",
                                           "Where figures are not comparable",
                                           "1 when there are figures in this report" };
    Arena *mem = c->op->mem;
    Str *cells;
    size_t n = 0;
    NEW(cells, 12 * total + 1, mem, &c->op->err);
    for (const Indicator *const *p = indicator_list; *p; p++) {
        const Indicator *i = *p;
        const char *const row[] = { i->id,
                                    i->name,
                                    i->definition,
                                    i->unit,
                                    i->source,
                                    indicator_domain_words(i->domain),
                                    indicator_kind_words(i->kind),
                                    indicator_polarity_words(i->polarity),
                                    i->reading,
                                    i->caveat,
                                    i->breaks,
                                    cohesion_digest(c, i) ? "1" : "0" };
        for (size_t k = 0; k < 12; k++) cells[n++] = str_of(row[k]);
    }
    *t = (ReportTable){ "catalogue",    "The indicators of the framework",
                        columns,        meaning,
                        "tttttttttttn", total,
                        cells };
    return ERR_OK;
}

ErrCode cohesion_tables(CohesionWork *w)
{
    ReportCall *c = w->call;
    ReportTable tables[3];
    TRY(trends_table(c, &tables[0]));
    TRY(catalogue_table(c, (size_t)w->total, &tables[1]));
    TRY(figures_table(c, &tables[2]));
    for (size_t i = 0; i < 3; i++) TRY(report_csv(c, &tables[i]));
    return report_workbook(c, tables, 3);
}
