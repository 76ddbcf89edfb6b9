/* The audit, for those who inspect it. */
#include "access/audit.h"
#include "web/present.h"
#include "web/views.h"

enum { PAGE_ROWS = 100 };

static ErrCode get(const Request *rq, Response *rs)
{
    AuditEntries all;
    AuditRows *rows;
    Arena *mem = rq->op->mem;
    int64_t before = INT64_MAX;
    Str given = request_arg(rq, "before");
    if (given.n) TRY(str_int(given, "before", &before, &rq->op->err));
    TRY(audit_before(rq->op, before, PAGE_ROWS, &all));
    NEW(rows, all.n + 1, mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++) {
        const AuditEntry *a = &all.v[i];
        rows[i] = (AuditRows){ a->id,
                               present_time(mem, a->at),
                               a->actor ? a->actor_name : STR("Belfry itself"),
                               a->action,
                               a->object,
                               a->detail };
    }
    int64_t oldest = all.n ? all.v[all.n - 1].id : 0;
    rs->title = STR("Audit");
    render_audit(rs->out,
                 &(AuditView){ .older = arena_fmt(mem, "/audit?before=%lld", (long long)oldest),
                               .has_older = all.n == PAGE_ROWS && oldest > 1,
                               .rows = { all.n, rows } });
    return ERR_OK;
}

static const char *const args[] = { "before", NULL };

PAGE(audit) = {
    .address = "/audit",
    .args = args,
    .door = DOOR_SIGNED_IN,
    .may = MAY_AUDIT,
    .get = get,
};
