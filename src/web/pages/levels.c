/* The tension levels of the places that the visitor works with. */
#include "signals/assessment.h"
#include "web/level_mark.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/views.h"

static LevelsRows row_of(const Request *rq, const CodeBook *codes, const PlaceLevel *p)
{
    Arena *mem = rq->op->mem;
    const LevelChange *top = p->top;
    return (LevelsRows){
        .shape = level_mark(p->level),
        .level = level_words(codes, p->level, mem),
        .place = p->place_name,
        .address = present_area(mem, p->place),
        .issue = top ? top->issue_title : STR(""),
        .issue_path = top ? arena_fmt(mem, "/issues/%lld", (long long)top->issue_id) : STR("#"),
        .trend = top ? code_word(codes, "direction", top->trend) : STR(""),
        .since = top ? present_day(mem, top->since_day) : STR(""),
        .review = top ? present_time(mem, top->next_review_at) : STR(""),
        .late = top && top->next_review_at < rq->op->now
    };
}

static ErrCode add_places(const Request *rq, const CodeBook *codes, LevelsView *v)
{
    PlaceLevels all;
    LevelsRows *rows;
    TRY(level_current_all(rq->op, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        if (pick_sees(rq, MAY_ISSUES, all.v[i].place))
            rows[v->rows.n++] = row_of(rq, codes, &all.v[i]);
    v->rows.v = rows;
    return ERR_OK;
}

static ErrCode add_waiting(const Request *rq, const CodeBook *codes, LevelsView *v)
{
    Assessments all;
    LevelsWaiting *rows;
    Arena *mem = rq->op->mem;
    TRY(assessment_waiting(rq->op, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        Issue x;
        TRY(issue_find(rq->op, all.v[i].issue_id, &x));
        if (!pick_sees(rq, MAY_ISSUES, x.place)) continue;
        Str level = level_words(codes, all.v[i].level, mem);
        rows[v->waiting.n++] =
            (LevelsWaiting){ arena_fmt(mem, "%.*s, %.*s: %.*s, set by %.*s", STR_ARG(x.place_name),
                                       STR_ARG(x.title), STR_ARG(level),
                                       STR_ARG(all.v[i].author_name)),
                             arena_fmt(mem, "/assessments/%lld", (long long)all.v[i].id) };
    }
    v->waiting.v = rows;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    LevelsLadder *ladder;
    LevelsView v = { .heading = STR("Tension levels"), .sorts = request_may(rq, MAY_TRIAGE) };
    TRY(codes_load(rq->op, &codes));
    Codes all = codes_of(codes, "level");
    NEW(ladder, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        int level = LEVEL_UNKNOWN;
        TRY(level_parse(all.v[i].code, &level, &rq->op->err));
        ladder[i] = (LevelsLadder){ level_mark(level), all.v[i].code,    all.v[i].word,
                                    all.v[i].part,     all.v[i].meaning, all.v[i].number };
    }
    v.ladder.n = all.n;
    v.ladder.v = ladder;
    TRY(add_places(rq, codes, &v));
    TRY(add_waiting(rq, codes, &v));
    rs->title = v.heading;
    rs->section = STR("/levels");
    render_levels(rs->out, &v);
    return ERR_OK;
}

PAGE(levels) = {
    .address = "/levels",
    .door = DOOR_SIGNED_IN,
    .may = MAY_ISSUES,
    .get = get,
};
