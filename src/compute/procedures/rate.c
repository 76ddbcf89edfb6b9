/* Rates of counts, one row each. */
#include <math.h>

#include "compute/row_intervals.h"

static Interval interval(double x, double n, double confidence)
{
    Interval v = stat_count_interval(x, confidence);
    if (!(n > 0.0)) n = (double)NAN;
    return (Interval){ v.lower / n, v.upper / n };
}

static ErrCode run(ProcedureCall *c)
{
    static const RowIntervals kind = { .based = true,
                                       .multiplier = "100000",
                                       .interval = interval };
    return row_intervals(c, &kind);
}

static const SettingParam params[] = { CONFIDENCE_PARAM,   MULTIPLIER_PARAM("100000"),
                                       COLUMN_COUNT_PARAM, COLUMN_POPULATION_PARAM,
                                       COLUMN_LABEL_PARAM, { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = { { "input", "[label,]x,n", true }, { NULL, NULL, false } };

PROCEDURE(rate) = {
    .name = "rate",
    .title = "Rates of counts, exact below 10, Byar's interval from 10",
    .meaning = "Says how often it happens for each 100,000 people, and how well that is known.",
    .formula = "x / n; chi2(alpha/2; 2x) / 2 / n and chi2(1 - alpha/2; 2x + 2) / 2 / n below 10",
    .defects = "",
    .source = "breslow1987",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]x,n,value, then lower,upper (with several levels lower_95,upper_95,...)",
    .run = run,
};
