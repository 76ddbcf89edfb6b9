/* RKI rule (reference): an older rule, kept as a point of comparison. */
#include "detection/methods/reference_priv.h"

static const SettingParam params[] = {
    { "b", "2", "0 to 20", "years compared with" },
    { "w", "4", "0 to 26", "periods on each side of the same period of a past year" },
    { "actY", "false", "true, false", "the w periods just before count too" },
    { "frequency", "52", "1 to 366", "periods a year" },
    { NULL, NULL, NULL, NULL },
};

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    return reference_configure(
        set,
        (ReferenceControl){
            .rule = RULE_RKI, .years_back = 2, .half_window = 4, .frequency = 52, .alpha = 0.05 },
        mem, ret_control, e);
}

METHOD(rki) = {
    .name = "rki",
    .title = "RKI rule (reference)",
    .meaning = "Compares a count with the upper limit of the mean of the same weeks of past years.",
    .formula =
        "mean <= 20: U = Crow and Gardner's upper limit at the mean rounded down; else mean + 2 sd",
    .defects =
        "None known; rounding the mean down makes the bound jump by up to 1.7 between neighbours.",
    .source = "crow1959",
    .params = params,
    .columns = reference_columns,
    .configure = configure,
    .open = reference_open,
    .first = reference_first,
    .judge = reference_judge,
};
