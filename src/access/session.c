#include "access/session.h"

#include "access/session_sql_priv.h"

static const char *const stage_words[] = { "enrol", "code", "full" };

static SessionStage stage_of(Str word)
{
    if (str_eq(word, str_of(stage_words[STAGE_FULL]))) return STAGE_FULL;
    return str_eq(word, str_of(stage_words[STAGE_CODE])) ? STAGE_CODE : STAGE_ENROL;
}

ErrCode session_find(Op *op, Str cookie, Session *ret, bool *ret_found)
{
    SessionByHashRows rows;
    Account account;
    HashText hash = secret_hash(cookie);
    *ret_found = false;
    TRY(sql_session_by_hash(op, str_of(hash.hex), op->now - SESSION_SECONDS,
                            op->now - SESSION_IDLE_SECONDS, op->now - SESSION_HALF_SECONDS, &rows));
    if (!rows.n) return ERR_OK;
    const SessionByHashRow *r = &rows.v[0];
    ErrCode code = account_by_number(op, r->account, &account);
    if (code == ERR_DENIED) {
        op->err.code = ERR_OK;
        return ERR_OK;
    }
    if (code != ERR_OK) return code;
    *ret = (Session){ .id = r->id,
                      .account = account,
                      .stage = stage_of(r->stage),
                      .tries = r->tries,
                      .pending = r->pending,
                      .device = r->device,
                      .created_at = r->created_at,
                      .seen_at = r->seen_at };
    *ret_found = true;
    return ERR_OK;
}

ErrCode session_make(Op *op, int64_t account, SessionStage stage, Str device, Secret *ret)
{
    SessionInsertRows made;
    Secret secret = secret_new();
    HashText hash = secret_hash(str_of(secret.text));
    TRY(sql_session_delete_old(op, op->now - SESSION_SECONDS, op->now - SESSION_IDLE_SECONDS));
    TRY(sql_session_insert(op,
                           &(SessionInsertArgs){ .hash = str_of(hash.hex),
                                                 .account = account,
                                                 .stage = str_of(stage_words[stage]),
                                                 .device = device,
                                                 .at = op->now },
                           &made));
    *ret = secret;
    return ERR_OK;
}

ErrCode session_touch(Op *op, int64_t id)
{
    return sql_session_set_seen(op, id, op->now);
}

ErrCode session_list(Op *op, int64_t account, Sessions *ret)
{
    SessionOfAccountRows rows;
    Session *v;
    TRY(sql_session_of_account(op, account, op->now - SESSION_SECONDS,
                               op->now - SESSION_IDLE_SECONDS, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++)
        v[i] = (Session){ .id = rows.v[i].id,
                          .stage = STAGE_FULL,
                          .device = rows.v[i].device,
                          .created_at = rows.v[i].created_at,
                          .seen_at = rows.v[i].seen_at };
    *ret = (Sessions){ rows.n, v };
    return ERR_OK;
}

ErrCode session_end(Op *op, int64_t account, int64_t id)
{
    return sql_session_delete(op, account, id);
}

ErrCode session_end_others(Op *op, const Session *s)
{
    return sql_session_delete_others(op, s->account.id, s->id);
}

ErrCode session_count_try(Op *op, const Session *s)
{
    return sql_session_set_tries(op, s->id, s->tries + 1);
}

ErrCode session_set_pending(Op *op, const Session *s, Str sealed)
{
    return sql_session_set_pending(op, s->id, sealed);
}
