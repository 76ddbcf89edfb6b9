/* EARS C2: compares a count with the periods before it, leaving out the last two. */
#include "detection/methods/ears_priv.h"

static const SettingParam params[] = { EARS_PARAMS("0.001") };

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    return ears_configure(EARS_C2, 0.001, set, mem, ret_control, e);
}

METHOD(ears_c2) = {
    .name = "ears-c2",
    .title = "EARS C2",
    .meaning = "Compares a count with the periods before it, leaving out the last two.",
    .formula = "U = mean(y[t-B-2..t-3]) + z sd; alarm when y > U",
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
