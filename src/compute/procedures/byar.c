/* Byar's interval of a count, one row each. */
#include "compute/row_intervals.h"

static Interval interval(double x, double n, double confidence)
{
    (void)n;
    return stat_byar(x, confidence);
}

static ErrCode run(ProcedureCall *c)
{
    static const RowIntervals kind = { .interval = interval };
    return row_intervals(c, &kind);
}

static const SettingParam params[] = {
    CONFIDENCE_PARAM, COLUMN_COUNT_PARAM, COLUMN_LABEL_PARAM, { NULL, NULL, NULL, NULL }
};
static const ProcedureInput inputs[] = { { "input", "[label,]x", true }, { NULL, NULL, false } };

PROCEDURE(byar) = {
    .name = "byar",
    .title = "Byar's interval of a count",
    .meaning = "Says how well a count is known when it might have come out otherwise by chance.",
    .formula = "x (1 - 1/(9x) - z/(3 sqrt x))^3 and (x+1) (1 - 1/(9(x+1)) + z/(3 sqrt(x+1)))^3",
    .defects = "The formula has no lower limit for a count of 0; there is none here either. Use "
               "rate, which is exact below 10.",
    .source = "breslow1987",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]x, then lower,upper (with several levels lower_95,upper_95,...)",
    .run = run,
};
