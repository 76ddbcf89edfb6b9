/* `belfry indicators` - the catalogue of the cohesion assessment, and its figures. */
#include <math.h>

#include "cli/command.h"
#include "indicators/figures.h"

static ErrCode list(CommandCall *call, Op *op)
{
    static const char *const columns[] = { "id",     "name",     "domain",   "kind", "polarity",
                                           "period", "councils", "coverage", NULL };
    IndicatorSpreads spreads;
    Table t = table_open(op->mem, call->format, columns);
    TRY(indicator_spreads(op, &spreads));
    for (const Indicator *const *p = indicator_list; *p; p++) {
        const Indicator *i = *p;
        const IndicatorSpread *s = indicator_newest(&spreads, i);
        IndicatorPeriods periods;
        table_text(&t, str_of(i->id));
        table_text(&t, str_of(i->name));
        table_text(&t, str_of(indicator_domain_words(i->domain)));
        table_text(&t, str_of(indicator_kind_words(i->kind)));
        table_text(&t, str_of(indicator_polarity_words(i->polarity)));
        if (!s || indicator_periods(op, i, &periods) != ERR_OK) {
            table_missing(&t);
            table_missing(&t);
            table_text(&t, i->series ? STR("no figures yet") : STR("not collected"));
            continue;
        }
        table_text(&t, arena_str(op->mem, str_of(period_text(periods.unit, s->period).text)));
        table_int(&t, s->councils);
        table_text(&t, STR("known"));
    }
    return table_print(&t, "no indicators", call->out, &op->err);
}

static void add_line(Buf *out, const char *what, const char *text)
{
    if (*text) buf_addf(out, "%-12s %s\n", what, text);
}

static ErrCode show(CommandCall *call, Op *op)
{
    const Indicator *i = indicator_find(str_of(call->argv[1]));
    Buf *out = call->out;
    if (!i)
        return err_set(&op->err, ERR_MISSING, "no indicator '%.40s'; belfry indicators names them",
                       call->argv[1]);
    buf_addf(out, "%s %s\n\n%s.\n\n", i->id, i->name, i->definition);
    add_line(out, "numerator", i->numerator);
    add_line(out, "denominator", i->denominator);
    add_line(out, "unit", i->unit);
    add_line(out, "source", i->source);
    add_line(out, "geography", i->geography);
    add_line(out, "frequency", i->frequency);
    add_line(out, "domain", indicator_domain_words(i->domain));
    add_line(out, "kind", indicator_kind_words(i->kind));
    add_line(out, "polarity", indicator_polarity_words(i->polarity));
    add_line(out, "reading", i->reading);
    add_line(out, "caveat", i->caveat);
    add_line(out, "breaks", i->breaks);
    add_line(out, "series", i->series ? i->series : "none: not collected yet");
    return ERR_OK;
}

static ErrCode profile(CommandCall *call, Op *op)
{
    static const char *const columns[] = { "id",    "name", "period",   "value",     "lower",
                                           "upper", "unit", "position", "estimated", NULL };
    const PlaceBook *book;
    const Place *p;
    IndicatorValues all;
    Table t = table_open(op->mem, call->format, columns);
    TRY(place_book_load(op, &book));
    TRY(place_resolve(book, str_of(call->argv[1]), call_today(call), &p, &op->err));
    TRY(indicator_of_place(op, p, &all));
    for (size_t k = 0; k < all.n; k++) {
        const IndicatorValue *v = &all.v[k];
        IndicatorPeriods periods;
        bool last = k + 1 == all.n || all.v[k + 1].indicator != v->indicator;
        if (!last && !call_option(call, "history")) continue;
        TRY(indicator_periods(op, v->indicator, &periods));
        table_text(&t, str_of(v->indicator->id));
        table_text(&t, str_of(v->indicator->name));
        table_text(&t, str_of(period_text(periods.unit, v->period).text));
        table_f64(&t, v->value, 2);
        table_f64(&t, v->lower, 2);
        table_f64(&t, v->upper, 2);
        table_text(&t, str_of(v->indicator->unit));
        table_f64(&t, v->position, 2);
        table_int(&t, v->estimated);
    }
    return table_print(&t, "no figures of this place", call->out, &op->err);
}

static ErrCode refresh(CommandCall *call, Op *op)
{
    const PlaceBook *book;
    int64_t n;
    TRY(place_book_load(op, &book));
    TRY(indicator_refresh(op, book, STR(""), &n));
    buf_addf(call->out, "%lld values of indicators\n", (long long)n);
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },       { "show", 2, OP_READ, show },
    { "profile", 2, OP_READ, profile }, { "refresh", 1, OP_WRITE, refresh },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "history", NULL, "profile: every period, not only the newest" },
    { NULL, NULL, NULL },
};

COMMAND(indicators) = {
    .name = "indicators",
    .usage = "indicators [list|show ID|profile PLACE [--history]|refresh]",
    .summary = "The catalogue of the cohesion assessment, and its figures",
    .help =
        "The catalogue names what ought to be known of every council: outcomes, conditions and\n"
        "capability, which are never mixed.  What nobody collects yet is listed as that.\n"
        "refresh computes the figures anew from the series; imports do it by themselves.\n"
        "position is the share of councils with a lower value; it is no ranking of merit.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
