#include "base/csv.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_BYTES = 64 * 1024 };

typedef struct {
    struct csv_parser parser;
    CsvRowFn *row;
    void *context;
    char *text; /* the fields of the row so far, one after another */
    size_t text_n, text_room;
    size_t *starts; /* n + 1 offsets into text */
    Str *fields;
    size_t n;
    int64_t line, row_line, rows;
    bool latin1, after_return;
    ErrCode code;
    Err *e;
} Reader;

static void reader_close(Reader *r)
{
    csv_free(&r->parser);
    free(r->text);
    free(r->starts);
    free(r->fields);
}

static ErrCode reader_open(Reader *r, Err *e)
{
    r->e = e;
    r->line = r->row_line = 1;
    r->text_room = 2 * (size_t)CSV_MAX_ROW_BYTES + 8;
    unsigned char options = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL;
    if (csv_init(&r->parser, options) != 0) return err_set(e, ERR_LIMIT, "out of memory");
    r->text = malloc(r->text_room);
    r->starts = calloc(CSV_MAX_COLUMNS + 1, sizeof *r->starts);
    r->fields = calloc(CSV_MAX_COLUMNS, sizeof *r->fields);
    if (!r->text || !r->starts || !r->fields) return err_set(e, ERR_LIMIT, "out of memory");
    return ERR_OK;
}

/* Latin-1 has the first 256 code points of Unicode, so each high byte becomes two. */
static void append_latin1(Reader *r, const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (c < 0x80) {
            r->text[r->text_n++] = (char)c;
        } else {
            r->text[r->text_n++] = (char)(0xc0 | c >> 6);
            r->text[r->text_n++] = (char)(0x80 | (c & 0x3f));
        }
    }
}

static void on_field(void *field, size_t n, void *context)
{
    Reader *r = context;
    if (r->code != ERR_OK) return;
    if (r->n >= CSV_MAX_COLUMNS) {
        r->code = err_set(r->e, ERR_LIMIT, "line %lld: more than %d columns",
                          (long long)r->row_line, CSV_MAX_COLUMNS);
        return;
    }
    if (2 * n + r->text_n > r->text_room) {
        r->code = err_set(r->e, ERR_LIMIT, "line %lld: a row longer than %d bytes",
                          (long long)r->row_line, CSV_MAX_ROW_BYTES);
        return;
    }
    const char *p = field;
    for (size_t i = 0; i < n; i++)
        if (p[i] == '\n') r->line++;
    r->starts[r->n++] = r->text_n;
    if (r->latin1) {
        append_latin1(r, p, n);
    } else if (n) {
        memcpy(r->text + r->text_n, p, n);
        r->text_n += n;
    }
}

static void hand_over(Reader *r)
{
    r->starts[r->n] = r->text_n;
    for (size_t i = 0; i < r->n; i++)
        r->fields[i] = (Str){ r->starts[i + 1] - r->starts[i], r->text + r->starts[i] };
    r->rows++;
    CsvRow row = { r->row_line, r->n, r->fields };
    r->code = r->row(r->context, &row, r->e);
}

static void on_row(int ending, void *context)
{
    Reader *r = context;
    if (r->code != ERR_OK) return;
    /* The second half of CR LF is not another line. */
    bool second_half = ending == '\n' && r->after_return && r->n == 0;
    r->after_return = ending == '\r';
    if (second_half) return;
    if (r->n > 0) hand_over(r);
    r->n = 0;
    r->text_n = 0;
    r->line++;
    r->row_line = r->line;
}

static ErrCode parser_failed(Reader *r)
{
    if (r->code != ERR_OK) return r->code;
    return err_set(r->e, ERR_INPUT, "line %lld: a quotation mark is out of place or never closed",
                   (long long)r->row_line);
}

static ErrCode reader_feed(Reader *r, const char *p, size_t n)
{
    size_t done = csv_parse(&r->parser, p, n, on_field, on_row, r);
    if (r->code != ERR_OK) return r->code;
    if (done != n) return parser_failed(r);
    if (r->parser.entry_pos > CSV_MAX_ROW_BYTES)
        return err_set(r->e, ERR_LIMIT, "line %lld: a row longer than %d bytes",
                       (long long)r->row_line, CSV_MAX_ROW_BYTES);
    return ERR_OK;
}

