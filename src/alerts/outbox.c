#include "alerts/outbox.h"

#include "access/account.h"
#include "access/audit.h"
#include "alerts/outbox_sql_priv.h"

ErrCode outbox_claim(Op *op, Str worker, int64_t most, OutboxIds *ret)
{
    OutboxClaimRows rows;
    int64_t *v;
    TRY(sql_outbox_claim(op, op->now, op->now + OUTBOX_LEASE_SECONDS, worker, most, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = rows.v[i].id;
    *ret = (OutboxIds){ rows.n, v };
    return ERR_OK;
}

static ErrCode load_items(Op *op, OutboxMessage *m)
{
    OutboxIssuesRows rows;
    OutboxItem *v;
    TRY(sql_outbox_issues(op, m->id, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const OutboxIssuesRow *r = &rows.v[i];
        v[i] =
            (OutboxItem){ .issue = r->issue_id,
                          .alert = r->alert_id,
                          .revision = r->revision,
                          .newest = r->newest,
                          .kind = r->kind,
                          .at = r->at,
                          .level = (int)r->level,
                          .headline = r->headline,
                          .body = r->body,
                          .next_look = r->next_look,
                          .shown = str_eq(r->visibility, str_of(visibility_word(VISIBLE_SHOWN))) };
        TRY(handling_parse(r->handling, "handling", &v[i].handling, &op->err));
        v[i].live = alert_is_live(v[i].handling);
    }
    m->n = rows.n;
    m->v = v;
    return ERR_OK;
}

ErrCode outbox_find(Op *op, int64_t id, OutboxMessage *ret)
{
    OutboxOneRows rows;
    TRY(sql_outbox_one(op, id, &rows));
    if (!rows.n)
        return err_set(&op->err, ERR_MISSING, "no message has the number %lld", (long long)id);
    const OutboxOneRow *r = &rows.v[0];
    *ret = (OutboxMessage){ .id = r->id,
                            .key = r->key,
                            .kind = r->kind,
                            .medium = r->medium,
                            .desk = r->desk,
                            .why = r->why,
                            .state = r->state,
                            .contact = r->contact_id,
                            .created_at = r->created_at,
                            .due_at = r->due_at,
                            .attempts = r->attempts,
                            .lease_until = r->lease_until,
                            .link_used_at = r->link_used_at,
                            .worker = r->worker,
                            .exercise = r->exercise_id,
                            .exercise_name = r->exercise_name,
                            .name = r->name,
                            .email = r->email,
                            .phone = r->phone,
                            .webhook = r->webhook };
    return load_items(op, ret);
}

static bool is_kind(const OutboxMessage *m, const char *kind)
{
    return str_eq(m->kind, str_of(kind));
}

const char *outbox_fault(const OutboxMessage *m, const char **ret_state)
{
    bool presses = is_kind(m, "repeat") || is_kind(m, "escalation"), waits = false;
    *ret_state = "superseded";
    for (size_t i = 0; i < m->n; i++)
        if (m->v[i].revision != m->v[i].newest) return "a newer notice says how it stands now";
    *ret_state = "dropped";
    for (size_t i = 0; i < m->n; i++) {
        if (!m->v[i].shown && !is_kind(m, "digest"))
            return "its notices are silenced, or a wider alert speaks for it";
        waits = waits || m->v[i].handling == HANDLE_ISSUED;
    }
    if (presses && !waits) return "somebody answered in the meantime";
    return NULL;
}

ErrCode outbox_refresh(Op *op, const OutboxMessage *m)
{
    TRY(sql_outbox_issue_clear(op, m->id));
    for (size_t i = 0; i < m->n; i++) {
        NoticeNewestRows newest;
        TRY(sql_notice_newest(op, m->v[i].alert, &newest));
        if (newest.n) TRY(sql_outbox_issue_insert(op, m->id, newest.v[0].id));
    }
    return ERR_OK;
}

ErrCode outbox_settle(Op *op, const OutboxMessage *m, const char *state, Str outcome,
                      int64_t due_at)
{
    OutboxSettleRows done;
    bool waits = strcmp(state, "waiting") == 0;
    const char *attempt = waits ? "later" : strcmp(state, "dead") == 0 ? "never" : state;
    TRY(sql_outbox_attempt_insert(
        op, &(OutboxAttemptInsertArgs){ m->id, op->now, m->worker, str_of(attempt), outcome }));
    return sql_outbox_settle(op,
                             &(OutboxSettleArgs){ .id = m->id,
                                                  .state = str_of(state),
                                                  .at = op->now,
                                                  .outcome = outcome,
                                                  .due_at = waits ? due_at : m->due_at,
                                                  .worker = m->worker },
                             &done);
}

/* SplitMix64's finisher over (message, attempt): the same draw wherever and whenever it is made. */
static double draw(int64_t id, int64_t attempts)
{
    uint64_t z = (uint64_t)id * 0x9E3779B97F4A7C15U + (uint64_t)attempts * 0xD1B54A32D192ED03U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    z ^= z >> 31;
    return (double)(z >> 11) * 0x1p-53;
}

int64_t outbox_retry_at(int64_t id, int64_t attempts, int64_t now)
{
    int64_t wait = OUTBOX_FIRST_WAIT_SECONDS;
    for (int64_t i = 1; i < attempts && wait < OUTBOX_MOST_WAIT_SECONDS; i++) wait *= 2;
    if (wait > OUTBOX_MOST_WAIT_SECONDS) wait = OUTBOX_MOST_WAIT_SECONDS;
    return now + wait / 2 + (int64_t)(draw(id, attempts) * (double)(wait - wait / 2)) + 1;
}

ErrCode outbox_list(Op *op, Str state, int64_t alert, int64_t most, OutboxLines *ret)
{
    OutboxListRows rows;
    OutboxLine *v;
    TRY(sql_outbox_list(op, state, alert, most, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const OutboxListRow *r = &rows.v[i];
        v[i] = (OutboxLine){ .id = r->id,
                             .kind = r->kind,
                             .name = r->name,
                             .desk = r->desk,
                             .medium = r->medium,
                             .why = r->why,
                             .state = r->state,
                             .created_at = r->created_at,
                             .due_at = r->due_at,
                             .attempts = r->attempts,
                             .done_at = r->done_at,
                             .outcome = r->outcome,
                             .link_used_at = r->link_used_at };
    }
    *ret = (OutboxLines){ rows.n, v };
    return ERR_OK;
}

ErrCode outbox_counts(Op *op, OutboxCounts *ret)
{
    OutboxCountsRows rows;
    OutboxCount *v;
    TRY(sql_outbox_counts(op, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        v[i] = (OutboxCount){ rows.v[i].state, rows.v[i].kind, rows.v[i].medium, rows.v[i].n,
                              rows.v[i].oldest };
    *ret = (OutboxCounts){ rows.n, v };
    return ERR_OK;
}

ErrCode outbox_revive(Op *op, int64_t id)
{
    OutboxRetryRows done;
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(sql_outbox_retry(op, id, op->now, &done));
    if (!done.n)
        return err_set(&op->err, ERR_MISSING, "no dead message has the number %lld", (long long)id);
    return audit_add(op, STR("alerts.outbox_revive"),
                     arena_fmt(op->mem, "message %lld", (long long)id), STR(""));
}

ErrCode outbox_acknowledge(Op *op, int64_t id)
{
    OutboxMessage m;
    OutboxLinkUseRows used;
    AlertRules rules;
    size_t done = 0;
    TRY(outbox_find(op, id, &m));
    TRY(sql_outbox_link_use(op, id, op->now, &used));
    if (!used.n) return err_set(&op->err, ERR_CONFLICT, "this link was used already");
    TRY(alert_rules(op, &rules));
    for (size_t i = 0; i < m.n; i++) {
        Alert a;
        AlertStep step;
        TRY(alert_find(op, m.v[i].alert, &a));
        if (!alert_is_live(a.state.handling)) continue;
        TRY(alert_step(op, &rules, &a, (AlertEvent){ .kind = EV_ACKNOWLEDGE },
                       arena_fmt(op->mem, "by the link in the notice to %.*s", STR_ARG(m.name)),
                       &step));
        done += step.refused == NULL;
    }
    if (!done) return err_set(&op->err, ERR_CONFLICT, "what it tells of is over");
    return ERR_OK;
}
