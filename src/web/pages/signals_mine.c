/* What the visitor told, and what became of it. */
#include "signals/signal.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

static Str became(const Signal *s)
{
    if (str_eq(s->state, STR("new"))) return STR("Waits to be read");
    if (str_eq(s->state, STR("discarded"))) return STR("Read, and left at that");
    return STR("Read, and looked into");
}

static ErrCode get(const Request *rq, Response *rs)
{
    Signals all;
    SignalsMineRows *rows;
    const CodeBook *codes;
    Arena *mem = rq->op->mem;
    TRY(codes_load(rq->op, &codes));
    TRY(signal_own(rq->op, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Signal *s = &all.v[i];
        rows[i] = (SignalsMineRows){ .id = s->id,
                                     .when = present_time(mem, s->at),
                                     .place = s->place_name,
                                     .about = codes_words(codes, "theme", s->themes, mem),
                                     .state = became(s),
                                     .reply = s->reply };
    }
    rs->title = STR("What you told");
    rs->section = STR("/signals/new");
    render_signals_mine(rs->out, &(SignalsMineView){ .rows = { all.n, rows } });
    return ERR_OK;
}

PAGE(signals_mine) = {
    .address = "/signals/mine",
    .door = DOOR_SIGNED_IN,
    .may = MAY_REPORT,
    .get = get,
};
