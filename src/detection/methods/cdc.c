/* CDC rule (reference): an older rule, kept as a point of comparison. */
#include "detection/methods/reference_priv.h"

static const SettingParam params[] = {
    { "b", "5", "1 to 20", "years compared with" },
    { "m", "1", "0 to 26", "blocks of 4 periods on each side of the same block of a past year" },
    { "alpha", "0.001", "above 0, below 1", "two-sided level of the threshold" },
    { "frequency", "52", "1 to 366", "periods a year" },
    { NULL, NULL, NULL, NULL },
};

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    return reference_configure(
        set,
        (ReferenceControl){
            .rule = RULE_CDC, .years_back = 5, .half_window = 1, .frequency = 52, .alpha = 0.001 },
        mem, ret_control, e);
}

METHOD(cdc) = {
    .name = "cdc",
    .title = "CDC rule (reference)",
    .meaning =
        "Compares the last four weeks together with the same four-week blocks of past years.",
    .formula =
        "U = mean + z(1 - alpha/2) sd sqrt(1 + 1/n) of sums of 4 periods, m blocks on each side,\n"
        "b years back; alarm when the sum of the last 4 > U",
    .defects =
        "R surveillance prints the count of one week beside a bound for four, which looks like a\n"
        "contradiction where the alarm is right; the figures are the same here.",
    .source = "stroup1989",
    .params = params,
    .columns = reference_columns,
    .configure = configure,
    .open = reference_open,
    .first = reference_first,
    .judge = reference_judge,
};
