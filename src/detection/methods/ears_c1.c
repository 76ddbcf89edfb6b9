/* EARS C1: compares a count with the periods just before it. */
#include "detection/methods/ears_priv.h"

static const SettingParam params[] = { EARS_PARAMS("0.001") };

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    return ears_configure(EARS_C1, 0.001, set, mem, ret_control, e);
}

METHOD(ears_c1) = {
    .name = "ears-c1",
    .title = "EARS C1",
    .meaning = "Compares a count with the periods just before it.",
    .formula = "U = mean(y[t-B..t-1]) + z sd; alarm when y > U",
    .defects = "None known; a baseline without any spread gives the peer an alarm for one case, "
               "strict says so instead.",
    .source = "hutwagner2003",
    .params = params,
    .columns = ears_columns,
    .configure = configure,
    .open = ears_open,
    .first = ears_first,
    .judge = ears_judge,
};
