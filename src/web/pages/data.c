/* Where the figures come from. */
#include "web/api.h"
#include "web/present.h"
#include "web/views.h"

enum { ENDPOINTS_MAX = 20 };

/* An endpoint that needs arguments is linked with those of the example, so that the link works. */
static Str sample_of(const Page *p, Arena *mem, Str series)
{
    bool place = false, one = false;
    for (const ApiArg *a = p->api->args; a && a->name; a++) {
        place = place || (a->required && strcmp(a->name, "place") == 0);
        one = one || (a->required && strcmp(a->name, "series") == 0);
    }
    return arena_fmt(mem, "%s%s%s%.*s", p->address, one ? "?" : "",
                     place ? "place=E09000012&series="
                     : one ? "series="
                           : "",
                     one ? (int)series.n : 0, series.p);
}

static Str args_of(const Page *p, Arena *mem)
{
    AUTO(buf_free) Buf b = BUF_MAX(400);
    for (const ApiArg *a = p->api->args; a && a->name; a++)
        buf_addf(&b, "%s%s%s", b.n ? ", " : "", a->name, a->required ? " (needed)" : "");
    return arena_str(mem, (Str){ b.n, b.n ? b.p : "" });
}

static void list_endpoints(Arena *mem, Str series, DataEndpoints rows[ENDPOINTS_MAX], DataView *v)
{
    for (const Page *const *p = page_list; *p && v->endpoints.n < ENDPOINTS_MAX; p++)
        if ((*p)->api)
            rows[v->endpoints.n++] =
                (DataEndpoints){ str_of((*p)->address), sample_of(*p, mem, series),
                                 str_of((*p)->api->summary), args_of(*p, mem) };
    v->endpoints.v = rows;
}

static ErrCode get(const Request *rq, Response *rs)
{
    SeriesList all;
    DataRows *rows;
    TRY(present_series(rq, &all));
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        rows[i] = (DataRows){ all.v[i].title, all.v[i].source, all.v[i].licence, all.v[i].code,
                              present_series_path(rq->op->mem, all.v[i].code) };
    DataEndpoints endpoints[ENDPOINTS_MAX];
    DataView v = { .rows = { all.n, rows } };
    Str series = all.n ? all.v[0].code : (Str){ 0, "" };
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].example) series = all.v[i].code;
    list_endpoints(rq->op->mem, series, endpoints, &v);
    rs->title = STR("Data and sources");
    render_data(rs->out, &v);
    return ERR_OK;
}

PAGE(data) = {
    .address = "/data",
    .menu = "Data",
    .menu_order = 8,
    .get = get,
};
