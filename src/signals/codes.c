#include "signals/codes.h"

#include "access/account.h"
#include "access/audit.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/embed.h"
#include "signals/codes_sql_priv.h"

enum { MAX_ITEMS = 600, COLUMNS = 7, WORD_BYTES = 120, MEANING_BYTES = 400, MAX_HOURS = 10000 };

struct CodeBook {
    size_t n;
    Code v[MAX_ITEMS];
};

static const char *const columns[COLUMNS] = { "list", "code",   "word",   "meaning",
                                              "part", "number", "retired" };

typedef struct {
    Arena *mem;
    CodeBook *book;
    bool headed;
} Reading;

static ErrCode check_header(const CsvRow *row, Err *e)
{
    bool good = row->n == COLUMNS || row->n == COLUMNS - 1;
    for (size_t i = 0; good && i < row->n; i++) good = str_eq(row->v[i], str_of(columns[i]));
    if (good) return ERR_OK;
    return err_set(e, ERR_INPUT,
                   "line %lld: expected the columns list,code,word,meaning,part,number"
                   " and perhaps retired",
                   (long long)row->line);
}

static ErrCode check_row(const CsvRow *row, Err *e)
{
    for (size_t i = 0; i < row->n; i++) {
        size_t most = i == 3 ? MEANING_BYTES : WORD_BYTES;
        bool short_enough = row->v[i].n <= most && (i > 2 || row->v[i].n > 0);
        if (!short_enough || memchr(row->v[i].p, '\n', row->v[i].n))
            return err_set(e, ERR_INPUT, "line %lld, %s: expected %d to %zu bytes on one line",
                           (long long)row->line, columns[i], i > 2 ? 0 : 1, most);
    }
    return ERR_OK;
}

static ErrCode on_row(void *context, const CsvRow *row, Err *e)
{
    Reading *r = context;
    if (!r->headed) {
        r->headed = true;
        return check_header(row, e);
    }
    if (row->n != COLUMNS && row->n != COLUMNS - 1)
        return err_set(e, ERR_INPUT, "line %lld: %zu fields", (long long)row->line, row->n);
    TRY(check_row(row, e));
    if (r->book->n == MAX_ITEMS)
        return err_set(e, ERR_LIMIT, "line %lld: more than %d items", (long long)row->line,
                       MAX_ITEMS);
    Code *c = &r->book->v[r->book->n];
    Str texts[COLUMNS] = { { 0, "" } };
    for (size_t i = 0; i < row->n; i++) texts[i] = arena_str(r->mem, row->v[i]);
    *c = (Code){ .list = texts[0],
                 .code = texts[1],
                 .word = texts[2],
                 .meaning = texts[3],
                 .part = texts[4],
                 .retired = str_eq(texts[6], STR("yes")) };
    if (texts[5].n) TRY(str_int(texts[5], "number", &c->number, e));
    if (c->number < 0 || c->number > MAX_HOURS)
        return err_set(e, ERR_INPUT, "line %lld, number: expected 0 to %d", (long long)row->line,
                       MAX_HOURS);
    r->book->n++;
    return ERR_OK;
}

static ErrCode read_text(Arena *mem, Str csv, CodeBook **ret, Err *e)
{
    Reading r = { .mem = mem };
    NEW(r.book, 1, mem, e);
    TRY(csv_read_text(csv, on_row, &r, e));
    *ret = r.book;
    return ERR_OK;
}

static Code *at(CodeBook *book, Str list, Str code)
{
    for (size_t i = 0; i < book->n; i++)
        if (str_eq(book->v[i].list, list) && str_eq(book->v[i].code, code)) return &book->v[i];
    return NULL;
}

static ErrCode load_carried(Op *op, CodeBook **ret)
{
    const EmbeddedFile *file = embed_find(STR("data/signals/codes.csv"));
    if (!file) return err_set(&op->err, ERR_BUG, "data/signals/codes.csv is not in the program");
    return read_text(op->mem, file->bytes, ret, &op->err);
}

