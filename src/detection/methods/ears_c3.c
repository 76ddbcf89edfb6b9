/* EARS C3: adds up how far the last three counts lie above the periods before them. */
#include "detection/methods/ears_priv.h"

static const SettingParam params[] = { EARS_PARAMS("0.025") };

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    return ears_configure(EARS_C3, 0.025, set, mem, ret_control, e);
}

METHOD(ears_c3) = {
    .name = "ears-c3",
    .title = "EARS C3",
    .meaning = "Adds up how far the last three counts lie above the periods before them.",
    .formula = "C3 = sum over t-2..t of max(0, C2 - 1); alarm when C3 >= z",
    .defects =
        "R surveillance 1.20.3 puts the count itself where its manual has the mean, so that its "
        "alarm of\n"
        "today does not depend on today's count.  strict does what Hutwagner et al. say; compat\n"
        "gives the peer's figures.  The level by the paper is 0.025; the peer's default\n"
        "argument is 0.001.",
    .source = "hutwagner2003",
    .params = params,
    .columns = ears_columns,
    .configure = configure,
    .open = ears_open,
    .first = ears_first,
    .judge = ears_judge,
};
