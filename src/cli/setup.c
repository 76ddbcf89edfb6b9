#include "cli/setup.h"

#include "access/account.h"
#include "access/audit.h"
#include "observations/series.h"
#include "places/register.h"
#include "store/migrate.h"

ErrCode setup_database(Op *op, SetupFacts *ret)
{
    SetupFacts f;
    RegisterFacts places;
    TRY(migrate(op, &f.migrations));
    TRY(account_ensure_operator(op));
    if (f.migrations)
        TRY(audit_add(op, STR("store.migrate"), STR("database"),
                      arena_fmt(op->mem, "%lld migrations", (long long)f.migrations)));
    TRY(register_load_default(op, &places));
    TRY(series_load_defaults(op, &f.series));
    f.register_entries = places.changed;
    *ret = f;
    return ERR_OK;
}
