/* The methods, printed from their own descriptions. */
#include "detection/method.h"
#include "web/page.h"
#include "web/views.h"

static ErrCode get(const Request *rq, Response *rs)
{
    MethodsRows *rows;
    size_t n = 0;
    while (method_list[n]) n++;
    NEW(rows, n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < n; i++)
        rows[i] = (MethodsRows){ str_of(method_list[i]->title), str_of(method_list[i]->name),
                                 str_of(method_list[i]->meaning), str_of(method_list[i]->formula),
                                 str_of(method_list[i]->defects) };
    rs->title = STR("How Belfry finds what is unusual");
    render_methods(rs->out, &(MethodsView){ .rows = { n, rows } });
    return ERR_OK;
}

PAGE(methods) = {
    .address = "/methods",
    .menu = "Methods",
    .menu_order = 7,
    .get = get,
};
