/* `belfry pile-on` - many strangers at one target, from a stream on standard input. */
#include <errno.h>
#include <unistd.h>

#include "base/date.h"
#include "cli/command.h"
#include "cli/event_lines.h"
#include "detection/pile_on.h"

enum { BAD_LINES_TOLD = 5 };

typedef struct {
    CommandCall *call;
    PileOn *watch;
    EventForm form;
    int64_t line, bad;
    bool overlong; /* within a line that is too long */
    size_t held;
    char room[2 * EVENT_LINE_BYTES];
} Stream;

static const char *const columns[] = { "time",  "target", "stage",  "senders",
                                       "count", "usual",  "weight", NULL };

typedef struct {
    char text[24];
} Stamp;

static Stamp stamp(int64_t time, Arena *mem)
{
    Stamp s;
    int64_t day = time / 86400 - (time % 86400 < 0), rest = time - day * 86400;
    Str text = arena_fmt(mem, "%sT%02d:%02d:%02dZ", date_text((int32_t)day).text,
                         (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
    memcpy(s.text, text.p, text.n < sizeof s.text ? text.n + 1 : 1);
    return s;
}

static const char *stage_word(PileOnStage s)
{
    return s == PILE_ON_STARTS ? "starts" : s == PILE_ON_GROWS ? "grows" : "ends";
}

static const char *certainty_word(PileOnCertainty c)
{
    return c == PILE_ON_COUNTED ? "exact" : c == PILE_ON_ESTIMATED ? "estimate" : "at least";
}

static void print_csv(Buf *out, const PileOnAlert *a, const char *when)
{
    buf_addf(out, "%s,", when);
    buf_add_csv(out, a->target);
    buf_addf(out, ",%s,%.0f,%s,%.3g,%.3f\n", stage_word(a->stage), a->senders,
             certainty_word(a->certainty), a->usual, a->weight);
}

static void print_json(Buf *out, const PileOnAlert *a, const char *when)
{
    buf_addf(out, "{\"time\":\"%s\",\"target\":", when);
    buf_add_json(out, a->target);
    buf_addf(
        out,
        ",\"stage\":\"%s\",\"senders\":%.0f,\"count\":\"%s\",\"usual\":%.3g,\"weight\":%.3f}\n",
        stage_word(a->stage), a->senders, certainty_word(a->certainty), a->usual, a->weight);
}

static void print_text(Buf *out, const PileOnAlert *a, const char *when)
{
    const char *about = a->certainty == PILE_ON_COUNTED     ? ""
                        : a->certainty == PILE_ON_ESTIMATED ? "about "
                                                            : "at least ";
    if (a->stage == PILE_ON_ENDS)
        buf_addf(out, "%s  %.*s: over, %s%.0f senders left\n", when, STR_ARG(a->target), about,
                 a->senders);
    else
        buf_addf(out, "%s  %.*s: %s%.0f different senders within the window, %.1f are usual%s\n",
                 when, STR_ARG(a->target), about, a->senders, a->usual,
                 a->stage == PILE_ON_GROWS ? " (twice as many as when last told)" : "");
}

static ErrCode on_alert(void *context, const PileOnAlert *a, Err *e)
{
    CommandCall *call = context;
    (void)e;
    ArenaMark mark = arena_mark(call->op->mem);
    Stamp when = stamp(a->time, call->op->mem);
    if (call->format == TABLE_CSV)
        print_csv(call->out, a, when.text);
    else if (call->format == TABLE_JSON)
        print_json(call->out, a, when.text);
    else
        print_text(call->out, a, when.text);
    arena_back(call->op->mem, mark);
    call_flush(call);
    return ERR_OK;
}

/* A bad line is counted and the stream goes on; neither its text nor a sender is ever shown. */
static void bad_line(Stream *s, const Err *why)
{
    if (s->bad++ < BAD_LINES_TOLD)
        call_note(s->call, "line %lld: %s", (long long)s->line, why->message);
}

static ErrCode take_line(Stream *s, char *line, size_t n)
{
    Err why;
    EventLine event;
    s->line++;
    if (n && line[n - 1] == '\r') n--;
    if (n == 0) return ERR_OK;
    if (!s->form.known) {
        TRY(event_form((Str){ n, line }, &s->form, &s->call->op->err));
        if (!s->form.json) return ERR_OK;
    }
    if (event_line(&s->form, line, n, &event, &why) != ERR_OK ||
        pile_on_event(s->watch, event.time, event.target, event.sender, &why) != ERR_OK)
        bad_line(s, &why);
    return ERR_OK;
}

/* The whole lines in the room; what is left moves to its front. */
static ErrCode take_lines(Stream *s)
{
    size_t at = 0;
    for (;;) {
        char *end = memchr(s->room + at, '\n', s->held - at);
        if (!end) break;
        size_t n = (size_t)(end - s->room) - at;
        if (s->overlong)
            s->overlong = false;
        else
            TRY(take_line(s, s->room + at, n));
        at += n + 1;
    }
    s->held -= at;
    memmove(s->room, s->room + at, s->held);
    if (s->held <= EVENT_LINE_BYTES) return ERR_OK;
    if (!s->overlong) {
        Err why;
        s->line++;
        (void)err_set(&why, ERR_LIMIT, "longer than %d bytes", EVENT_LINE_BYTES);
        bad_line(s, &why);
    }
    s->overlong = true;
    s->held = 0;
    return ERR_OK;
}

static ErrCode read_stream(Stream *s)
{
    for (;;) {
        ssize_t n = read(STDIN_FILENO, s->room + s->held, sizeof s->room - s->held);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return err_set(&s->call->op->err, ERR_IO, "standard input cannot be read");
        if (n == 0) break;
        s->held += (size_t)n;
        TRY(take_lines(s));
    }
    return s->held && !s->overlong ? take_line(s, s->room, s->held) : ERR_OK;
}

/* 90 (seconds), 90s, 15m, 1h, 7d. */
static ErrCode option_seconds(const CommandCall *call, const char *name, int64_t *ret)
{
    static const struct {
        char letter;
        int64_t seconds;
    } units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
    Str text = str_of(call_option(call, name));
    int64_t times = 1, n;
    Err why;
    if (!call_option(call, name)) return ERR_OK;
    for (size_t i = 0; text.n && i < sizeof units / sizeof units[0]; i++)
        if (text.p[text.n - 1] == units[i].letter) {
            times = units[i].seconds;
            text.n--;
            break;
        }
    if (str_int(text, "", &n, &why) != ERR_OK || n < 1 || n > 400 * 86400)
        return err_set(&call->op->err, ERR_INPUT,
                       "--%s: expected a time such as 90s, 15m, 1h or 7d", name);
    *ret = n * times;
    return ERR_OK;
}

static ErrCode option_whole(const CommandCall *call, const char *name, int64_t most, int64_t *ret)
{
    const char *text = call_option(call, name);
    Err why;
    if (!text) return ERR_OK;
    if (str_int(str_of(text), "", ret, &why) != ERR_OK || *ret < 1 || *ret > most)
        return err_set(&call->op->err, ERR_INPUT, "--%s: expected 1 to %lld", name,
                       (long long)most);
    return ERR_OK;
}

static ErrCode read_rule(const CommandCall *call, PileOnRule *ret)
{
    int64_t senders = 20, mebibytes = 64;
    PileOnRule r = { .window = 3600, .base = 2.0, .gamma = 1.0, .ahead = 7 * 86400 };
    Err *e = &call->op->err;
    const char *base = call_option(call, "s"), *gamma = call_option(call, "gamma");
    TRY(option_seconds(call, "window", &r.window));
    TRY(option_seconds(call, "ahead", &r.ahead));
    TRY(option_whole(call, "senders", 1000000, &senders));
    TRY(option_whole(call, "memory", 1024, &mebibytes));
    if (base) TRY(str_f64(str_of(base), "--s", &r.base, e));
    if (gamma) TRY(str_f64(str_of(gamma), "--gamma", &r.gamma, e));
    r.senders = (int)senders;
    r.memory = (size_t)mebibytes << 20;
    *ret = r;
    return ERR_OK;
}

static void print_tally(const Stream *s)
{
    PileOnTally t = pile_on_tally(s->watch);
    call_note(
        s->call,
        "%lld events, %lld alerts; left out: %lld bad lines, %lld too late, %lld too far ahead",
        (long long)t.events, (long long)t.alerts, (long long)s->bad, (long long)t.late,
        (long long)t.ahead);
    call_note(
        s->call,
        "room for %zu targets, %zu sightings, %zu sketches; for want of room %lld targets and "
        "%lld sightings made way",
        t.targets, t.sightings, t.sketches, (long long)t.targets_displaced,
        (long long)t.sightings_displaced);
}

static void print_head(const CommandCall *call)
{
    for (size_t i = 0; call->format == TABLE_CSV && columns[i]; i++)
        buf_addf(call->out, "%s%s", i ? "," : "", columns[i]);
    if (call->format == TABLE_CSV) buf_add(call->out, STR("\n"));
}

static ErrCode run(CommandCall *call)
{
    PileOnRule rule;
    Stream *s;
    Err *e = &call->op->err;
    TRY(read_rule(call, &rule));
    NEW(s, 1, call->op->mem, e);
    s->call = call;
    TRY(pile_on_open(&rule, on_alert, call, call->op->mem, &s->watch, e));
    print_head(call);
    ErrCode code = read_stream(s);
    print_tally(s);
    pile_on_close(s->watch);
    return code;
}

static const CommandOption options[] = {
    { "window", "TIME", "how far back senders are counted: 90s, 15m, 1h, 7d (default: 1h)" },
    { "senders", "N", "fewer different senders are never an alert (default: 20)" },
    { "s", "NUMBER", "how many times what is usual makes a burst (default: 2)" },
    { "gamma", "NUMBER", "price of calling it a burst, in units of log n (default: 1)" },
    { "memory", "MIB", "memory to use, all of it taken at the start (default: 64)" },
    { "ahead", "TIME", "an event so far beyond the newest is not believed (default: 7d)" },
    { NULL, NULL, NULL },
};

COMMAND(pile_on) = {
    .name = "pile-on",
    .usage = "pile-on [--window TIME] [--senders N]",
    .summary = "Watch a stream for many strangers at one target; no sender is ever kept",
    .help =
        "Reads time,target,sender from standard input, line by line, as CSV with column names or "
        "as\n"
        "JSON objects, and prints an alert when at least N different senders wrote to one target\n"
        "within the window and that is a burst against what is usual for it; again each time "
        "their\n"
        "number has doubled, and when it is over.  For platforms and for professional bodies "
        "whose\n"
        "members are piled on.\n"
        "Senders are kept only as keyed hashes in memory, under a random key that is changed "
        "every\n"
        "window; none is ever written.  Memory does not grow: what makes way when it is full is\n"
        "told at the end, and a number that may be too low is called \"at least\".\n",
    .options = options,
    .max_args = 0,
    .needs = NEEDS_NOTHING,
    .run = run,
};
