/* `belfry import` - takes files of figures into series. */
#include "cli/command.h"
#include "cli/import_jobs.h"

static ErrCode work(CommandCall *call, Op *op)
{
    const char *path = call->argv[0], *series = call_option(call, "series"),
               *map = call_option(call, "map");
    ImportJob job = { .path = str_of(path), .series = str_of(series), .map = str_of(map) };
    if (import_is_list(str_of(path))) {
        if (series || map)
            return err_set(&op->err, ERR_INPUT, "%s: the list itself says series and map", path);
        return import_list(call, op, path);
    }
    TRY(call_option_day(call, "vintage", call_today(call), &job.published_day));
    return import_job(call, op, &job);
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
    .usage =
        "import FILE|LIST.ini|england [--series CODE] [--map NAME] [--vintage DATE] [--dry-run]",
    .summary = "Take a CSV file of figures into a series, as a new vintage",
    .help =
        "Either the whole file is accepted or nothing is stored; bad rows are listed with line,\n"
        "column, value and what was expected.  Only cells that are new or differ are kept, and\n"
        "older vintages stay: the same file twice changes nothing.  With --map and no --series "
        "the\n"
        "file goes into every series that this mapping reads; a LIST.ini names several files, all\n"
        "of which are taken in or none; 'england' is the list that comes with the program.\n"
        "docs/import.md tells how to write a mapping.\n",
    .options = options,
    .min_args = 1,
    .max_args = 1,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
