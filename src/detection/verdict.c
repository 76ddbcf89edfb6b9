#include "detection/verdict.h"

#include <math.h>

#include "detection/verdict_sql_priv.h"

#define NUMBER(row, name) ((row).name##_known ? (row).name : (double)NAN)
#define ALARM(row)        ((row).alarm_known ? (int)(row).alarm : -1)

ErrCode verdict_history(Op *op, int64_t series_id, int64_t place_id, KeptVerdicts *ret)
{
    VerdictHistoryRows rows;
    KeptVerdict *v;
    TRY(sql_verdict_history(op, series_id, place_id, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        v[i] = (KeptVerdict){ .place_id = place_id,
                              .period = (int32_t)rows.v[i].period,
                              .observed = NUMBER(rows.v[i], observed),
                              .expected = NUMBER(rows.v[i], expected),
                              .upperbound = NUMBER(rows.v[i], upperbound),
                              .alarm = ALARM(rows.v[i]) };
    *ret = (KeptVerdicts){ rows.n, v };
    return ERR_OK;
}

ErrCode verdict_newest(Op *op, int64_t series_id, KeptVerdicts *ret)
{
    VerdictNewestRows rows;
    KeptVerdict *v;
    TRY(sql_verdict_newest(op, series_id, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        v[i] = (KeptVerdict){ .place_id = rows.v[i].place_id,
                              .period = (int32_t)rows.v[i].period,
                              .observed = NUMBER(rows.v[i], observed),
                              .expected = NUMBER(rows.v[i], expected),
                              .upperbound = NUMBER(rows.v[i], upperbound),
                              .alarm = ALARM(rows.v[i]) };
    *ret = (KeptVerdicts){ rows.n, v };
    return ERR_OK;
}
