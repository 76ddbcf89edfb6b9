/* `belfry series` - what is counted, which figures there are, and how they were revised. */
#include <math.h>

#include "base/ini.h"
#include "cli/command.h"
#include "observations/grid.h"

static const char *const list_columns[] = { "series",  "period", "kind", "direction",
                                            "watched", "title",  NULL };
static const char *const vintage_columns[] = { "vintage",     "published",     "rows",
                                               "cells_added", "cells_changed", "cells_same",
                                               "mapping",     "file",          "sha256",
                                               NULL };
static const char *const revision_columns[] = { "period",      "place",     "place_name",
                                                "old_value",   "new_value", "old_vintage",
                                                "new_vintage", NULL };
static const char *const value_columns[] = { "place", "place_name", "period", "value", NULL };

static ErrCode list(CommandCall *call, Op *op)
{
    SeriesList all;
    TRY(series_list(op, &all));
    Table t = table_open(op->mem, call->format, list_columns);
    for (size_t i = 0; i < all.n; i++) {
        const Series *s = &all.v[i];
        table_text(&t, s->code);
        table_text(&t, str_of(period_unit_name(s->period)));
        table_text(&t, s->rate ? STR("rate") : STR("count"));
        table_text(&t, s->direction);
        table_text(&t, s->watch ? STR("yes") : STR("no"));
        table_text(&t, s->title);
    }
    return table_print(&t, "no series", call->out, &op->err);
}

static void print_line(Buf *out, const char *what, Str text)
{
    if (text.n) buf_addf(out, "  %-11s %.*s\n", what, STR_ARG(text));
}

static ErrCode show(CommandCall *call, Op *op)
{
    Series s;
    Buf *out = call->out;
    TRY(series_find(op, str_of(call->argv[1]), &s));
    buf_addf(out, "%.*s%s\n  %.*s\n", STR_ARG(s.code), s.example ? " (EXAMPLE)" : "",
             STR_ARG(s.title));
    print_line(out, "counted", s.counted);
    print_line(out, "period", str_of(period_unit_name(s.period)));
    print_line(out, "unit", s.unit);
    print_line(out, "direction", s.direction);
    print_line(out, "visibility", s.visibility);
    print_line(out, "source", s.source);
    print_line(out, "licence", s.licence);
    print_line(out, "caveat", s.caveat);
    print_line(out, "mapping", s.mapping);
    print_line(out, "watched", s.watch ? STR("yes") : STR("no"));
    for (size_t i = 0; i < s.breaks_n; i++)
        buf_addf(out, "  break       %s: %.*s\n", period_text(s.period, s.breaks[i].period).text,
                 STR_ARG(s.breaks[i].reason));
    return ERR_OK;
}

static ErrCode add(CommandCall *call, Op *op)
{
    Str text;
    bool changed;
    TRY(ini_load(call->argv[2], op->mem, &text, &op->err));
    TRY(series_define(op, str_of(call->argv[1]), text, &changed));
    buf_addf(call->out, "series %s %s\n", call->argv[1],
             changed ? "is defined" : "was so defined already");
    return ERR_OK;
}

static ErrCode vintages(CommandCall *call, Op *op)
{
    Series s;
    Vintages all;
    TRY(series_find(op, str_of(call->argv[1]), &s));
    TRY(series_vintages(op, &s, &all));
    Table t = table_open(op->mem, call->format, vintage_columns);
    for (size_t i = 0; i < all.n; i++) {
        const Vintage *v = &all.v[i];
        table_int(&t, v->id);
        table_text(&t, str_of(date_text(v->published_day).text));
        table_int(&t, v->rows_read);
        table_int(&t, v->cells_added);
        table_int(&t, v->cells_changed);
        table_int(&t, v->cells_same);
        table_text(&t, v->mapping);
        table_text(&t, v->file_name);
        table_text(&t, call->format == TABLE_TEXT ? (Str){ 12, v->file_sha256.p } : v->file_sha256);
    }
    return table_print(&t, "nothing was imported yet", call->out, &op->err);
}

