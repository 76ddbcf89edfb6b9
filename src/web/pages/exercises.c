/* Exercises: begun, ended, and how fast people were. */
#include "alerts/response.h"
#include "web/present.h"
#include "web/present_alert.h"
#include "web/views.h"

static Str after(const Request *rq, int64_t seconds)
{
    return seconds < 0    ? STR("never")
           : seconds == 0 ? STR("at once")
                          : duration_words(seconds, rq->op->mem);
}

/* The times of all exercises in one table. */
static ErrCode add_times(const Request *rq, const Exercises *all, ExercisesView *v)
{
    ExercisesTimes *rows;
    size_t n = 0, room = 0;
    Responses *each;
    NEW(each, all->n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all->n; i++) {
        TRY(response_times(rq->op, all->v[i].id, &each[i]));
        room += each[i].n;
    }
    NEW(rows, room + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = 0; k < each[i].n; k++) {
            const ResponseTime *t = &each[i].v[k];
            if (!present_alert_sees(rq, &t->alert)) continue;
            rows[n++] = (ExercisesTimes){
                .exercise = all->v[i].name,
                .address = present_warning(rq->op->mem, t->alert.id),
                .what = arena_fmt(rq->op->mem, "%.*s: %.*s", STR_ARG(t->alert.place_name),
                                  STR_ARG(t->alert.subject)),
                .told = after(rq, t->told_after),
                .acknowledged = after(rq, t->acknowledged_after),
                .asked = t->asked_within ? duration_words(t->asked_within, rq->op->mem)
                                         : STR("no limit"),
                .verdict = t->in_time ? STR("In time") : STR("Too late"),
                .escalations = (int64_t)t->escalations
            };
        }
    v->times.n = n;
    v->times.v = rows;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    Exercises all;
    ExercisesRows *rows;
    ExercisesView v = { .fault = rq->fault,
                        .faulty = rq->fault.n > 0,
                        .token = rq->token,
                        .decides = request_may(rq, MAY_DECIDE) };
    TRY(exercise_list(rq->op, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        rows[i] = (ExercisesRows){ .id = arena_fmt(rq->op->mem, "%lld", (long long)all.v[i].id),
                                   .name = all.v[i].name,
                                   .started = present_local(rq->op->mem, all.v[i].started_at),
                                   .ended = all.v[i].ended_at
                                                ? present_local(rq->op->mem, all.v[i].ended_at)
                                                : STR("still running"),
                                   .runs = all.v[i].ended_at == 0 && v.decides,
                                   .token = rq->token };
    v.rows.n = all.n;
    v.rows.v = rows;
    TRY(add_times(rq, &all, &v));
    rs->title = STR("Exercises");
    rs->section = STR("/alerts");
    render_exercises(rs->out, &v);
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    int64_t id;
    rs->redirect = STR("/exercises");
    if (str_eq(request_field(rq, "do"), STR("start")))
        return exercise_start(rq->op, request_field(rq, "name"), &id);
    TRY(str_int(request_field(rq, "id"), "id", &id, &rq->op->err));
    return exercise_end(rq->op, id);
}

PAGE(exercises) = {
    .address = "/exercises",
    .door = DOOR_SIGNED_IN,
    .may = MAY_NOTE,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_DECIDE,
    .post = post,
};
