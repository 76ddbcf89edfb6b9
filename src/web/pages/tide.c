/* Where more is told than before. */
#include "detection/tide.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

static Str text_of(Arena *mem, const Tide *t)
{
    bool slow = str_eq(t->span, STR("slow"));
    Str day = present_day(mem, t->as_of_day);
    return arena_fmt(
        mem,
        "%lld signals in the %s up to %.*s, by those who had told something before; %.1f "
        "would have been expected from the %s before. Of everybody, newcomers too: %lld, and "
        "%lld before. If nothing had risen, so many would come about once in %.0f looks; %lld "
        "places and kinds were looked at.",
        (long long)t->later, slow ? "90 days" : "7 days", STR_ARG(day), t->expected,
        slow ? "365 days" : "28 days", (long long)t->later_all, (long long)t->before_all,
        t->pvalue > 1e-9 ? 1 / t->pvalue : 1e9, (long long)t->tests);
}

static Str tag_of(const Tide *t)
{
    if (str_eq(t->state, STR("taken_up"))) return STR("Taken up");
    return str_eq(t->state, STR("dismissed")) ? STR("Dismissed") : STR("Waits for a decision");
}

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    Tides all;
    TideRows *rows;
    Arena *mem = rq->op->mem;
    TideView v = { .heading = STR("Rises"),
                   .token = rq->token,
                   .fault = rq->fault,
                   .faulty = rq->fault.n > 0,
                   .sorts = request_may(rq, MAY_TRIAGE) };
    TRY(codes_load(rq->op, &codes));
    TRY(tide_list(rq->op, true, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Tide *t = &all.v[i];
        if (!pick_sees(rq, MAY_ISSUES, t->place)) continue;
        bool open = str_eq(t->state, STR("proposed"));
        Str theme = code_word(codes, "theme", t->theme);
        rows[v.rows.n++] = (TideRows){ .id = t->id,
                                       .title = arena_fmt(mem, "%.*s: %.*s", STR_ARG(t->place_name),
                                                          STR_ARG(theme)),
                                       .text = text_of(mem, t),
                                       .tag = tag_of(t),
                                       .open = open,
                                       .decides = open && pick_sees(rq, MAY_ASSESS, t->place),
                                       .reason = t->reason,
                                       .token = rq->token };
    }
    v.rows.v = rows;
    rs->title = v.heading;
    rs->section = STR("/levels");
    render_tide(rs->out, &v);
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    Tide t;
    int64_t id;
    Str what = request_field(rq, "do");
    bool take = str_eq(what, STR("take"));
    if (!take && !str_eq(what, STR("dismiss")))
        return err_set(&rq->op->err, ERR_INPUT, "choose what to do");
    TRY(str_int(request_field(rq, "id"), "id", &id, &rq->op->err));
    TRY(tide_find(rq->op, id, &t));
    if (!pick_sees(rq, MAY_ISSUES, t.place))
        return err_set(&rq->op->err, ERR_MISSING, "there is no such rise");
    rs->redirect = take ? STR("/issues/new") : STR("/tide");
    return tide_decide(rq->op, id, take, request_field(rq, "reason"));
}

PAGE(tide) = {
    .address = "/tide",
    .door = DOOR_SIGNED_IN,
    .may = MAY_ISSUES,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_ASSESS,
    .post = post,
};