static ErrCode revisions(CommandCall *call, Op *op)
{
    Series s;
    Revisions all;
    const PlaceBook *book;
    TRY(series_find(op, str_of(call->argv[1]), &s));
    TRY(series_revisions(op, &s, &all));
    TRY(place_book_load(op, &book));
    Table t = table_open(op->mem, call->format, revision_columns);
    for (size_t i = 0; i < all.n; i++) {
        const Revision *r = &all.v[i];
        const Place *p = place_by_id(book, r->place_id);
        table_text(&t, str_of(period_text(s.period, r->period).text));
        table_text(&t, p ? p->code : STR("?"));
        table_text(&t, p ? p->name : STR("?"));
        table_f64(&t, r->old_value, s.rate ? 1 : 0);
        table_f64(&t, r->new_value, s.rate ? 1 : 0);
        table_int(&t, r->old_vintage);
        table_int(&t, r->new_vintage);
    }
    return table_print(&t, "no cell was revised", call->out, &op->err);
}

static ErrCode option_period(const CommandCall *call, Op *op, const char *name, const Series *s,
                             int32_t *period)
{
    const char *text = call_option(call, name);
    return text ? period_parse(s->period, str_of(text), name, period, &op->err) : ERR_OK;
}

/* The periods asked for, within those that there are. */
static ErrCode choose_periods(const CommandCall *call, Op *op, const Series *s, GridRequest *rq,
                              bool *ret_any)
{
    bool newest;
    TRY(grid_earliest_period(op, s, rq, ret_any, &rq->first));
    TRY(grid_newest_period(op, s, INT32_MAX, rq, &newest, &rq->last));
    *ret_any = *ret_any && newest;
    TRY(option_period(call, op, "from", s, &rq->first));
    return option_period(call, op, "to", s, &rq->last);
}

static ErrCode print_values(CommandCall *call, Op *op, const Series *s, const Grid *g,
                            const Place *only)
{
    Table t = table_open(op->mem, call->format, value_columns);
    for (size_t i = 0; i < g->n; i++) {
        if (only && g->rows[i].place != only) continue;
        for (size_t k = 0; k < g->periods; k++) {
            table_text(&t, g->rows[i].place->code);
            table_text(&t, g->rows[i].place->name);
            table_text(
                &t, arena_str(op->mem, str_of(period_text(s->period, g->first + (int32_t)k).text)));
            table_f64(&t, g->rows[i].v[k], s->rate ? 1 : 0);
        }
    }
    for (size_t i = 0; i < g->uncarried.n; i++)
        call_note(call, "the figures of %.*s (%.*s) cannot be carried to this geography",
                  STR_ARG(g->uncarried.v[i]->name), STR_ARG(g->uncarried.v[i]->code));
    return table_print(&t, "no values", call->out, &op->err);
}

static ErrCode values(CommandCall *call, Op *op)
{
    Series s;
    Grid g = { .n = 0 };
    const PlaceBook *book;
    const Place *only = NULL;
    bool any;
    const char *place = call_option(call, "place");
    GridRequest rq = { .areas = call_option(call, "areas") != NULL || place };
    TRY(call_option_day(call, "as-of", call_today(call), &rq.known_day));
    TRY(call_option_day(call, "geography", call_today(call), &rq.geography_day));
    TRY(series_find(op, str_of(call->argv[1]), &s));
    TRY(place_book_load(op, &book));
    if (place) TRY(place_resolve(book, str_of(place), rq.geography_day, &only, &op->err));
    TRY(choose_periods(call, op, &s, &rq, &any));
    if (any) TRY(grid_load(op, &s, book, &rq, &g));
    return print_values(call, op, &s, &g, only);
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },
    { "show", 2, OP_READ, show },
    { "add", 3, OP_WRITE, add },
    { "vintages", 2, OP_READ, vintages },
    { "revisions", 2, OP_READ, revisions },
    { "values", 2, OP_READ, values },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "place", "NAME", "only this place" },
    { "from", "PERIOD", "first period, such as 2016-07 or 2016-W27" },
    { "to", "PERIOD", "last period" },
    { "as-of", "DATE", "the figures as they were known on that day (default: today)" },
    { "geography", "DATE", "the councils of that day (default: today)" },
    { "areas", NULL, "counties, forces, regions and England too" },
    { NULL, NULL, NULL },
};

COMMAND(series) = {
    .name = "series",
    .usage = "series [list|show CODE|values CODE|vintages CODE|revisions CODE|add CODE FILE]",
    .summary = "List the series; show their values, vintages and revisions; add one",
    .help =
        "Values flow to the councils of the day asked for: counts of merged councils are summed,\n"
        "rates are rebuilt from numerator and denominator, and what cannot be carried is named.\n"
        "add defines a series from a text file such as those in data/series.\n",
    .options = options,
    .max_args = 3,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
