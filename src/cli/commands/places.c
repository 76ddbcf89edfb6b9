/* `belfry places` - the register: who governs where, and since when. */
#include <errno.h>
#include <math.h>
#include <stdio.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/ini.h"
#include "cli/command.h"
#include "indicators/figures.h"
#include "places/outline.h"
#include "places/place.h"
#include "places/register.h"

static const char *const list_columns[] = { "code",   "name",   "kind",  "start_date", "end_date",
                                            "county", "region", "force", NULL };

static void add_day(Table *t, int32_t day, int32_t open)
{
    if (day == open)
        table_missing(t);
    else
        table_text(t, str_of(date_text(day).text));
}

static void add_row(Table *t, const Place *p)
{
    table_text(t, p->code);
    table_text(t, p->name);
    table_text(t, str_of(place_kind_name(p->kind)));
    add_day(t, p->start_day, PLACE_DAY_OPEN_START);
    add_day(t, p->end_day, PLACE_DAY_OPEN_END);
    table_text(t, p->county);
    table_text(t, p->region);
    table_text(t, p->force);
}

static ErrCode chosen_kind(const CommandCall *call, Op *op, bool *ret_councils, int *ret_kind)
{
    const char *text = call_option(call, "kind");
    PlaceKind kind;
    *ret_kind = -1;
    *ret_councils = text && strcmp(text, "council") == 0;
    if (!text || *ret_councils) return ERR_OK;
    TRY(place_kind_parse(str_of(text), &kind, &op->err));
    *ret_kind = (int)kind;
    return ERR_OK;
}

static ErrCode list(CommandCall *call, Op *op)
{
    const PlaceBook *book;
    bool councils;
    int kind;
    int32_t day;
    TRY(call_option_day(call, "as-of", call_today(call), &day));
    TRY(chosen_kind(call, op, &councils, &kind));
    TRY(place_book_load(op, &book));
    PlaceList all = place_all(book);
    Table t = table_open(op->mem, call->format, list_columns);
    for (size_t i = 0; i < all.n; i++) {
        const Place *p = all.v[i];
        bool alive = place_alive(p, day) || call_option(call, "all");
        if (!alive || (kind >= 0 && (int)p->kind != kind)) continue;
        if (!councils || place_kind_is_council(p->kind)) add_row(&t, p);
    }
    return table_print(&t, "no such places", call->out, &op->err);
}

static void print_day_line(Buf *out, const Place *p)
{
    if (p->start_day != PLACE_DAY_OPEN_START)
        buf_addf(out, "  since      %s\n", date_text(p->start_day).text);
    if (p->end_day != PLACE_DAY_OPEN_END)
        buf_addf(out, "  until      %s, when it ended\n", date_text(p->end_day).text);
}

static void print_area(Buf *out, const PlaceBook *book, const char *what, Str code)
{
    const Place *p = code.n ? place_by_code(book, code) : NULL;
    if (p) buf_addf(out, "  %-10s %.*s (%.*s)\n", what, STR_ARG(p->name), STR_ARG(p->code));
}

static void print_list(Buf *out, const char *what, PlaceList list)
{
    for (size_t i = 0; i < list.n; i++)
        buf_addf(out, "  %-10s %.*s (%.*s)\n", i ? "" : what, STR_ARG(list.v[i]->name),
                 STR_ARG(list.v[i]->code));
}

/* Every place before it, or after it, each generation further in. */
static void print_history(Buf *out, const PlaceBook *book, const Place *p, bool back, int depth)
{
    PlaceList list = back ? place_predecessors(book, p) : place_successors(book, p);
    for (size_t i = 0; i < list.n; i++) {
        const Place *q = list.v[i];
        buf_addf(out, "  %-10s %*s%.*s (%.*s), %s %s\n",
                 depth || i ? "" : (back ? "replaced" : "became"), 2 * depth, "", STR_ARG(q->name),
                 STR_ARG(q->code), back ? "until" : "from",
                 date_text(back ? q->end_day : q->start_day).text);
        print_history(out, book, q, back, depth + 1);
    }
}

