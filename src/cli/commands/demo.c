/* `belfry demo` - the main job on the example that comes with the program. */
#include "access/account.h"
#include "base/embed.h"
#include "cli/import_jobs.h"
#include "cli/serve_site.h"
#include "cli/setup.h"
#include "cli/watch_replay.h"
#include "detection/explain.h"
#include "indicators/figures.h"
#include "observations/import.h"

static const char series_code[] = "met-race-religion-public-order";
static const char london[] = "E23000001"; /* the Metropolitan Police, 32 boroughs together */

static const struct {
    const char *file, *published;
} vintages[] = {
    { "data/examples/met-race-religion-public-order-2023-08.csv", "2023-08-31" },
    { "data/examples/met-race-religion-public-order.csv", "2025-12-31" },
};

/* What everybody remembers, and what must not be mistaken for it. */
static const struct {
    const char *period, *what;
    bool rise;
} moments[] = {
    { "2012-04", "recording changed, a marked break", false },
    { "2016-07", "after the referendum", true },
    { "2020-06", "after the first lockdown", true },
    { "2020-07", "after the first lockdown", true },
    { "2024-08", "after Southport", true },
};

/* People to try the example as; each signs in with one press, on the machine that it runs on. */
static const struct {
    const char *login, *name, *role, *organisation, *area;
} people[] = {
    { "example-duty", "Duty officer, national", "duty_officer", "Example national office", "" },
    { "example-analyst", "Analyst, national", "analyst", "Example national office", "" },
    { "example-hackney", "Cohesion officer, Hackney", "cohesion_officer", "Example Hackney Council",
      "E09000012" },
    { "example-chair", "Tension group chair, Hackney", "group_chair", "Example Hackney Council",
      "E09000012" },
    { "example-comms", "Communications lead, Hackney", "comms_lead", "Example Hackney Council",
      "E09000012" },
    { "example-councillor", "Councillor, Hackney", "councillor", "Example Hackney Council",
      "E09000012" },
    { "example-police", "Tension desk, Metropolitan Police", "force_officer",
      "Example police force", "E23000001" },
    { "example-partner", "Faith partner, Tower Hamlets", "partner", "Example faith forum",
      "E09000030" },
    { "example-frontline", "Youth worker, Hackney", "front_line", "Example Hackney Council",
      "E09000012" },
    { "example-reader", "Reader", "reader", "Example library", "E09000030" },
    { "example-auditor", "Auditor", "auditor", "Example auditor", "" },
    { "example-admin", "Administrator", "administrator", "Example operator", "" },
};

static ErrCode add_people(Op *op)
{
    Accounts have;
    TRY(account_list(op, &have));
    for (size_t i = 0; i < have.n; i++)
        if (have.v[i].example) return ERR_OK;
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
        Account a = { .login = str_of(people[i].login),
                      .name = str_of(people[i].name),
                      .role = str_of(people[i].role),
                      .organisation = str_of(people[i].organisation),
                      .area = str_of(people[i].area),
                      .example = true };
        TRY(account_add(op, &a));
    }
    return ERR_OK;
}

static ErrCode import_one(CommandCall *call, Op *op, const Series *s, const PlaceBook *book,
                          size_t which)
{
    Mapping map;
    ImportReport *report;
    const EmbeddedFile *file = embed_find(str_of(vintages[which].file));
    if (!file) return err_set(&op->err, ERR_BUG, "%s is not in the program", vintages[which].file);
    ImportRequest rq = { .path = vintages[which].file, .text = file->bytes, .mapping = &map };
    NEW(report, 1, op->mem, &op->err);
    TRY(mapping_find(STR("met-example"), op->mem, &map, &op->err));
    TRY(date_parse(str_of(vintages[which].published), "published", &rq.published_day, &op->err));
    TRY(import_file(op, s, book, &rq, report));
    buf_addf(call->out, "  %s: %lld rows, %lld cells new, %lld revised, %lld the same\n",
             vintages[which].file, (long long)report->rows, (long long)report->added,
             (long long)report->changed, (long long)report->same);
    return ERR_OK;
}

/* The figures of every council that come with the program; what each import says is not shown. */
static ErrCode import_england(CommandCall *call, Op *op)
{
    enum { SAID_BYTES = 1 << 20 };
    AUTO(buf_free) Buf said = BUF_MAX(SAID_BYTES);
    Buf *out = call->out;
    call->out = &said;
    ErrCode code = import_list(call, op, "england");
    call->out = out;
    TRY(code);
    buf_add(out, STR("   The figures of every council behind the cohesion profiles "
                     "(data/england/SOURCES.md)\n"));
    return ERR_OK;
}

static ErrCode prepare(CommandCall *call, Op *op)
{
    SetupFacts facts;
    Series s;
    const PlaceBook *book;
    int64_t values;
    TRY(setup_database(op, &facts));
    buf_addf(call->out, "1. The database %s has the register of England (%lld new entries)\n",
             call->database, (long long)facts.register_entries);
    TRY(series_find(op, str_of(series_code), &s));
    TRY(place_book_load(op, &book));
    buf_addf(call->out, "2. EXAMPLE figures: %.*s\n   (%.*s; %.*s)\n", STR_ARG(s.title),
             STR_ARG(s.source), STR_ARG(s.licence));
    for (size_t i = 0; i < sizeof vintages / sizeof vintages[0]; i++)
        TRY(import_one(call, op, &s, book, i));
    if (call_option(call, "england")) TRY(import_england(call, op));
    TRY(indicator_refresh(op, book, str_of(series_code), &values));
    return add_people(op);
}

