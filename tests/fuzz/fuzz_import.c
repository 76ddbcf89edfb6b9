/* Any bytes as a file of figures, with and without a mapping in front (up to a line "---"), and as
 * a register of places; each in an operation that is taken back. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "access/account.h"
#include "observations/import.h"
#include "places/register.h"
#include "store/db.h"
#include "store/migrate.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { OP_BYTES = 1 << 26 };

static const char definition[] = "[series]\ntitle = T\ncounted = t\nunit = t\nperiod = month\n"
                                 "kind = count\ndirection = up\nvisibility = public\nsource = s\n"
                                 "licence = l\nwatch = true\nexample = false\n";

static ErrCode prepare(Op *op)
{
    int64_t applied;
    RegisterFacts facts;
    bool changed;
    TRY(migrate(op, &applied));
    TRY(register_load_default(op, &facts));
    return series_define(op, STR("fuzz"), str_of(definition), &changed);
}

static Db *database(void)
{
    static Db *db; /* of this test program only */
    if (db) return db;
    char path[64];
    Op op = { .now = 1700000000 };
    (void)snprintf(path, sizeof path, "/tmp/belfry-fuzz-%ld.db", (long)getpid());
    if (db_open(path, DB_CREATE, &op.db, &op.err) != ERR_OK) abort();
    ErrCode code = op_begin(&op, OP_WRITE, OP_BYTES);
    if (code == ERR_OK) code = prepare(&op);
    if (op_end(&op, code) != ERR_OK) abort();
    db = op.db;
    return db;
}

static ErrCode attempt(Op *op, Str text)
{
    Series s;
    const PlaceBook *book;
    ImportReport *report;
    Mapping map;
    RegisterFacts facts = { .changed = 0 };
    ImportRequest rq = { .path = "fuzz", .text = text, .published_day = 19000 };
    size_t cut = 0;
    while (cut + 4 <= text.n && memcmp(text.p + cut, "---\n", 4) != 0) cut++;
    TRY(series_find(op, STR("fuzz"), &s));
    TRY(place_book_load(op, &book));
    NEW(report, 1, op->mem, &op->err);
    (void)(register_load_places(op, &(RegisterFile){ "fuzz", text }, &facts) == ERR_OK);
    if (cut + 4 <= text.n) {
        TRY(mapping_parse((Str){ cut, text.p }, STR("fuzz"), op->mem, &map, &op->err));
        rq.mapping = &map;
        rq.text = (Str){ text.n - cut - 4, text.p + cut + 4 };
    }
    rq.accept_good_rows = text.n % 2;
    return import_file(op, &s, book, &rq, report);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Op op = { .now = 1700000000, .db = database() };
    Str text = { size, (const char *)data };
    if (op_begin(&op, OP_WRITE, OP_BYTES) != ERR_OK) abort();
    (void)(attempt(&op, text) == ERR_OK);
    (void)(op_end(&op, ERR_CONFLICT) == ERR_OK);
    return 0;
}
