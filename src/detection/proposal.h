/* proposal.h - what the watch proposes and what people decided about it.
 *
 * The machine proposes, a person decides: a proposal stays "proposed" until somebody approves or
 * dismisses it with a reason.  Its figures are facts from the day it was made and never change;
 * with the newest vintage known then they are enough to recompute it exactly. */
#ifndef DETECTION_PROPOSAL_H
#define DETECTION_PROPOSAL_H

#include "base/date.h"
#include "store/op.h"

typedef struct {
    int64_t id;
    int64_t series_id, place_id;
    Str series, series_title, place, place_name; /* codes and names */
    PeriodUnit unit;
    int32_t period, window_first; /* judged, and first that was read */
    Str method, settings;
    int32_t as_of_day;
    int64_t vintage_id; /* newest vintage known when it was made */
    double observed, expected, upperbound, pvalue;
    Str state; /* proposed, approved, dismissed */
    Str reason;
    int64_t created_at, run_id;
} Proposal;

typedef struct {
    size_t n;
    const Proposal *v;
} Proposals;

typedef struct {
    bool all;   /* decided ones too, not only those that wait for a decision */
    Str series; /* pattern with * and ?, empty for every series */
    Str place;  /* code, empty for every place */
} ProposalFilter;

/**
 * Keeps a new proposal and the event that it was made; when the same series, place, period and
 * method has one already, nothing changes and *ret_new is false.
 *
 * error   ERR_STORE  the database refused
 */
ErrCode proposal_add(Op *op, const Proposal *p, bool *ret_new) NONNULL MUST_USE;

/**
 * The proposals that pass the filter, newest period first, then by p-value.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode proposal_list(Op *op, const ProposalFilter *f, Proposals *ret) NONNULL MUST_USE;

/**
 * One proposal.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no proposal of that number
 */
ErrCode proposal_find(Op *op, int64_t id, Proposal *ret) NONNULL MUST_USE;

typedef enum { PROPOSAL_APPROVE, PROPOSAL_DISMISS } ProposalDecision;

/**
 * Approves or dismisses a proposal, with the reason that the person gives.
 *
 * error   ERR_DENIED    the actor may not decide, or the place is not in the actor's area
 *         ERR_INPUT     no reason, or one of more than 2000 bytes, or not UTF-8
 *         ERR_MISSING   no proposal of that number
 *         ERR_CONFLICT  it was decided already
 */
ErrCode proposal_decide(Op *op, int64_t id, ProposalDecision decision, Str reason) NONNULL MUST_USE;

typedef enum { PROPOSAL_ACKNOWLEDGE, PROPOSAL_NOTE } ProposalRemark;

/**
 * Records that the actor has seen a proposal, with or without a remark, or a note on it; its state
 * stays as it is.
 *
 * error   ERR_DENIED   the actor may not note, or the place is not in the actor's area
 *         ERR_INPUT    a note without text, more than 2000 bytes, or not UTF-8
 *         ERR_MISSING  no proposal of that number
 */
ErrCode proposal_note(Op *op, int64_t id, ProposalRemark remark, Str text) NONNULL MUST_USE;

typedef struct {
    int64_t at, actor;
    Str actor_name; /* "" for the system itself */
    Str action, reason;
} ProposalEvent;

typedef struct {
    size_t n;
    const ProposalEvent *v;
} ProposalEvents;

/**
 * What happened to a proposal, oldest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode proposal_events(Op *op, int64_t id, ProposalEvents *ret) NONNULL MUST_USE;

#endif
