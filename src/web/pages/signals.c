/* The signals of the visitor's area, to be sorted. */
#include "signals/personal.h"
#include "signals/signal.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

enum { ROWS_MOST = 200, START_BYTES = 140, TABS = 4 };

static const struct {
    const char *state, *word;
} tabs[TABS] = { { "new", "To be sorted" },
                 { "linked", "Linked to an issue" },
                 { "merged", "Merged" },
                 { "discarded", "Left" } };

/* The first words, cut between letters and not within one. */
static Str start_of(Arena *mem, Str what)
{
    size_t n = what.n;
    if (n <= START_BYTES) return what;
    for (n = START_BYTES; n > 0 && ((unsigned char)what.p[n] & 0xc0) == 0x80;) n--;
    return arena_fmt(mem, "%.*s...", (int)n, what.p);
}

static Str from_of(const CodeBook *codes, const Signal *s)
{
    return code_word(codes, "source_type", s->source_type);
}

static SignalsRows row_of(const Request *rq, const CodeBook *codes, const Signal *s)
{
    Arena *mem = rq->op->mem;
    return (SignalsRows){ .number = arena_fmt(mem, "Signal %lld", (long long)s->id),
                          .address = arena_fmt(mem, "/signals/%lld", (long long)s->id),
                          .when = present_time(mem, s->at),
                          .due = s->replied_at ? STR("Answered") : present_time(mem, s->reply_by),
                          .late = !s->replied_at && s->reply_by < rq->op->now,
                          .urgent = s->urgent,
                          .exercise = s->exercise,
                          .doubt = s->names_checked,
                          .place = s->place_name,
                          .about = codes_words(codes, "theme", s->themes, mem),
                          .start = start_of(mem, s->what),
                          .from = from_of(codes, s) };
}

static ErrCode get(const Request *rq, Response *rs)
{
    Signals all;
    SignalsRows *rows;
    SignalsTabs links[TABS];
    const CodeBook *codes;
    Str state = request_arg(rq, "state");
    if (!state.n) state = STR("new");
    bool known = false;
    for (size_t i = 0; i < TABS; i++) {
        bool here = str_eq(state, str_of(tabs[i].state));
        known = known || here;
        links[i] =
            (SignalsTabs){ str_of(tabs[i].word),
                           arena_fmt(rq->op->mem, "/signals?state=%s", tabs[i].state), here };
    }
    if (!known)
        return err_set(&rq->op->err, ERR_INPUT, "state: expected new, linked, merged or discarded");
    TRY(codes_load(rq->op, &codes));
    TRY(signal_list(rq->op,
                    &(SignalFilter){ .area = pick_area(rq), .state = state, .limit = ROWS_MOST },
                    &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) rows[i] = row_of(rq, codes, &all.v[i]);
    rs->title = STR("Signals");
    rs->section = STR("/levels");
    render_signals(rs->out, &(SignalsView){ .heading = STR("Signals"),
                                            .cut = all.n == ROWS_MOST,
                                            .most = ROWS_MOST,
                                            .tabs = { TABS, links },
                                            .rows = { all.n, rows } });
    return ERR_OK;
}

static const char *const args[] = { "state", NULL };

PAGE(signals) = {
    .address = "/signals",
    .args = args,
    .door = DOOR_SIGNED_IN,
    .may = MAY_TRIAGE,
    .get = get,
};
