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
                              .pvalue = (double)NAN,
                              .reason = { 0, "" },
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
                              .pvalue = (double)NAN,
                              .reason = { 0, "" },
                              .alarm = ALARM(rows.v[i]) };
    *ret = (KeptVerdicts){ rows.n, v };
    return ERR_OK;
}

ErrCode verdict_page(Op *op, const VerdictPage *want, KeptVerdicts *ret)
{
    VerdictPageRows rows;
    KeptVerdict *v;
    TRY(sql_verdict_page(op,
                         &(VerdictPageArgs){ .series = want->series_id,
                                             .place = want->place_id,
                                             .after_period = want->after_period,
                                             .after_place = want->after_place,
                                             .max_rows = VERDICT_PAGE },
                         &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        v[i] = (KeptVerdict){ .place_id = rows.v[i].place_id,
                              .period = (int32_t)rows.v[i].period,
                              .observed = NUMBER(rows.v[i], observed),
                              .expected = NUMBER(rows.v[i], expected),
                              .upperbound = NUMBER(rows.v[i], upperbound),
                              .pvalue = NUMBER(rows.v[i], pvalue),
                              .alarm = ALARM(rows.v[i]),
                              .reason = rows.v[i].reason };
    *ret = (KeptVerdicts){ rows.n, v };
    return ERR_OK;
}

ErrCode verdict_measured(Op *op, int64_t series_id, MeasuredMethods *ret)
{
    VerdictMeasuredRows rows;
    MeasuredMethod *v;
    TRY(sql_verdict_measured(op, series_id, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        v[i] = (MeasuredMethod){ rows.v[i].method, rows.v[i].judged, rows.v[i].alarms,
                                 (int32_t)rows.v[i].first, (int32_t)rows.v[i].last };
    *ret = (MeasuredMethods){ rows.n, v };
    return ERR_OK;
}
