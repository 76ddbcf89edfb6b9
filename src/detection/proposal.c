#include "detection/proposal.h"

#include "access/account.h"
#include "access/audit.h"
#include "detection/proposal_sql_priv.h"
#include "places/scope.h"

enum { REASON_BYTES = 2000 };

ErrCode proposal_add(Op *op, const Proposal *p, bool *ret_new)
{
    ProposalInsertRows made;
    TRY(sql_proposal_insert(op,
                            &(ProposalInsertArgs){ .series = p->series_id,
                                                   .place = p->place_id,
                                                   .period = p->period,
                                                   .window_first = p->window_first,
                                                   .method = p->method,
                                                   .settings = p->settings,
                                                   .as_of_day = p->as_of_day,
                                                   .vintage = p->vintage_id,
                                                   .observed = p->observed,
                                                   .expected = p->expected,
                                                   .upperbound = p->upperbound,
                                                   .pvalue = p->pvalue,
                                                   .reason = p->reason,
                                                   .at = op->now,
                                                   .run = p->run_id },
                            &made));
    *ret_new = made.n > 0;
    if (!made.n) return ERR_OK;
    return sql_proposal_event_insert(op, &(ProposalEventInsertArgs){ .proposal = made.v[0].id,
                                                                     .at = op->now,
                                                                     .actor = op->actor,
                                                                     .action = STR("proposed"),
                                                                     .reason = p->reason });
}

static ErrCode from_row(Op *op, const ProposalAllRow *r, Proposal *ret)
{
    PeriodUnit unit;
    TRY(period_unit_parse(r->unit, &unit, &op->err));
    *ret = (Proposal){ .id = r->id,
                       .series_id = r->series_id,
                       .place_id = r->place_id,
                       .series = r->series,
                       .series_title = r->series_title,
                       .place = r->place,
                       .place_name = r->place_name,
                       .unit = unit,
                       .period = (int32_t)r->period,
                       .window_first = (int32_t)r->window_first,
                       .method = r->method,
                       .settings = r->settings,
                       .as_of_day = (int32_t)r->as_of_day,
                       .vintage_id = r->vintage_id,
                       .observed = r->observed,
                       .expected = r->expected,
                       .upperbound = r->upperbound,
                       .pvalue = r->pvalue,
                       .state = r->state,
                       .reason = r->reason,
                       .created_at = r->created_at,
                       .run_id = r->run_id };
    return ERR_OK;
}

ErrCode proposal_list(Op *op, const ProposalFilter *f, Proposals *ret)
{
    ProposalAllRows rows;
    Proposal *v = NULL;
    size_t n = 0;
    TRY(sql_proposal_all(op, f->all ? STR("") : STR("proposed"), f->place, 0, INT64_MAX, &rows));
    if (rows.n) NEW(v, rows.n, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        if (f->series.n == 0 || str_glob(f->series, rows.v[i].series))
            TRY(from_row(op, &rows.v[i], &v[n++]));
    *ret = (Proposals){ n, v };
    return ERR_OK;
}

ErrCode proposal_find(Op *op, int64_t id, Proposal *ret)
{
    ProposalAllRows rows;
    TRY(sql_proposal_all(op, STR(""), STR(""), id, id, &rows));
    if (!rows.n)
        return err_set(&op->err, ERR_MISSING, "no proposal has the number %lld", (long long)id);
    return from_row(op, &rows.v[0], ret);
}

static ErrCode check_reason(Op *op, Str reason)
{
    if (reason.n == 0 || reason.n > REASON_BYTES)
        return err_set(&op->err, ERR_INPUT, "reason: expected 1 to %d bytes of text", REASON_BYTES);
    if (str_utf8_fault(reason) < reason.n) return err_set(&op->err, ERR_INPUT, "reason: not UTF-8");
    return ERR_OK;
}

static ErrCode add_event(Op *op, const Proposal *p, Str action, Str reason)
{
    TRY(sql_proposal_event_insert(op, &(ProposalEventInsertArgs){ .proposal = p->id,
                                                                  .at = op->now,
                                                                  .actor = op->actor,
                                                                  .action = action,
                                                                  .reason = reason }));
    Str what = arena_fmt(op->mem, "detection.proposal_%.*s", STR_ARG(action));
    return audit_add(op, what, arena_fmt(op->mem, "proposal %lld", (long long)p->id), reason);
}

ErrCode proposal_decide(Op *op, int64_t id, ProposalDecision decision, Str reason)
{
    Proposal p;
    ProposalSetStateRows changed;
    Str state = decision == PROPOSAL_APPROVE ? STR("approved") : STR("dismissed");
    reason = str_trim(reason);
    TRY(account_require(op, MAY_DECIDE));
    TRY(proposal_find(op, id, &p));
    TRY(scope_require(op, p.place));
    TRY(check_reason(op, reason));
    TRY(sql_proposal_set_state(op, id, state, &changed));
    if (!changed.n)
        return err_set(&op->err, ERR_CONFLICT, "proposal %lld was %.*s already", (long long)id,
                       STR_ARG(p.state));
    return add_event(op, &p, state, reason);
}

ErrCode proposal_note(Op *op, int64_t id, ProposalRemark remark, Str text)
{
    Proposal p;
    text = str_trim(text);
    TRY(account_require(op, MAY_NOTE));
    TRY(proposal_find(op, id, &p));
    TRY(scope_require(op, p.place));
    if (remark == PROPOSAL_NOTE || text.n) TRY(check_reason(op, text));
    return add_event(op, &p, remark == PROPOSAL_NOTE ? STR("noted") : STR("acknowledged"), text);
}

ErrCode proposal_events(Op *op, int64_t id, ProposalEvents *ret)
{
    ProposalEventAllRows rows;
    ProposalEvent *v = NULL;
    TRY(sql_proposal_event_all(op, id, &rows));
    if (rows.n) NEW(v, rows.n, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        ProposalEventAllRow r = rows.v[i];
        v[i] = (ProposalEvent){ r.at, r.actor, r.actor_name, r.action, r.reason };
    }
    *ret = (ProposalEvents){ rows.n, v };
    return ERR_OK;
}
