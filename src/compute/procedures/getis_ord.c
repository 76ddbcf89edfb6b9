/* Getis and Ord's Gi and Gi*: where high or low figures gather. */
#include "compute/spatial_data.h"

static ErrCode run(ProcedureCall *c)
{
    static const char *const names[] = { "x", "Gi", "Gi_star", NULL };
    const char *const *all;
    SpatialData d;
    TRY(spatial_read_value(c, &d));
    SpatialCase s = { &d.near, d.v, 0, 0 };
    TRY(column_names(c, d.f, d.label, names, &all));
    c->out = table_open(c->mem, c->out.format, all);
    for (size_t i = 0; i < d.n; i++) {
        LocalSpatial l;
        stat_local_spatial(&s, i, d.standard, &l);
        column_write_label(c, d.f, d.label, d.row[i]);
        table_f64(&c->out, d.v[i], 4);
        table_f64(&c->out, l.gi, 3);
        table_f64(&c->out, l.gi_star, 3);
    }
    return ERR_OK;
}

static const SettingParam params[] = { SPATIAL_PARAMS,
                                       COLUMN_VALUE_PARAM,
                                       { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = { SPATIAL_INPUTS("place,value"), { NULL, NULL, false } };

PROCEDURE(getis_ord) = {
    .name = "getis-ord",
    .title = "Getis and Ord's Gi and Gi*",
    .meaning = "Says where high or low figures gather.",
    .formula = "(sum w x - W mean) / (s sqrt((n S - W^2) / (n - 1))), Gi* with the place itself",
    .defects = "",
    .source = "ord1995",
    .params = params,
    .inputs = inputs,
    .shape = "place,x,Gi,Gi_star",
    .run = run,
};