static void print_populations(Buf *out, const PlaceBook *book, const Place *p)
{
    PlacePopulations known = place_populations(book, p);
    for (size_t i = 0; i < known.n; i++)
        buf_addf(out, "  %-10s %d: %lld (%.*s)\n", i ? "" : "persons", known.v[i].year,
                 (long long)known.v[i].population, STR_ARG(known.v[i].source));
    int64_t sum = known.n ? -1 : place_population(book, p, 2021);
    if (sum >= 0)
        buf_addf(out, "  persons    %lld about 2021 (sum over its councils)\n", (long long)sum);
}

static void print_carry(Buf *out, const PlaceBook *book, const Place *p, int32_t day)
{
    const Place *to;
    PlaceCarry carry = place_carry(book, p, day, &to);
    if (to && to != p)
        buf_addf(out, "  figures    flow to %.*s (%.*s)\n", STR_ARG(to->name), STR_ARG(to->code));
    if (!to)
        buf_addf(out, "  figures    cannot be carried to %s: %s\n", date_text(day).text,
                 place_carry_words(carry));
}

static ErrCode print_relations(CommandCall *call, Op *op, const PlaceBook *book, const Place *p,
                               int32_t day)
{
    PlaceList near, members;
    PlaceAliases aliases = place_aliases(book, p);
    TRY(place_neighbours(book, p, day, op->mem, &near, &op->err));
    TRY(place_members(book, p, day, op->mem, &members, &op->err));
    print_list(call->out, "borders", near);
    if (!place_kind_is_council(p->kind))
        buf_addf(call->out, "  councils   %zu on %s\n", members.n, date_text(day).text);
    if (aliases.n) buf_add(call->out, STR("  also       "));
    for (size_t i = 0; i < aliases.n; i++)
        buf_addf(call->out, "%s%.*s", i ? ", " : "", STR_ARG(aliases.v[i]));
    if (aliases.n) buf_add(call->out, STR("\n"));
    return ERR_OK;
}

static ErrCode show(CommandCall *call, Op *op)
{
    const PlaceBook *book;
    const Place *p;
    int32_t day;
    Buf *out = call->out;
    TRY(call_option_day(call, "as-of", call_today(call), &day));
    TRY(place_book_load(op, &book));
    TRY(place_resolve(book, str_of(call->argv[1]), day, &p, &op->err));
    if (call->format != TABLE_TEXT) {
        Table t = table_open(op->mem, call->format, list_columns);
        add_row(&t, p);
        return table_print(&t, "", out, &op->err);
    }
    buf_addf(out, "%.*s (%.*s), %s\n", STR_ARG(p->name), STR_ARG(p->code),
             place_kind_words(p->kind));
    print_day_line(out, p);
    print_history(out, book, p, true, 0);
    print_history(out, book, p, false, 0);
    print_carry(out, book, p, day);
    print_area(out, book, "county", p->county);
    print_area(out, book, "region", p->region);
    print_area(out, book, "police", p->force);
    if (!isnan(p->latitude))
        buf_addf(out, "  at         %.4f, %.4f (latitude, longitude)\n", p->latitude, p->longitude);
    print_populations(out, book, p);
    return print_relations(call, op, book, p, day);
}

static ErrCode resolve(CommandCall *call, Op *op)
{
    const PlaceBook *book;
    const Place *p;
    int32_t day;
    TRY(call_option_day(call, "as-of", call_today(call), &day));
    TRY(place_book_load(op, &book));
    TRY(place_resolve(book, str_of(call->argv[1]), day, &p, &op->err));
    Table t = table_open(op->mem, call->format, list_columns);
    add_row(&t, p);
    return table_print(&t, "", call->out, &op->err);
}

static ErrCode load(CommandCall *call, Op *op)
{
    Str text;
    RegisterFacts facts = { .changed = 0 };
    const PlaceBook *book;
    int64_t values;
    TRY(ini_load(call->argv[1], op->mem, &text, &op->err));
    TRY(register_load_places(op, &(RegisterFile){ .name = call->argv[1], .text = text }, &facts));
    buf_addf(call->out,
             "%lld places added, %lld changed, %lld successions and %lld aliases added\n",
             (long long)facts.places_added, (long long)facts.places_changed,
             (long long)facts.successions_added, (long long)facts.aliases_added);
    /* The indicators are those of today's councils. */
    TRY(place_book_load(op, &book));
    return indicator_refresh(op, book, STR(""), &values);
}