static ErrCode reader_finish(Reader *r)
{
    if (csv_fini(&r->parser, on_field, on_row, r) != 0) return parser_failed(r);
    return r->code;
}

static void close_file(FILE **f)
{
    if (*f) (void)fclose(*f);
}

static const unsigned char mark[3] = { 0xef, 0xbb, 0xbf };

/* A character may straddle two blocks: its head is kept and checked with the next block. */
typedef struct {
    char room[BLOCK_BYTES + 4];
    size_t kept;
    bool bad;
} Utf8Check;

static void check_block(Utf8Check *u, size_t n)
{
    Str s = { u->kept + n, u->room };
    size_t fault = str_utf8_fault(s);
    size_t left = s.n - fault;
    if (left >= 4) u->bad = true;
    u->kept = left < 4 ? left : 0;
    if (u->kept) memmove(u->room, u->room + fault, u->kept);
}

static ErrCode scan(FILE *f, const CsvFile *file, CsvFacts *facts, Err *e)
{
    Utf8Check u = { .kept = 0 };
    size_t n;
    while ((n = fread(u.room + u.kept, 1, BLOCK_BYTES, f)) > 0) {
        const char *at = u.room + u.kept;
        if (memchr(at, '\0', n))
            return err_set(e, ERR_INPUT, "%s: holds NUL bytes, so it is not a text file",
                           file->path);
        if (facts->bytes == 0 && n >= 3) facts->byte_order = memcmp(at, mark, 3) == 0;
        if (file->bytes) file->bytes(file->bytes_context, at, n);
        facts->bytes += (int64_t)n;
        check_block(&u, n);
    }
    if (ferror(f)) return err_set(e, ERR_IO, "%s: %s", file->path, strerror(errno));
    facts->latin1 = u.bad || u.kept > 0;
    return ERR_OK;
}

static ErrCode parse_file(FILE *f, Reader *r, const char *path, bool skip_mark)
{
    char block[BLOCK_BYTES];
    size_t n;
    if (fseek(f, skip_mark ? 3 : 0, SEEK_SET) != 0)
        return err_set(r->e, ERR_IO, "%s: %s", path, strerror(errno));
    while ((n = fread(block, 1, sizeof block, f)) > 0) TRY(reader_feed(r, block, n));
    if (ferror(f)) return err_set(r->e, ERR_IO, "%s: %s", path, strerror(errno));
    return reader_finish(r);
}

ErrCode csv_read(const CsvFile *file, CsvFacts *ret, Err *e)
{
    AUTO(close_file) FILE *f = fopen(file->path, "rb");
    if (!f) return err_set(e, ERR_IO, "%s: %s", file->path, strerror(errno));
    CsvFacts facts = { 0 };
    TRY(scan(f, file, &facts, e));
    AUTO(reader_close) Reader r = { .row = file->row, .context = file->context };
    TRY(reader_open(&r, e));
    r.latin1 = facts.latin1;
    TRY(parse_file(f, &r, file->path, facts.byte_order));
    facts.rows = r.rows;
    *ret = facts;
    return ERR_OK;
}

ErrCode csv_read_text(Str text, CsvRowFn *row, void *context, Err *e)
{
    AUTO(reader_close) Reader r = { .row = row, .context = context };
    TRY(reader_open(&r, e));
    if (memchr(text.p, '\0', text.n)) return err_set(e, ERR_INPUT, "the text holds NUL bytes");
    r.latin1 = str_utf8_fault(text) < text.n;
    if (str_starts(text, (Str){ 3, (const char *)mark })) text = (Str){ text.n - 3, text.p + 3 };
    for (size_t at = 0; at < text.n; at += BLOCK_BYTES) {
        size_t n = text.n - at < BLOCK_BYTES ? text.n - at : BLOCK_BYTES;
        TRY(reader_feed(&r, text.p + at, n));
    }
    return reader_finish(&r);
}
