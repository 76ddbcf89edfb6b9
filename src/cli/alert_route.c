#include "cli/alert_route.h"

#include "alerts/dry_run.h"
#include "base/ini.h"
#include "base/london.h"

static const char *const why_columns[] = {
    "desk", "when", "people", "names", "route", "title", NULL
};
static const char *const event_columns[] = { "at",     "kind",  "place_name", "subject", "level",
                                             "routes", "desks", "people",     "nobody",  NULL };
static const char *const desk_columns[] = { "desk",   "notices", "at_once", "people",
                                            "nobody", "title",   NULL };

static ErrCode load(const CommandCall *call, Op *op, const Routing **ret)
{
    const char *path = call_option(call, "routing");
    Str text;
    if (!path) return routing_load(op, ret);
    TRY(ini_load(path, op->mem, &text, &op->err));
    return routing_parse(text, path, op->mem, ret, &op->err);
}

static ErrCode read_level(const CommandCall *call, Op *op, int *ret)
{
    const char *text = call_option(call, "level");
    return text ? alert_level_parse(str_of(text), "--level", ret, &op->err) : ERR_OK;
}

/* An alert that is there, or one that might be: --place and --level. */
static ErrCode read_alert(const CommandCall *call, Op *op, Alert *ret)
{
    const PlaceBook *book;
    const Place *p;
    const char *id = call_option(call, "explain"), *place = call_option(call, "place");
    const char *nature = call_option(call, "nature");
    int64_t number;
    if (id && *id && strcmp(id, "-") != 0) {
        TRY(str_int(str_of(id), "--explain", &number, &op->err));
        return alert_find(op, number, ret);
    }
    if (!place) return err_set(&op->err, ERR_INPUT, "--explain - needs --place CODE");
    TRY(place_book_load(op, &book));
    TRY(place_resolve(book, str_of(place), call_today(call), &p, &op->err));
    *ret = (Alert){ .place_id = p->id,
                    .place = p->code,
                    .place_name = p->name,
                    .subject = STR("something"),
                    .source = STR("person") };
    if (nature) TRY(nature_parse(str_of(nature), "--nature", &ret->state.nature, &op->err));
    return read_level(call, op, &ret->state.level);
}

static ErrCode explain(CommandCall *call, Op *op, const Routing *r)
{
    Alert a;
    TellPlan plan;
    TRY(read_alert(call, op, &a));
    TRY(tell_explain(op, r, &a, &plan));
    if (call->format == TABLE_TEXT) buf_addf(call->out, "%.*s\n", STR_ARG(plan.trace));
    Table t = table_open(op->mem, call->format, why_columns);
    for (size_t i = 0; i < plan.n; i++) {
        const TellWhy *w = &plan.v[i];
        table_text(&t, w->desk);
        table_text(&t, when_words(w->when, op->mem));
        table_int(&t, (int64_t)w->people);
        table_text(&t, w->names);
        table_text(&t, w->route);
        table_text(&t, w->title);
    }
    return table_print(&t, "no desk is told", call->out, &op->err);
}

static ErrCode print_events(CommandCall *call, Op *op, const DryRun *d)
{
    Table t = table_open(op->mem, call->format, event_columns);
    for (size_t i = 0; i < d->events_n; i++) {
        const DryRunEvent *e = &d->events[i];
        table_text(&t, arena_str(op->mem, str_of(london_words(e->at).text)));
        table_text(&t, e->kind);
        table_text(&t, e->place_name);
        table_text(&t, e->subject);
        table_text(&t, str_of(alert_level_text(e->level)));
        table_text(&t, e->routes);
        table_text(&t, e->desks);
        table_int(&t, (int64_t)e->people);
        table_int(&t, (int64_t)e->nobody);
    }
    return table_print(&t, "nothing happened in that time", call->out, &op->err);
}

static ErrCode try_out(CommandCall *call, Op *op, const Routing *r)
{
    int32_t first, last;
    DryRun d;
    TRY(call_option_day(call, "until", call_today(call), &last));
    TRY(call_option_day(call, "from", last - 365, &first));
    TRY(dry_run(op, r, first, last, &d));
    TRY(print_events(call, op, &d));
    if (call->format != TABLE_TEXT) return ERR_OK;
    buf_addf(call->out, "\nfrom %s to %s: %zu events; nothing was sent\n", date_text(first).text,
             date_text(last).text, d.events_n);
    Table t = table_open(op->mem, call->format, desk_columns);
    for (size_t i = 0; i < d.desks_n; i++) {
        const DryRunDesk *k = &d.desks[i];
        table_text(&t, k->desk);
        table_int(&t, (int64_t)k->notices);
        table_int(&t, (int64_t)k->at_once);
        table_int(&t, (int64_t)k->people);
        table_int(&t, (int64_t)k->nobody);
        table_text(&t, k->title);
    }
    return table_print(&t, "no desks", call->out, &op->err);
}

ErrCode alert_route(CommandCall *call, Op *op)
{
    const Routing *r;
    TRY(load(call, op, &r));
    if (call_option(call, "explain")) return explain(call, op, r);
    if (call_option(call, "dry-run")) return try_out(call, op, r);
    buf_add(call->out, r->text);
    return ERR_OK;
}

ErrCode alert_route_set(CommandCall *call, Op *op)
{
    const char *path = call_option(call, "routing"), *reason = call_option(call, "reason");
    Str text;
    if (!path) return err_set(&op->err, ERR_INPUT, "--routing FILE is needed");
    TRY(ini_load(path, op->mem, &text, &op->err));
    TRY(routing_set(op, text, path, str_of(reason)));
    buf_add(call->out, STR("routing set\n"));
    return ERR_OK;
}
