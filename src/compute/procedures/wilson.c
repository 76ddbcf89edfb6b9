/* Wilson's interval of a share, one row each. */
#include "compute/row_intervals.h"

static ErrCode run(ProcedureCall *c)
{
    static const RowIntervals kind = {
        .based = true, .within = true, .multiplier = "1", .interval = stat_wilson
    };
    return row_intervals(c, &kind);
}

static const SettingParam params[] = { CONFIDENCE_PARAM,   MULTIPLIER_PARAM("1"),
                                       COLUMN_COUNT_PARAM, COLUMN_POPULATION_PARAM,
                                       COLUMN_LABEL_PARAM, { NULL, NULL, NULL, NULL } };
static const ProcedureInput inputs[] = { { "input", "[label,]x,n", true }, { NULL, NULL, false } };

PROCEDURE(wilson) = {
    .name = "wilson",
    .title = "Wilson's interval of a share",
    .meaning = "Says how well the share of a group is known.",
    .formula = "(2 x + z^2 -+ z sqrt(z^2 + 4 x (1 - x/n))) / (2 (n + z^2))",
    .defects = "",
    .source = "wilson1927",
    .params = params,
    .inputs = inputs,
    .shape = "[label,]x,n,value, then lower,upper (with several levels lower_95,upper_95,...)",
    .run = run,
};
