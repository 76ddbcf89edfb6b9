/* Exercises: the same alerts, marked, that reach nobody real (alerts/deliver.c keeps them from it).
 */
#include "access/account.h"
#include "access/audit.h"
#include "alerts/alert_priv.h"
#include "alerts/alert_sql_priv.h"

ErrCode exercise_start(Op *op, Str name, int64_t *ret)
{
    ExerciseInsertRows made;
    name = str_trim(name);
    TRY(account_require(op, MAY_DECIDE));
    TRY(alert_check_text(name, "name", 1, 120, &op->err));
    TRY(sql_exercise_insert(op, name, op->now, op->actor, &made));
    *ret = made.v[0].id;
    return audit_add(op, STR("alerts.exercise_start"),
                     arena_fmt(op->mem, "exercise %lld", (long long)made.v[0].id), name);
}

static Exercise from_row(const ExerciseAllRow *r)
{
    return (Exercise){ r->id, r->name, r->started_at, r->started_by, r->ended_at };
}

ErrCode exercise_list(Op *op, Exercises *ret)
{
    ExerciseAllRows rows;
    Exercise *v;
    TRY(sql_exercise_all(op, 0, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (Exercises){ rows.n, v };
    return ERR_OK;
}

ErrCode exercise_find(Op *op, int64_t id, Exercise *ret)
{
    ExerciseAllRows rows;
    rows.n = 0;
    if (id > 0) TRY(sql_exercise_all(op, id, &rows));
    if (!rows.n)
        return err_set(&op->err, ERR_MISSING, "no exercise has the number %lld", (long long)id);
    *ret = from_row(&rows.v[0]);
    return ERR_OK;
}

static ErrCode stand_down(Op *op, int64_t id)
{
    Alerts open;
    AlertRules rules;
    TRY(alert_rules(op, &rules));
    TRY(alert_list(op, true, id, &open));
    for (size_t i = 0; i < open.n; i++) {
        Alert a = open.v[i];
        AlertStep step;
        AlertEventKind kind = alert_is_live(a.state.handling) ? EV_STAND_DOWN : EV_CANCEL;
        TRY(alert_step(op, &rules, &a, (AlertEvent){ .kind = kind }, STR("the exercise ended"),
                       &step));
    }
    return ERR_OK;
}

ErrCode exercise_end(Op *op, int64_t id)
{
    ExerciseEndRows ended;
    TRY(account_require(op, MAY_DECIDE));
    TRY(sql_exercise_end(op, id, op->now, &ended));
    if (!ended.n)
        return err_set(&op->err, ERR_CONFLICT, "exercise %lld has ended, or never was",
                       (long long)id);
    TRY(stand_down(op, id));
    return audit_add(op, STR("alerts.exercise_end"),
                     arena_fmt(op->mem, "exercise %lld", (long long)id), STR(""));
}
