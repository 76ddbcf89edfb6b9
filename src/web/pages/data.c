/* Where the figures come from. */
#include "web/present.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    SeriesList all;
    DataRows *rows;
    TRY(present_series(rq, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        rows[i] = (DataRows){ all.v[i].title, all.v[i].source, all.v[i].licence, all.v[i].code,
                              present_series_path(rq->op->mem, all.v[i].code) };
    rs->title = STR("Data and sources");
    render_data(rs->out, &(DataView){ .rows = { all.n, rows } });
    return ERR_OK;
}

PAGE(data) = {
    .address = "/data",
    .menu = "Data",
    .menu_order = 6,
    .get = get,
};
