/* Alerts that people are told of, as the visitor may see them; raising one. */
#include "alerts/outbox.h"
#include "places/scope.h"
#include "web/present.h"
#include "web/present_alert.h"
#include "web/views.h"

static ErrCode add_rows(const Request *rq, const Alerts *all, bool open, WarningsView *v)
{
    Arena *mem = rq->op->mem;
    WarningsRows *rows;
    size_t n = 0;
    NEW(rows, all->n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all->n; i++) {
        const Alert *a = &all->v[i];
        bool over = a->state.handling >= HANDLE_STOOD_DOWN;
        if (over == open || !present_alert_sees(rq, a)) continue;
        rows[n++] = (WarningsRows){
            .address = present_warning(mem, a->id),
            .place = a->place_name,
            .subject = a->subject,
            .level = present_level(rq, a->state.level),
            .exercise = a->exercise != 0,
            .handling = present_sentence(mem, str_of(handling_meaning(a->state.handling))),
            .detection = present_sentence(mem, str_of(detection_meaning(a->state.detection))),
            .visibility = present_sentence(mem, str_of(visibility_meaning(a->state.visibility))),
            .changed = present_local(mem, a->changed_at)
        };
    }
    v->rows.n = n;
    v->rows.v = rows;
    return ERR_OK;
}

static ErrCode add_choices(const Request *rq, WarningsView *v)
{
    WarningsPlaces *places;
    WarningsExercises *exercises;
    Exercises all;
    PlaceList list = place_all(rq->book);
    size_t n = 0;
    NEW(places, list.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < list.n; i++) {
        const Place *p = list.v[i];
        bool mine = role_everywhere(rq->session.account.role) ||
                    scope_covers(rq->book, rq->session.account.area, p);
        if (mine && place_alive(p, present_today(rq->op)))
            places[n++] = (WarningsPlaces){ p->code, p->name };
    }
    v->places.n = n;
    v->places.v = places;
    TRY(exercise_list(rq->op, &all));
    NEW(exercises, all.n + 1, rq->op->mem, &rq->op->err);
    n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (!all.v[i].ended_at)
            exercises[n++] =
                (WarningsExercises){ arena_fmt(rq->op->mem, "%lld", (long long)all.v[i].id),
                                     all.v[i].name };
    v->exercises.n = n;
    v->exercises.v = exercises;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    Alerts all;
    bool over = str_eq(request_arg(rq, "show"), STR("over"));
    WarningsView v = { .fault = rq->fault,
                       .faulty = rq->fault.n > 0,
                       .token = rq->token,
                       .over = over,
                       .raises = request_may(rq, MAY_DECIDE) && !over,
                       .subject = request_field(rq, "subject"),
                       .summary = request_field(rq, "summary"),
                       .unknown = request_field(rq, "unknown"),
                       .asked = request_field(rq, "asked") };
    TRY(alert_list(rq->op, false, 0, &all));
    TRY(add_rows(rq, &all, !over, &v));
    if (v.raises) TRY(add_choices(rq, &v));
    v.heading =
        over ? STR("Alerts that are over")
             : arena_fmt(rq->op->mem, "%zu alert%s in force", v.rows.n, v.rows.n == 1 ? "" : "s");
    rs->title = v.heading;
    rs->section = STR("/alerts");
    render_warnings(rs->out, &v);
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    int64_t id;
    Str exercise = request_field(rq, "exercise");
    const Place *p = place_by_code(rq->book, request_field(rq, "place"));
    AlertDraft d = { .source = STR("person"),
                     .subject = str_trim(request_field(rq, "subject")),
                     .trend = request_field(rq, "trend"),
                     .confidence = request_field(rq, "confidence"),
                     .summary = str_trim(request_field(rq, "summary")),
                     .gaps = str_trim(request_field(rq, "unknown")),
                     .asked = str_trim(request_field(rq, "asked")) };
    if (!p) return err_set(&rq->op->err, ERR_INPUT, "place: choose one");
    d.place_id = p->id;
    TRY(nature_parse(request_field(rq, "nature"), "kind", &d.nature, &rq->op->err));
    TRY(alert_level_parse(request_field(rq, "level"), "level", &d.level, &rq->op->err));
    if (exercise.n) TRY(str_int(exercise, "exercise", &d.exercise, &rq->op->err));
    TRY(alert_raise(rq->op, &d, &id));
    rs->redirect = present_warning(rq->op->mem, id);
    return ERR_OK;
}

static const char *const args[] = { "show", NULL };

PAGE(warnings) = {
    .address = "/warnings",
    .args = args,
    .door = DOOR_SIGNED_IN,
    .may = MAY_NOTE,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_DECIDE,
    .post = post,
};
