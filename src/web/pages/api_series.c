/* /api/v1/series - what is counted. */
#include "web/api.h"
#include "web/present.h"

static ErrCode rows(const Request *rq, ApiOut *out)
{
    SeriesList all;
    TRY(present_series(rq, &all));
    for (size_t i = 0; i < all.n && !api_full(out); i++) {
        const Series *s = &all.v[i];
        if (!api_row(out, api_number_key(rq->op->mem, s->id))) continue;
        api_text(out, s->code);
        api_text(out, s->title);
        api_text(out, s->counted);
        api_text(out, s->unit);
        api_text(out, str_of(period_unit_name(s->period)));
        api_text(out, s->rate ? STR("rate") : STR("count"));
        api_text(out, s->source);
        api_text(out, s->licence);
        api_text(out, s->caveat);
        api_flag(out, s->watch);
        api_flag(out, s->example);
    }
    return ERR_OK;
}

static const ApiField fields[] = {
    { "code", API_TEXT, "code, as other endpoints take it" },
    { "title", API_TEXT, "title" },
    { "counted", API_TEXT, "what is counted" },
    { "unit", API_TEXT, "unit" },
    { "period", API_TEXT, "day, week, month, quarter or year" },
    { "kind", API_TEXT, "count or rate" },
    { "source", API_TEXT, "who published it" },
    { "licence", API_TEXT, "under which licence" },
    { "caveat", API_TEXT, "what to bear in mind" },
    { "watched", API_FLAG, "whether the watch judges it" },
    { "example", API_FLAG, "whether it belongs to the example" },
    { NULL, API_TEXT, NULL },
};

static const Endpoint endpoint = {
    .list = "series",
    .summary = "The series that you may see.",
    .fields = fields,
    .rows = rows,
};

PAGE(api_series) = {
    .address = "/api/v1/series",
    .api = &endpoint,
};
