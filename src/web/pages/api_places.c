/* /api/v1/places - the register, former and future places included. */
#include "base/date.h"
#include "web/api.h"
#include "web/present.h"

static void put_day(ApiOut *out, int32_t day, int32_t open)
{
    api_text(out, day == open ? (Str){ 0, "" } : str_of(date_text(day).text));
}

static ErrCode rows(const Request *rq, ApiOut *out)
{
    PlaceList all = place_all(rq->book);
    for (size_t i = 0; i < all.n && !api_full(out); i++) {
        const Place *p = all.v[i], *to;
        if (!api_row(out, p->code)) continue;
        (void)place_carry(rq->book, p, present_today(rq->op), &to);
        api_text(out, p->code);
        api_text(out, p->name);
        api_text(out, str_of(place_kind_name(p->kind)));
        put_day(out, p->start_day, PLACE_DAY_OPEN_START);
        put_day(out, p->end_day, PLACE_DAY_OPEN_END);
        api_text(out, p->county);
        api_text(out, p->region);
        api_text(out, p->force);
        api_f64(out, p->latitude);
        api_f64(out, p->longitude);
        api_text(out, to ? to->code : (Str){ 0, "" });
    }
    return ERR_OK;
}

static const ApiField fields[] = {
    { "code", API_TEXT, "code of the Office for National Statistics" },
    { "name", API_TEXT, "name" },
    { "kind", API_TEXT, "kind of place, such as london_borough" },
    { "start_date", API_TEXT, "first day, nothing when it was always there" },
    { "end_date", API_TEXT, "first day on which it was no more, nothing when it exists" },
    { "county", API_TEXT, "code of its county council" },
    { "region", API_TEXT, "code of its region" },
    { "police_force", API_TEXT, "code of its police force area" },
    { "latitude", API_NUMBER, "degrees" },
    { "longitude", API_NUMBER, "degrees" },
    { "figures_flow_to", API_TEXT, "code of the place that its figures belong to today" },
    { NULL, API_TEXT, NULL },
};

static const Endpoint endpoint = {
    .list = "places",
    .summary = "The register of places, former and future ones included.",
    .fields = fields,
    .rows = rows,
};

PAGE(api_places) = {
    .address = "/api/v1/places",
    .api = &endpoint,
};
