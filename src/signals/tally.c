#include "signals/tally.h"

#include "signals/tally_sql_priv.h"

ErrCode tally_list(Op *op, int32_t first_day, int32_t last_day, Tallies *ret)
{
    TallyBetweenRows rows;
    Tally *v;
    TRY(sql_tally_between(op, first_day, last_day, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        TallyBetweenRow r = rows.v[i];
        v[i] = (Tally){ r.place_id, r.theme, (int32_t)r.day, (int32_t)r.since_day, r.n };
    }
    *ret = (Tallies){ rows.n, v };
    return ERR_OK;
}

ErrCode tally_first_day(Op *op, int32_t *ret)
{
    TallyFirstRows rows;
    TRY(sql_tally_first(op, &rows));
    *ret = rows.n && rows.v[0].day_known ? (int32_t)rows.v[0].day : INT32_MAX;
    return ERR_OK;
}
