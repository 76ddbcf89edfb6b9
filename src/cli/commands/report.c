/* `belfry report` - freezes figures, writes the yearly report from them, keeps councils' answers.
 */
#include "reports/report.h"
#include "cli/command.h"

static ErrCode read_year(CommandCall *call, Op *op, int *ret)
{
    enum { FIRST = 2000, LAST = 2100 };
    const char *given = call_option(call, "year");
    int64_t year;
    if (!given) return err_set(&op->err, ERR_INPUT, "--year: expected a year");
    TRY(str_int(str_of(given), "--year", &year, &op->err));
    if (year < FIRST || year > LAST)
        return err_set(&op->err, ERR_INPUT, "--year: expected %d to %d", FIRST, LAST);
    *ret = (int)year;
    return ERR_OK;
}

static ErrCode list(CommandCall *call, Op *op)
{
    static const char *const columns[] = { "kind", "year", "made", "figures", "snapshot", NULL };
    Snapshots all;
    Table t = table_open(op->mem, call->format, columns);
    TRY(snapshot_list(op, &all));
    for (size_t i = 0; i < all.n; i++) {
        table_text(&t, all.v[i].kind);
        table_int(&t, all.v[i].year);
        table_text(&t, str_of(date_text((int32_t)(all.v[i].made_at / 86400)).text));
        table_int(&t, all.v[i].figures);
        table_text(&t, all.v[i].digest);
    }
    return table_print(&t, "no snapshots; belfry report freeze makes one", call->out, &op->err);
}

static ErrCode freeze(CommandCall *call, Op *op)
{
    Snapshot s;
    int year;
    const char *kind = call_option(call, "kind");
    Str name = kind ? str_of(kind) : STR("state-of-cohesion");
    TRY(read_year(call, op, &year));
    if (!report_find(name))
        return err_set(&op->err, ERR_INPUT, "--kind: '%.40s' is no report", name.p);
    TRY(snapshot_freeze(op, name, year, &s));
    buf_addf(call->out, "%.*s %d: %lld figures, snapshot %.*s\n", STR_ARG(s.kind), s.year,
             (long long)s.figures, STR_ARG(s.digest));
    return ERR_OK;
}

static ErrCode make(CommandCall *call, Op *op)
{
    Snapshot s;
    const char *folder = call->argv[2];
    bool made = false;
    TRY(snapshot_find(op, str_of(call->argv[1]), &s));
    TRY(report_make(op, &s, folder));
    buf_addf(call->out, "%s: index.html, a page for each council, tables as CSV and figures.xlsx\n",
             folder);
    if (call_option(call, "no-pdf")) return ERR_OK;
    TRY(report_pdf(folder, "index.html", "report.pdf", &made, &op->err));
    buf_addf(call->out,
             made ? "%s/report.pdf: the national part\n"
                  : "%s: no PDF, neither Chromium nor WeasyPrint is installed\n",
             folder);
    return ERR_OK;
}

static ErrCode respond(CommandCall *call, Op *op)
{
    const char *text = call_option(call, "text");
    int year;
    bool correction = call_option(call, "correction") != NULL;
    TRY(read_year(call, op, &year));
    if (!text) return err_set(&op->err, ERR_INPUT, "--text: expected what the council says");
    TRY(snapshot_respond(op, year, str_of(call->argv[1]), correction, str_of(text)));
    buf_addf(call->out, "%s: %s kept for %d\n", call->argv[1],
             correction ? "correction" : "response", year);
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list }, { "freeze", 1, OP_WRITE, freeze },
    { "make", 3, OP_READ, make }, { "respond", 2, OP_WRITE, respond },
    { NULL, 0, OP_READ, NULL },
};

/* belfry report state-of-cohesion --year Y --out FOLDER: freeze and make in one go. */
static ErrCode both(CommandCall *call)
{
    const char *words[] = { "make", NULL, call_option(call, "out"), NULL };
    Snapshot s;
    Op op;
    int year;
    if (!words[2]) return err_set(&call->op->err, ERR_INPUT, "--out: expected a folder");
    TRY(call_begin(call, OP_WRITE, &op));
    ErrCode code = read_year(call, &op, &year);
    if (code == ERR_OK) code = snapshot_freeze(&op, str_of(call->argv[0]), year, &s);
    char name[80] = "";
    if (code == ERR_OK) memcpy(name, s.digest.p, s.digest.n < 79 ? s.digest.n : 79);
    TRY(call_end(call, &op, code));
    buf_addf(call->out, "snapshot %s\n", name);
    words[1] = name;
    CommandCall again = *call;
    again.argv = words;
    again.argc = 3;
    ErrCode made = call_in_op(&again, OP_READ, make);
    return made;
}

static ErrCode run(CommandCall *call)
{
    if (call->argc == 1 && report_find(str_of(call->argv[0]))) return both(call);
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "year", "YEAR", "the year that the report is about" },
    { "out", "FOLDER", "a new folder to write the report to" },
    { "kind", "NAME", "which report to freeze for (default: state-of-cohesion)" },
    { "no-pdf", NULL, "write no PDF" },
    { "text", "TEXT", "what the council says" },
    { "correction", NULL, "the text asks for a correction; otherwise it is a response" },
    { NULL, NULL, NULL },
};

COMMAND(report) = {
    .name = "report",
    .usage = "report [state-of-cohesion --year Y --out DIR|list|freeze --year Y|make SNAPSHOT DIR|"
             "respond CODE --year Y --text T]",
    .summary = "Freeze figures and write the yearly report from them",
    .help =
        "A report is made from a snapshot, a frozen copy of the public figures whose name is a\n"
        "fingerprint over them: the same snapshot and the same answers give the same HTML, CSV\n"
        "and XLSX, byte by byte.  `respond` keeps a council's answer, which is printed beside\n"
        "its figures.  The PDF is printed by Chromium, or by WeasyPrint.\n",
    .options = options,
    .max_args = 3,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
