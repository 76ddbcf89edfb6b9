/* The routing in force: kept as versions, none is ever changed. */
#include "access/account.h"
#include "access/audit.h"
#include "alerts/alert_priv.h"
#include "alerts/alert_sql_priv.h"
#include "alerts/routing_priv.h"
#include "base/embed.h"
#include "signals/codes.h"

/* The words of the levels are the installation's. */
static ErrCode name_levels(Op *op, Routing *r)
{
    const CodeBook *codes;
    TRY(codes_load(op, &codes));
    r->levels[ALERT_LEVEL_NONE].name = STR("not graded");
    for (int level = ALERT_LEVEL_WORST; level <= ALERT_LEVEL_UNKNOWN; level++) {
        const Code *c = code_find(codes, "level", str_of(alert_level_text(level)));
        if (!c) continue;
        r->levels[level].name = c->word;
        r->levels[level].meaning = c->meaning;
    }
    return ERR_OK;
}

ErrCode routing_load(Op *op, const Routing **ret)
{
    RoutingNewestRows rows;
    Routing *r;
    static const char carried[] = "data/alerts/routing.ini";
    const EmbeddedFile *file = embed_find(str_of(carried));
    TRY(sql_routing_newest(op, &rows));
    if (!rows.n && !file) return err_set(&op->err, ERR_BUG, "%s is not in the program", carried);
    TRY(routing_read(rows.n ? rows.v[0].body : file->bytes, rows.n ? "routing" : carried, op->mem,
                     &r, &op->err));
    TRY(name_levels(op, r));
    *ret = r;
    return ERR_OK;
}

ErrCode alert_rules(Op *op, AlertRules *ret)
{
    AlertRules rules;
    TRY(routing_load(op, &rules.routing));
    TRY(place_book_load(op, &rules.book));
    *ret = rules;
    return ERR_OK;
}

ErrCode routing_set(Op *op, Str text, const char *name, Str reason)
{
    const Routing *r;
    RoutingInsertRows made;
    reason = str_trim(reason);
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(alert_check_text(reason, "reason", 1, ALERT_REASON_BYTES, &op->err));
    TRY(routing_parse(text, name, op->mem, &r, &op->err));
    TRY(sql_routing_insert(op, op->now, op->actor, reason, text, &made));
    return audit_add(op, STR("alerts.routing"),
                     arena_fmt(op->mem, "routing %lld", (long long)made.v[0].id), reason);
}
