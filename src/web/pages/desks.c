/* Who is told: the people of each desk, who is on duty, and what is silenced. */
#include "alerts/contact.h"
#include "base/london.h"
#include "web/present.h"
#include "web/present_alert.h"
#include "web/views.h"

static ErrCode add_people(const Request *rq, DesksView *v)
{
    Arena *mem = rq->op->mem;
    Contacts all;
    DesksPeople *rows;
    TRY(contact_list(rq->op, (Str){ 0, "" }, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Contact *c = &all.v[i];
        const Place *p = c->area.n ? place_by_code(rq->book, c->area) : NULL;
        rows[i] = (DesksPeople){ .id = arena_fmt(mem, "%lld", (long long)c->id),
                                 .desk = present_sentence(mem, c->desk),
                                 .area = p ? p->name : STR("Everywhere"),
                                 .name = c->name,
                                 .ways = arena_fmt(mem, "%s%s%s", c->email.n ? "mail " : "",
                                                   c->phone.n ? "text message " : "",
                                                   c->webhook.n ? "system" : ""),
                                 .digest = str_of(alert_level_text(c->digest_from)),
                                 .administers = v->administers,
                                 .token = rq->token };
    }
    v->people.n = all.n;
    v->people.v = rows;
    return ERR_OK;
}

static ErrCode add_shifts(const Request *rq, DesksView *v)
{
    Arena *mem = rq->op->mem;
    Shifts all;
    DesksShifts *rows;
    TRY(shift_list(rq->op, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Shift *s = &all.v[i];
        rows[i] = (DesksShifts){ arena_fmt(mem, "%lld", (long long)s->id),
                                 s->name,
                                 present_sentence(mem, s->desk),
                                 present_local(mem, s->from_at),
                                 present_local(mem, s->until_at),
                                 v->administers,
                                 rq->token };
    }
    v->shifts.n = all.n;
    v->shifts.v = rows;
    return ERR_OK;
}

static ErrCode add_silences(const Request *rq, DesksView *v)
{
    Arena *mem = rq->op->mem;
    Silences all;
    DesksSilences *rows;
    TRY(silence_list(rq->op, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Silence *s = &all.v[i];
        rows[i] = (DesksSilences){
            arena_fmt(mem, "%lld", (long long)s->id), s->matches, s->owner_name, s->reason,
            present_local(mem, s->until_at),          rq->token
        };
    }
    v->silences.n = all.n;
    v->silences.v = rows;
    return ERR_OK;
}

static ErrCode add_desks(const Request *rq, DesksView *v)
{
    const Routing *r;
    DesksDesks *rows;
    TRY(routing_load(rq->op, &r));
    NEW(rows, r->desks_n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < r->desks_n; i++)
        rows[i] = (DesksDesks){ r->desks[i].name, r->desks[i].title };
    v->desks.n = r->desks_n;
    v->desks.v = rows;
    return ERR_OK;
}

static ErrCode get(const Request *rq, Response *rs)
{
    DesksView v = { .fault = rq->fault,
                    .faulty = rq->fault.n > 0,
                    .token = rq->token,
                    .administers = request_may(rq, MAY_ADMINISTER) };
    TRY(add_people(rq, &v));
    TRY(add_shifts(rq, &v));
    TRY(add_silences(rq, &v));
    TRY(add_desks(rq, &v));
    rs->title = STR("Who is told");
    rs->section = STR("/alerts");
    render_desks(rs->out, &v);
    return ERR_OK;
}

static ErrCode read_id(const Request *rq, int64_t *ret)
{
    return str_int(request_field(rq, "id"), "id", ret, &rq->op->err);
}

static ErrCode add(const Request *rq)
{
    int64_t id, digest;
    TRY(str_int(request_field(rq, "digest"), "digest", &digest, &rq->op->err));
    Contact c = { .desk = request_field(rq, "desk"),
                  .area = str_trim(request_field(rq, "area")),
                  .name = str_trim(request_field(rq, "name")),
                  .email = str_trim(request_field(rq, "email")),
                  .phone = str_trim(request_field(rq, "phone")),
                  .webhook = str_trim(request_field(rq, "webhook")),
                  .digest_from = digest < 3 || digest > 7 ? 0 : (int)digest };
    return contact_add(rq->op, &c, &id);
}

static ErrCode duty(const Request *rq)
{
    int64_t id, from, until;
    TRY(read_id(rq, &id));
    TRY(london_parse(request_field(rq, "from"), "from", &from, &rq->op->err));
    TRY(london_parse(request_field(rq, "until"), "until", &until, &rq->op->err));
    return shift_add(rq->op, id, from, until);
}

static ErrCode silence(const Request *rq)
{
    int64_t until;
    TRY(london_parse(request_field(rq, "until"), "until", &until, &rq->op->err));
    return silence_add(rq->op, request_field(rq, "match"), until, request_field(rq, "reason"));
}

static ErrCode post(Request *rq, Response *rs)
{
    int64_t id;
    Str what = request_field(rq, "do");
    rs->redirect = STR("/desks");
    if (str_eq(what, STR("add"))) return add(rq);
    if (str_eq(what, STR("duty"))) return duty(rq);
    if (str_eq(what, STR("silence"))) return silence(rq);
    TRY(read_id(rq, &id));
    if (str_eq(what, STR("close"))) return contact_close(rq->op, id);
    if (str_eq(what, STR("off-duty"))) return shift_remove(rq->op, id);
    if (str_eq(what, STR("unsilence"))) return silence_stop(rq->op, id);
    return err_set(&rq->op->err, ERR_INPUT, "choose what to do");
}

PAGE(desks) = {
    .address = "/desks",
    .door = DOOR_SIGNED_IN,
    .may = MAY_DECIDE,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_DECIDE,
    .post = post,
};
