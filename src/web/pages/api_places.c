/* /api/v1/places - the register, former and future places included. */
#include "base/date.h"
#include "web/json.h"
#include "web/present.h"

static void put_day(Buf *out, const char *name, int32_t day, int32_t open)
{
    json_text(out, name, day == open ? (Str){ 0, "" } : str_of(date_text(day).text));
}

static void put_place(const Request *rq, Buf *out, const Place *p, bool first)
{
    const Place *to;
    (void)place_carry(rq->book, p, present_today(rq->op), &to);
    json_open(out, first);
    json_text(out, "code", p->code);
    json_text(out, "name", p->name);
    json_text(out, "kind", str_of(place_kind_name(p->kind)));
    put_day(out, "start_date", p->start_day, PLACE_DAY_OPEN_START);
    put_day(out, "end_date", p->end_day, PLACE_DAY_OPEN_END);
    json_text(out, "county", p->county);
    json_text(out, "region", p->region);
    json_text(out, "police_force", p->force);
    json_f64(out, "latitude", p->latitude);
    json_f64(out, "longitude", p->longitude);
    json_text(out, "figures_flow_to", to ? to->code : (Str){ 0, "" });
    json_close(out);
}

static ErrCode get(const Request *rq, Response *rs)
{
    PlaceList all = place_all(rq->book);
    buf_add(rs->out, STR("{\"places\":["));
    for (size_t i = 0; i < all.n; i++) put_place(rq, rs->out, all.v[i], i == 0);
    buf_add(rs->out, STR("]}\n"));
    rs->type = "application/json";
    return ERR_OK;
}

PAGE(api_places) = {
    .address = "/api/v1/places",
    .get = get,
};
