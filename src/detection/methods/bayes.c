/* Bayes rule (reference): an older rule, kept as a point of comparison. */
#include "detection/methods/reference_priv.h"

static const SettingParam params[] = {
    { "b", "0", "0 to 20", "years compared with" },
    { "w", "6", "0 to 26", "periods on each side of the same period of a past year" },
    { "actY", "true", "true, false", "the w periods just before count too" },
    { "alpha", "0.05", "above 0, below 1", "one-sided level of the threshold" },
    { "frequency", "52", "1 to 366", "periods a year" },
    { NULL, NULL, NULL, NULL },
};

static ErrCode configure(Settings set, Arena *mem, void **ret_control, Err *e)
{
    return reference_configure(set,
                               (ReferenceControl){ .rule = RULE_BAYES,
                                                   .half_window = 6,
                                                   .this_year = true,
                                                   .frequency = 52,
                                                   .alpha = 0.05 },
                               mem, ret_control, e);
}

METHOD(bayes) = {
    .name = "bayes",
    .title = "Bayes rule (reference)",
    .meaning = "Compares a count with the same weeks before, allowing for how few they are.",
    .formula =
        "U = smallest u with P(NB(sum + 1/2, n / (n + 1)) <= u) >= 1 - alpha; alarm when y > U",
    .defects = "None known; no season or trend within the window, so that it alarms on every rise.",
    .source = "riebler2004",
    .params = params,
    .columns = reference_columns,
    .configure = configure,
    .open = reference_open,
    .first = reference_first,
    .judge = reference_judge,
};
