#include "access/audit.h"

#include <stdio.h>

#include "access/audit_sql_priv.h"
#include "access/hash.h"

/* What stands before the first entry. */
static const char origin[] = "0000000000000000000000000000000000000000000000000000000000000000";

typedef struct {
    char text[24];
} Digits;

static Digits digits(int64_t v)
{
    Digits d;
    (void)snprintf(d.text, sizeof d.text, "%lld", (long long)v);
    return d;
}

/* The fields in the order of the table; numbers as decimal text, so both databases agree. */
static HashText entry_hash(const AuditEntry *a, Str previous)
{
    Digits id = digits(a->id), at = digits(a->at), actor = digits(a->actor);
    const Str parts[] = { previous,  str_of(id.text), str_of(at.text), str_of(actor.text),
                          a->action, a->object,       a->detail };
    return hash_texts(parts, sizeof parts / sizeof parts[0]);
}

ErrCode audit_add(Op *op, Str action, Str object, Str detail)
{
    if (!op->writes) return err_set(&op->err, ERR_BUG, "an audit entry outside a change");
    AuditHeadRows head;
    TRY(sql_audit_head(op, &head));
    Str previous = head.n ? head.v[0].hash : str_of(origin);
    AuditEntry a = { .id = head.n ? head.v[0].id + 1 : 1,
                     .at = op->now,
                     .actor = op->actor,
                     .action = action,
                     .object = object,
                     .detail = detail };
    HashText hash = entry_hash(&a, previous);
    return sql_audit_insert(op, &(AuditInsertArgs){ .id = a.id,
                                                    .at = a.at,
                                                    .actor = a.actor,
                                                    .action = action,
                                                    .object = object,
                                                    .detail = detail,
                                                    .previous = previous,
                                                    .hash = str_of(hash.hex) });
}

/* What is wrong with an entry that should follow entry `last` with hash `previous`; "" if nothing.
 */
static const char *fault(const AuditChainRow *r, int64_t last, Str previous)
{
    AuditEntry a = { .id = r->id,
                     .at = r->at,
                     .actor = r->actor,
                     .action = r->action,
                     .object = r->object,
                     .detail = r->detail };
    HashText hash = entry_hash(&a, r->previous);
    if (r->id != last + 1) return "entries before it are missing";
    if (!str_eq(r->previous, previous)) return "it does not follow the entry before it";
    if (!str_eq(r->hash, str_of(hash.hex))) return "its text was changed after it was written";
    return "";
}

static ErrCode walk(Op *op, DbCursor *cursor, AuditReport *report)
{
    char head[65];
    (void)snprintf(head, sizeof head, "%s", origin);
    report->why = "";
    for (bool more = true; more;) {
        AuditChainRow r;
        TRY(sql_audit_chain_next(op, cursor, &r, &more));
        if (!more) break;
        report->why = fault(&r, report->entries, str_of(head));
        report->entries++;
        if (*report->why) {
            report->broken_at = r.id;
            break;
        }
        (void)snprintf(head, sizeof head, "%.*s", STR_ARG(r.hash));
    }
    report->head = arena_str(op->mem, str_of(head));
    return ERR_OK;
}

ErrCode audit_verify(Op *op, AuditReport *ret)
{
    AUTO(db_cursor_close) DbCursor *cursor = NULL;
    AuditReport report = { 0 };
    TRY(sql_audit_chain_open(op, &cursor));
    TRY(walk(op, cursor, &report));
    *ret = report;
    return ERR_OK;
}

ErrCode audit_before(Op *op, int64_t before, int64_t limit, AuditEntries *ret)
{
    AuditBeforeRows rows;
    AuditEntry *v;
    TRY(sql_audit_before(op, before, limit, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        AuditBeforeRow r = rows.v[i];
        v[i] = (AuditEntry){ r.id, r.at, r.actor, r.action, r.object, r.detail, r.actor_name };
    }
    *ret = (AuditEntries){ rows.n, v };
    return ERR_OK;
}

ErrCode audit_latest(Op *op, int64_t limit, AuditEntries *ret)
{
    return audit_before(op, INT64_MAX, limit, ret);
}

ErrCode audit_version(Op *op, int64_t *ret)
{
    AuditShownHeadRows head;
    TRY(sql_audit_shown_head(op, &head));
    *ret = head.n ? head.v[0].id : 0;
    return ERR_OK;
}

ErrCode audit_find(Op *op, Str hash, int64_t *ret)
{
    AuditFindRows found;
    TRY(sql_audit_find(op, hash, &found));
    *ret = found.n ? found.v[0].id : 0;
    return ERR_OK;
}
