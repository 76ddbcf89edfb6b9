/* `belfry import` - takes a file of figures into a series. */
#include "observations/import.h"
#include "base/date.h"
#include "cli/command.h"

static ErrCode choose_mapping(const CommandCall *call, Op *op, const Series *s, Mapping *room,
                              const Mapping **ret)
{
    const char *named = call_option(call, "map");
    Str name = named ? str_of(named) : s->mapping;
    *ret = NULL;
    if (name.n == 0 || str_eq(name, STR("guess"))) return ERR_OK;
    TRY(mapping_find(name, op->mem, room, &op->err));
    *ret = room;
    return ERR_OK;
}

static void print_errors(const ImportReport *r, Buf *out)
{
    for (size_t i = 0; i < r->errors_n; i++) buf_addf(out, "  %.*s\n", STR_ARG(r->errors[i]));
    if (r->bad_rows > (int64_t)r->errors_n)
        buf_addf(out, "  ... and %lld rows more\n",
                 (long long)(r->bad_rows - (int64_t)r->errors_n));
}

static void print_line(Buf *out, int64_t n, const char *what)
{
    if (n) buf_addf(out, "  %lld %s\n", (long long)n, what);
}

/* What a careful reader would want to know before trusting the figures. */
static void print_remarks(const ImportReport *r, Buf *out)
{
    if (r->latin1) buf_add(out, STR("  the file is not UTF-8: it was read as Latin-1\n"));
    print_line(out, r->filtered, "rows of other series were left out, as the mapping says");
    for (size_t i = 0; i < r->ignored_n; i++)
        if (r->ignored[i].rows)
            buf_addf(out, "  %lld rows with %.*s = %.*s were left out: %.*s\n",
                     (long long)r->ignored[i].rows, STR_ARG(r->ignored[i].column),
                     STR_ARG(r->ignored[i].value), STR_ARG(r->ignored[i].reason));
    print_line(out, r->renamed,
               "rows have the code of another place than their name: the name was believed");
    print_line(out, r->former_codes, "values stand under the code of a council that had ended");
    print_line(out, r->early_codes, "values stand under the code of a council that had not begun");
    print_line(out, r->zeros, "cells without a row are zero, as the mapping says");
}

static void print_outcome(const CommandCall *call, const Series *s, const ImportReport *r,
                          const ImportRequest *rq)
{
    Buf *out = call->out;
    bool dry = call_option(call, "dry-run") != NULL;
    buf_addf(out, "%lld rows read with the mapping %.*s\n", (long long)r->rows,
             STR_ARG(r->mapping.name));
    print_remarks(r, out);
    if (r->bad_rows) {
        buf_addf(out, "  %lld rows were not accepted:\n", (long long)r->bad_rows);
        print_errors(r, out);
    }
    if (!r->vintage_id) {
        buf_addf(out, "%.*s: nothing new, all %lld cells are there already\n", STR_ARG(s->code),
                 (long long)r->same);
        return;
    }
    buf_addf(out,
             "%.*s%s: vintage %lld, published %s: %lld cells new, %lld revised, %lld the same\n",
             STR_ARG(s->code), dry ? " (dry run, nothing was stored)" : "",
             (long long)r->vintage_id, date_text(rq->published_day).text, (long long)r->added,
             (long long)r->changed, (long long)r->same);
    if (r->changed && !dry)
        buf_addf(out, "belfry series revisions %.*s lists what was revised\n", STR_ARG(s->code));
}

static ErrCode work(CommandCall *call, Op *op)
{
    Series s;
    const PlaceBook *book;
    Mapping room;
    ImportReport *report;
    const char *series = call_option(call, "series");
    ImportRequest rq = { .path = call->argv[0],
                         .accept_good_rows = call_option(call, "accept-good-rows") != NULL };
    if (!series) return err_set(&op->err, ERR_INPUT, "--series: expected the code of a series");
    NEW(report, 1, op->mem, &op->err);
    TRY(call_option_day(call, "vintage", call_today(call), &rq.published_day));
    TRY(series_find(op, str_of(series), &s));
    TRY(choose_mapping(call, op, &s, &room, &rq.mapping));
    TRY(place_book_load(op, &book));
    ErrCode code = import_file(op, &s, book, &rq, report);
    if (code != ERR_OK) {
        print_errors(report, call->out);
        return code;
    }
    print_outcome(call, &s, report, &rq);
    return ERR_OK;
}

/* A dry run does everything and then takes it back. */
static ErrCode run(CommandCall *call)
{
    Op op;
    bool dry = call_option(call, "dry-run") != NULL;
    ErrCode code = call_begin(call, OP_WRITE, &op);
    if (code == ERR_OK) code = work(call, &op);
    bool take_back = code == ERR_OK && dry;
    ErrCode ended = call_end(call, &op, take_back ? ERR_CONFLICT : code);
    return take_back ? ERR_OK : ended;
}

static const CommandOption options[] = {
    { "series", "CODE", "the series that the figures belong to (belfry series list)" },
    { "map", "NAME|FILE", "how to read the file (default: the series' own; 'guess' to guess)" },
    { "vintage", "DATE", "the day on which the figures were published (default: today)" },
    { "dry-run", NULL, "check and report, store nothing" },
    { "accept-good-rows", NULL, "store the good rows although others are bad" },
    { NULL, NULL, NULL },
};

COMMAND(import) = {
    .name = "import",
    .usage = "import FILE --series CODE [--map NAME] [--vintage DATE] [--dry-run]",
    .summary = "Take a CSV file of figures into a series, as a new vintage",
    .help =
        "Either the whole file is accepted or nothing is stored; bad rows are listed with line,\n"
        "column, value and what was expected.  Only cells that are new or differ are kept, and\n"
        "older vintages stay: the same file twice changes nothing.  docs/import.md tells how to\n"
        "write a mapping for another kind of file.\n",
    .options = options,
    .min_args = 1,
    .max_args = 1,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
