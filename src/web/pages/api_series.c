/* /api/v1/series - the public series. */
#include "web/json.h"
#include "web/present.h"

static ErrCode get(const Request *rq, Response *rs)
{
    SeriesList all;
    TRY(present_series(rq, &all));
    buf_add(rs->out, STR("{\"series\":["));
    for (size_t i = 0; i < all.n; i++) {
        const Series *s = &all.v[i];
        json_open(rs->out, i == 0);
        json_text(rs->out, "code", s->code);
        json_text(rs->out, "title", s->title);
        json_text(rs->out, "counted", s->counted);
        json_text(rs->out, "unit", s->unit);
        json_text(rs->out, "period", str_of(period_unit_name(s->period)));
        json_text(rs->out, "kind", s->rate ? STR("rate") : STR("count"));
        json_text(rs->out, "source", s->source);
        json_text(rs->out, "licence", s->licence);
        json_text(rs->out, "caveat", s->caveat);
        json_flag(rs->out, "watched", s->watch);
        json_flag(rs->out, "example", s->example);
        json_close(rs->out);
    }
    buf_add(rs->out, STR("]}\n"));
    rs->type = "application/json";
    return ERR_OK;
}

PAGE(api_series) = {
    .address = "/api/v1/series",
    .get = get,
};
