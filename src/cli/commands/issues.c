/* `belfry issues` - what the tension groups talk about. */
#include "base/date.h"
#include "cli/command.h"
#include "places/place.h"
#include "signals/assessment.h"
#include "signals/codes.h"

static const char *const columns[] = { "id",    "state", "place",   "place_name", "title",
                                       "theme", "since", "closure", "exercise",   NULL };

static void add_row(Table *t, const Issue *x)
{
    table_int(t, x->id);
    table_text(t, x->open ? STR("open") : STR("closed"));
    table_text(t, x->place);
    table_text(t, x->place_name);
    table_text(t, x->title);
    table_text(t, str_trim(x->themes));
    table_text(t, str_of(date_text(x->start_day).text));
    table_text(t, x->closure);
    table_text(t, x->exercise ? STR("exercise") : STR(""));
}

static ErrCode list(CommandCall *call, Op *op)
{
    Issues all;
    TRY(issue_list(op, 0, call_option(call, "all") != NULL, &all));
    Table t = table_open(op->mem, call->format, columns);
    for (size_t i = 0; i < all.n; i++) add_row(&t, &all.v[i]);
    return table_print(&t, "no issues", call->out, &op->err);
}

static ErrCode place_of(CommandCall *call, Op *op, int64_t *ret)
{
    const PlaceBook *book;
    const Place *p;
    const char *name = call_option(call, "place");
    if (!name) return err_set(&op->err, ERR_INPUT, "--place: say which");
    TRY(place_book_load(op, &book));
    TRY(place_resolve(book, str_of(name), call_today(call), &p, &op->err));
    *ret = p->id;
    return ERR_OK;
}

static ErrCode open(CommandCall *call, Op *op)
{
    Issue x = { .title = str_of(call_option(call, "title")),
                .themes = str_of(call_option(call, "theme")),
                .communities = str_of(call_option(call, "communities")),
                .exercise = call_option(call, "exercise") != NULL };
    int64_t id;
    TRY(place_of(call, op, &x.place_id));
    TRY(call_option_day(call, "since", call_today(call), &x.start_day));
    TRY(issue_open(op, &x, &id));
    buf_addf(call->out, "issue %lld opened\n", (long long)id);
    return ERR_OK;
}

static ErrCode close_one(CommandCall *call, Op *op)
{
    int64_t id;
    TRY(str_int(str_of(call->argv[1]), "ID", &id, &op->err));
    TRY(issue_close(op, id, str_of(call_option(call, "closure")),
                    str_of(call_option(call, "reason"))));
    buf_addf(call->out, "issue %lld closed\n", (long long)id);
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },
    { "open", 1, OP_WRITE, open },
    { "close", 2, OP_WRITE, close_one },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "all", NULL, "closed ones too" },
    { "title", "TEXT", "what it is about; name nobody" },
    { "place", "NAME", "where: a name or a code" },
    { "theme", "CODES", "such as \"MIG RUM\"; belfry levels codes lists them" },
    { "communities", "TEXT", "which groups are affected" },
    { "since", "DAY", "when it began; today when not said" },
    { "exercise", NULL, "nothing of it is real" },
    { "closure", "CODE", "why it is closed: BAS MRG CRM UNF SUP DUP" },
    { "reason", "TEXT", "the same in words" },
    { NULL, NULL, NULL },
};

COMMAND(issues) = {
    .name = "issues",
    .usage = "issues [list|open --title T --place P --theme C|close ID --closure C --reason R]",
    .summary = "List the issues that tension groups talk about; open or close one",
    .help = "An issue is one tension in one place: groups and events, never named persons.\n"
            "Opening and closing need an account that may assess (--actor).\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