ErrCode codes_load(Op *op, const CodeBook **ret)
{
    CodeBook *book;
    CodeItemAllRows rows;
    TRY(load_carried(op, &book));
    TRY(sql_code_item_all(op, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        const CodeItemAllRow *r = &rows.v[i];
        Code *c = at(book, r->list, r->code);
        if (!c && book->n < MAX_ITEMS) c = &book->v[book->n++];
        if (c)
            *c = (Code){
                r->list, r->code, r->word, r->meaning, r->part, r->number, r->retired != 0
            };
    }
    *ret = book;
    return ERR_OK;
}

/* Items of a list stand together in the file; words of an older release for codes that are gone
 * come at the end and are found, but not offered. */
Codes codes_of(const CodeBook *book, const char *list)
{
    size_t first = 0, n = 0;
    while (first < book->n && !str_eq(book->v[first].list, str_of(list))) first++;
    while (first + n < book->n && str_eq(book->v[first + n].list, str_of(list))) n++;
    return (Codes){ n, book->v + first };
}

const Code *code_find(const CodeBook *book, const char *list, Str code)
{
    for (size_t i = 0; i < book->n; i++)
        if (str_eq(book->v[i].code, code) && str_eq(book->v[i].list, str_of(list)))
            return &book->v[i];
    return NULL;
}

Str code_word(const CodeBook *book, const char *list, Str code)
{
    const Code *c = code_find(book, list, code);
    return c ? c->word : code;
}

ErrCode code_check(const CodeBook *book, const char *list, Str code, const char *what, Err *e)
{
    const Code *c = code_find(book, list, code);
    if (c && !c->retired) return ERR_OK;
    return err_set(e, ERR_INPUT, "%s: choose one of the list", what);
}

bool codes_hold(Str joined, Str code)
{
    Str part;
    while (str_split(&joined, ' ', &part))
        if (part.n && str_eq(part, code)) return true;
    return false;
}

ErrCode codes_join(Op *op, const CodeBook *book, const char *list, Str given, const char *what,
                   Str *ret)
{
    AUTO(buf_free) Buf b = BUF_MAX(4000);
    Str rest = given, part;
    while (str_split(&rest, ' ', &part))
        if (part.n) TRY(code_check(book, list, part, what, &op->err));
    Codes all = codes_of(book, list);
    for (size_t i = 0; i < all.n; i++)
        if (codes_hold(given, all.v[i].code))
            buf_addf(&b, "%s%.*s ", b.n ? "" : " ", STR_ARG(all.v[i].code));
    *ret = arena_str(op->mem, (Str){ b.n, b.p });
    return ERR_OK;
}

Str codes_words(const CodeBook *book, const char *list, Str joined, Arena *mem)
{
    AUTO(buf_free) Buf b = BUF_MAX(8000);
    Str part;
    while (str_split(&joined, ' ', &part)) {
        if (!part.n) continue;
        Str word = code_word(book, list, part);
        buf_addf(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(word));
    }
    return arena_str(mem, (Str){ b.n, b.p });
}

int64_t codes_retention(const CodeBook *book, const char *what)
{
    const Code *c = code_find(book, "retention", str_of(what));
    return c ? c->number : 0;
}

static bool same(const Code *a, const Code *b)
{
    return str_eq(a->word, b->word) && str_eq(a->meaning, b->meaning) && str_eq(a->part, b->part) &&
           a->number == b->number && a->retired == b->retired;
}

static ErrCode take_one(Op *op, const CodeBook *now, CodeBook *carried, const Code *c, int64_t *n)
{
    const Code *old = NULL;
    for (size_t i = 0; i < now->n; i++)
        if (str_eq(now->v[i].list, c->list) && str_eq(now->v[i].code, c->code)) old = &now->v[i];
    if (!old || !at(carried, c->list, c->code))
        return err_set(&op->err, ERR_INPUT, "'%.*s' has no code '%.*s': words change, codes do not",
                       STR_ARG(c->list), STR_ARG(c->code));
    bool timed = str_eq(c->list, STR("level")) || str_eq(c->list, STR("retention"));
    if (timed && (c->number < 1 || c->retired))
        return err_set(&op->err, ERR_INPUT,
                       "%.*s %.*s: needs a number of at least 1, and cannot be retired",
                       STR_ARG(c->list), STR_ARG(c->code));
    if (same(old, c)) return ERR_OK;
    (*n)++;
    return sql_code_item_put(op, &(CodeItemPutArgs){ .list = c->list,
                                                     .code = c->code,
                                                     .word = c->word,
                                                     .meaning = c->meaning,
                                                     .part = c->part,
                                                     .number = c->number,
                                                     .retired = c->retired });
}

ErrCode codes_take(Op *op, Str csv, int64_t *ret)
{
    CodeBook *given, *carried;
    const CodeBook *now;
    int64_t n = 0;
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(read_text(op->mem, csv, &given, &op->err));
    TRY(load_carried(op, &carried));
    TRY(codes_load(op, &now));
    for (size_t i = 0; i < given->n; i++) TRY(take_one(op, now, carried, &given->v[i], &n));
    if (n)
        TRY(audit_add(op, STR("codes.changed"), STR("codes"),
                      arena_fmt(op->mem, "%lld items", (long long)n)));
    *ret = n;
    return ERR_OK;
}
