/* The public series. */
#include "web/present.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    SeriesList all;
    SeriesListRows *rows;
    Arena *mem = rq->op->mem;
    TRY(present_series(rq, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const Series *s = &all.v[i];
        rows[i] =
            (SeriesListRows){ .title = s->title,
                              .period = arena_fmt(mem, "each %s", period_unit_name(s->period)),
                              .watched = s->watch ? STR("Yes") : STR("No"),
                              .source = s->source,
                              .address = present_series_path(mem, s->code) };
    }
    rs->title = STR("What is counted");
    render_series_list(rs->out, &(SeriesListView){ .rows = { all.n, rows } });
    return ERR_OK;
}

PAGE(series_list) = {
    .address = "/series",
    .menu = "Series",
    .menu_order = 5,
    .get = get,
};