static ErrCode replay(CommandCall *call, Op *op)
{
    WatchRequest rq = { .q = WATCH_Q,
                        .budget_per_week = WATCH_BUDGET_PER_WEEK,
                        .series = str_of(series_code),
                        .threads = 2 };
    ReplayTotals t;
    int32_t from;
    TRY(plan_default(op->mem, &rq.plan, &op->err));
    TRY(date_parse(STR("2010-05-01"), "from", &from, &op->err));
    TRY(date_parse(STR("2025-12-31"), "until", &rq.as_of_day, &op->err));
    rq.known_day = rq.as_of_day;
    Replay steps = { .from = from, .step = PERIOD_MONTH };
    TRY(watch_replay(call, op, &rq, &steps, &t));
    double borough_years = (double)t.council_tests / 12.0;
    buf_addf(call->out,
             "3. The watch, replayed month by month: %lld evenings, %lld tests, %lld places still "
             "without enough history\n",
             (long long)t.runs, (long long)t.tests, (long long)t.silent);
    if (borough_years > 0)
        buf_addf(call->out,
                 "   Measured over %.0f borough-years: %.2f alarms and %.2f proposals a "
                 "borough-year; a level of\n   0.005 would give 0.06 alarms if nothing ever "
                 "happened; %.1f proposals expected to be false\n",
                 borough_years, (double)t.council_alarms / borough_years,
                 (double)(t.council_proposals) / borough_years, t.expected_false);
    return ERR_OK;
}

static bool is_moment(const Proposal *p, const char *period)
{
    return str_eq(str_of(period_text(p->unit, p->period).text), str_of(period));
}

static void print_moment(CommandCall *call, const Proposals *all, size_t m)
{
    const Proposal *wide = NULL;
    size_t boroughs = 0;
    for (size_t i = 0; i < all->n; i++) {
        const Proposal *p = &all->v[i];
        if (!is_moment(p, moments[m].period)) continue;
        if (str_eq(p->place, str_of(london)))
            wide = p;
        else
            boroughs++;
    }
    buf_addf(call->out, "   %s  %-36s", moments[m].period, moments[m].what);
    if (wide)
        buf_addf(call->out, "FOUND: %.0f in London, %.0f expected (proposal %lld), %zu borough%s\n",
                 wide->observed, wide->expected, (long long)wide->id, boroughs,
                 boroughs == 1 ? "" : "s");
    else if (boroughs)
        buf_addf(call->out, "found in %zu boroughs, not in London as a whole\n", boroughs);
    else
        buf_addf(call->out, "%s\n",
                 moments[m].rise ? "NOT FOUND"
                                 : "no proposal, as it should be: nothing is compared across it");
}

static ErrCode tell(CommandCall *call, Op *op)
{
    Proposals all;
    ProposalFilter f = { .all = true, .series = str_of(series_code) };
    size_t boroughs = 0;
    const Proposal *example = NULL;
    TRY(proposal_list(op, &f, &all));
    for (size_t i = 0; i < all.n; i++) {
        boroughs += !str_eq(all.v[i].place, str_of(london));
        if (!str_eq(all.v[i].place, str_of(london)) && is_moment(&all.v[i], "2020-06"))
            example = &all.v[i];
    }
    buf_addf(call->out,
             "4. %zu proposals, %zu of single boroughs.  The moments that everybody remembers:\n",
             all.n, boroughs);
    for (size_t m = 0; m < sizeof moments / sizeof moments[0]; m++) print_moment(call, &all, m);
    if (example) buf_addf(call->out, "   For example: %.*s.\n", STR_ARG(example->reason));
    buf_addf(call->out, "\nGo on with\n  %s alerts list --database %s\n", call->program,
             call->database);
    buf_addf(call->out, "  %s explain %lld --database %s\n", call->program,
             (long long)(example ? example->id : 1), call->database);
    buf_addf(call->out, "  %s serve --database %s    the same in a browser\n", call->program,
             call->database);
    return ERR_OK;
}

/* At 8080, or wherever there is room when that is taken. */
static ErrCode serve(CommandCall *call)
{
    char key[4200];
    ServerSettings settings = { .database = call->database,
                                .host = "127.0.0.1",
                                .port = 8080,
                                .threads = 2,
                                .forms_per_minute = 60,
                                .key_path = serve_key_path(call, key, sizeof key) };
    buf_addf(call->out, "\n5. The same in a browser, with the example loaded; try it as anybody "
                        "under \"Sign in\".\n   ");
    ErrCode code = serve_site(call, &settings, NULL);
    if (code != ERR_IO) return code;
    call->op->err.code = ERR_OK;
    settings.port = 0;
    return serve_site(call, &settings, NULL);
}

static ErrCode run(CommandCall *call)
{
    TRY(call_in_op(call, OP_WRITE, prepare));
    call_flush(call);
    TRY(call_in_op(call, OP_WRITE, replay));
    call_flush(call);
    TRY(call_in_op(call, OP_READ, tell));
    return call_option(call, "no-serve") ? ERR_OK : serve(call);
}

static const CommandOption options[] = {
    { "no-serve", NULL, "end when the findings are printed" },
    { "england", NULL, "load the figures of every council too, for the cohesion profiles" },
    { NULL, NULL, NULL },
};

COMMAND(demo) = {
    .name = "demo",
    .usage = "demo [--database FILE] [--england] [--no-serve]",
    .summary = "Load the example, replay the watch over it, show what it finds",
    .help =
        "Imports the race or religion aggravated public order offences of 32 London boroughs,\n"
        "188 months, in the two vintages that were published, and runs the watch as at the end\n"
        "of each month.  Running it again changes nothing.  Then it serves the site on\n"
        "127.0.0.1:8080 until Ctrl-C, with accounts of each role to try.\n",
    .options = options,
    .needs = NEEDS_CONNECTION,
    .makes_database = true,
    .run = run,
};
