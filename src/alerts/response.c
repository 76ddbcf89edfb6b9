#include "alerts/response.h"

#include "alerts/alert_sql_priv.h"
#include "alerts/outbox_sql_priv.h"

static void take(ResponseTime *t, const AlertPast *p)
{
    if (p->level != ALERT_LEVEL_NONE &&
        (t->worst == ALERT_LEVEL_NONE || alert_level_is_graver(p->level, t->worst)))
        t->worst = p->level;
    if (str_eq(p->action, STR("issued")) && !t->issued_at) t->issued_at = p->at;
    if (str_eq(p->action, STR("escalated"))) t->escalations++;
    if (str_eq(p->action, STR("stood down")) || str_eq(p->action, STR("cancelled")))
        t->ended_at = p->at;
    if ((str_eq(p->action, STR("acknowledged")) || str_eq(p->action, STR("responding"))) &&
        !t->acknowledged_at) {
        t->acknowledged_at = p->at;
        t->by = p->actor_name.n ? p->actor_name : p->detail;
    }
}

static ErrCode find_first(Op *op, const Alert *a, ResponseTime *t)
{
    FirstToldRows told;
    FirstProposedRows proposed;
    if (str_eq(a->source, STR("level"))) {
        TRY(sql_first_told(op, a->source_ref, &told));
        t->signal_at = told.v[0].signal_at;
        t->proposed_at = told.v[0].assessment_at;
    } else if (str_eq(a->source, STR("proposal"))) {
        TRY(sql_first_proposed(op, a->source_ref, &proposed));
        t->proposed_at = proposed.n ? proposed.v[0].at : 0;
    } else
        t->proposed_at = a->created_at;
    return ERR_OK;
}

ErrCode response_of(Op *op, const Routing *r, const Alert *a, ResponseTime *ret)
{
    AlertHistory past;
    AlertIssues issues;
    OutboxFirstDeliveryRows first;
    ResponseTime t = { .alert = *a,
                       .raised_at = a->created_at,
                       .told_after = -1,
                       .acknowledged_after = -1,
                       .by = { 0, "" } };
    TRY(alert_history(op, a->id, &past));
    TRY(alert_issues(op, a->id, &issues));
    TRY(sql_outbox_first_delivery(op, a->id, &first));
    for (size_t i = 0; i < past.n; i++) take(&t, &past.v[i]);
    TRY(find_first(op, a, &t));
    if (first.n) t.told_at = first.v[0].at;
    if (t.issued_at && t.told_at) t.told_after = t.told_at - t.issued_at;
    if (t.issued_at && t.acknowledged_at) t.acknowledged_after = t.acknowledged_at - t.issued_at;
    if (issues.n) t.asked_within = routing_level(r, issues.v[0].level)->rule.answer_seconds;
    t.in_time = t.asked_within == 0 ||
                (t.acknowledged_after >= 0 && t.acknowledged_after <= t.asked_within);
    *ret = t;
    return ERR_OK;
}

ErrCode response_times(Op *op, int64_t exercise, Responses *ret)
{
    Alerts all;
    const Routing *r;
    ResponseTime *v;
    size_t n = 0;
    TRY(routing_load(op, &r));
    TRY(alert_list(op, false, exercise, &all));
    NEW(v, all.n + 1, op->mem, &op->err);
    for (size_t i = all.n; i-- > 0;)
        if (all.v[i].exercise == exercise) TRY(response_of(op, r, &all.v[i], &v[n++]));
    *ret = (Responses){ n, v };
    return ERR_OK;
}