static void close_file(FILE **f)
{
    if (*f) (void)fclose(*f);
}

static ErrCode read_file(const char *path, Buf *into, Err *e)
{
    AUTO(close_file) FILE *f = fopen(path, "rb");
    char part[1 << 16];
    size_t n;
    if (!f) return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    while (!into->full && (n = fread(part, 1, sizeof part, f)) > 0) buf_add(into, (Str){ n, part });
    if (ferror(f)) return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    return ERR_OK;
}

static void print_boundaries(const OutlineFacts *f, Buf *out)
{
    buf_addf(out,
             "borders of %zu places taken from %zu features and %zu points, code in %.*s, %s\n",
             f->kept, f->features, f->points, STR_ARG(f->code_property),
             f->on_grid ? "British National Grid" : "WGS 84");
    if (f->unknown)
        buf_addf(out, "%zu features are of places that are not in the register (%.*s first)\n",
                 f->unknown, STR_ARG(f->first_unknown));
}

static ErrCode load_boundaries(CommandCall *call, Op *op)
{
    AUTO(buf_free) Buf text = BUF_MAX(GEOJSON_MAX_BYTES + 1);
    const char *path = call->argv[1], *property = call_option(call, "code-property");
    const char *source = call_option(call, "source");
    const PlaceBook *book;
    OutlineFacts facts;
    OutlineFile file = { .file = { .name = path, .code_property = str_of(property) },
                         .source =
                             source ? str_of(source) : arena_fmt(op->mem, "the file %s", path) };
    TRY(call_option_day(call, "dated", call_today(call), &file.day));
    TRY(read_file(path, &text, &op->err));
    file.file.text = (Str){ text.n, text.n ? text.p : "" };
    if (text.full)
        file.file.text.n = GEOJSON_MAX_BYTES + 1; /* whatever it holds, it is too large */
    TRY(place_book_load(op, &book));
    TRY(outline_load(op, book, &file, &facts));
    print_boundaries(&facts, call->out);
    return ERR_OK;
}

static ErrCode remove_boundaries(CommandCall *call, Op *op)
{
    if (!call_option(call, "remove"))
        return err_set(&op->err, ERR_INPUT, "expected a GeoJSON file, or --remove");
    TRY(outline_remove(op));
    buf_add(call->out, STR("borders removed\n"));
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },
    { "show", 2, OP_READ, show },
    { "resolve", 2, OP_READ, resolve },
    { "load", 2, OP_WRITE, load },
    { "boundaries", 2, OP_WRITE, load_boundaries },
    { "boundaries", 1, OP_WRITE, remove_boundaries },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "as-of", "DATE", "the register as it was, or will be, on that day (default: today)" },
    { "kind", "KIND", "only this kind, or 'council' for every lower-tier and unitary council" },
    { "all", NULL, "former and future places too" },
    { "source", "TEXT", "whom the map names for its borders, with the licence" },
    { "dated", "DATE", "of which day the borders are (default: today)" },
    { "code-property", "NAME", "which property of a feature holds the place's code" },
    { "remove", NULL, "forget the borders that were loaded" },
    { NULL, NULL, NULL },
};

COMMAND(places) = {
    .name = "places",
    .usage = "places [list|show NAME|resolve NAME|load FILE|boundaries FILE]",
    .summary = "List the register of places, show one with its history, resolve a name",
    .help =
        "NAME is a code, a name or any usual spelling of it, today's or a former one.\n"
        "load adds or changes places from a CSV file with columns code, name, kind, start_date,\n"
        "end_date, county, region, force, predecessors, aliases, latitude, longitude, easting,\n"
        "northing, area_km2; only the first three are needed.  A council that is made by merger\n"
        "is one row with its predecessors' codes: they end on the day it starts, and what the\n"
        "row leaves blank is taken from them.\n"
        "boundaries takes a GeoJSON file of your own (polygons in WGS 84 or on the British "
        "National\n"
        "Grid, a property with the code such as LAD24CD) and offers real borders on the map page;\n"
        "they replace those loaded before.  Their licence is a matter between you and their "
        "owner.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
