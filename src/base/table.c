#include "base/table.h"

#include <math.h>

enum { MAX_WIDTH = 60 };

Table table_open(Arena *mem, TableFormat format, const char *const names[])
{
    Table t = { .mem = mem, .format = format, .names = names };
    while (names[t.cols]) t.cols++;
    return t;
}

static void add(Table *t, Str s, bool number)
{
    if (t->n == t->room) {
        size_t room = t->room ? 2 * t->room : 16 * t->cols;
        Str *cells = arena_zero(t->mem, room, sizeof *cells);
        bool *numbers = arena_zero(t->mem, room, sizeof *numbers);
        if (!cells || !numbers) return; /* the arena remembers that it was full */
        if (t->n) memcpy(cells, t->cells, t->n * sizeof *cells);
        if (t->n) memcpy(numbers, t->number, t->n * sizeof *numbers);
        t->cells = cells;
        t->number = numbers;
        t->room = room;
    }
    t->cells[t->n] = s;
    t->number[t->n++] = number;
}

void table_text(Table *t, Str s)
{
    add(t, arena_str(t->mem, s), false);
}

void table_int(Table *t, int64_t v)
{
    add(t, arena_fmt(t->mem, "%lld", (long long)v), true);
}

void table_missing(Table *t)
{
    add(t,
        t->format == TABLE_TEXT  ? STR("-")
        : t->format == TABLE_CSV ? STR("NA")
                                 : STR("null"),
        true);
}

void table_f64(Table *t, double v, int decimals)
{
    if (isnan(v))
        table_missing(t);
    else if (t->format == TABLE_TEXT)
        add(t, arena_fmt(t->mem, "%.*f", decimals, v), true);
    else if (isinf(v))
        add(t, t->format == TABLE_CSV ? (v > 0 ? STR("Inf") : STR("-Inf")) : STR("null"), true);
    else
        add(t, arena_fmt(t->mem, "%.17g", v), true);
}

/* Characters, not bytes: names such as "Kraków" must line up too. */
static size_t width(Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += (s.p[i] & 0xc0) != 0x80;
    return n;
}

static void pad(Buf *out, size_t n)
{
    while (n--) buf_add(out, STR(" "));
}

static void print_cell(Buf *out, Str s, size_t room, bool right, bool last)
{
    size_t blank = width(s) < room ? room - width(s) : 0;
    if (right) pad(out, blank);
    buf_add(out, s);
    if (!last) pad(out, (right ? 0 : blank) + 2);
}

static ErrCode print_text(const Table *t, Buf *out, Err *e)
{
    size_t *room;
    bool *right;
    NEW(room, t->cols, t->mem, e);
    NEW(right, t->cols, t->mem, e);
    for (size_t k = 0; k < t->cols; k++) {
        room[k] = strlen(t->names[k]);
        right[k] = true;
    }
    for (size_t i = 0; i < t->n; i++) {
        size_t k = i % t->cols, w = width(t->cells[i]);
        if (w > MAX_WIDTH && k + 1 < t->cols) w = MAX_WIDTH;
        if (w > room[k]) room[k] = w;
        if (!t->number[i]) right[k] = false;
    }
    for (size_t k = 0; k < t->cols; k++)
        print_cell(out, str_of(t->names[k]), room[k], right[k], k + 1 == t->cols);
    buf_add(out, STR("\n"));
    for (size_t i = 0; i < t->n; i++) {
        size_t k = i % t->cols;
        print_cell(out, t->cells[i], room[k], right[k], k + 1 == t->cols);
        if (k + 1 == t->cols) buf_add(out, STR("\n"));
    }
    return ERR_OK;
}

static void print_csv(const Table *t, Buf *out)
{
    for (size_t k = 0; k < t->cols; k++) {
        buf_add_csv(out, str_of(t->names[k]));
        buf_add(out, k + 1 < t->cols ? STR(",") : STR("\n"));
    }
    for (size_t i = 0; i < t->n; i++) {
        buf_add_csv(out, t->cells[i]);
        buf_add(out, (i + 1) % t->cols ? STR(",") : STR("\n"));
    }
}

static void print_json(const Table *t, Buf *out)
{
    buf_add(out, STR("["));
    for (size_t i = 0; i < t->n; i++) {
        size_t k = i % t->cols;
        if (k == 0) buf_add(out, i ? STR(",\n {") : STR("\n {"));
        buf_add(out, k ? STR(", ") : STR(""));
        buf_add_json(out, str_of(t->names[k]));
        buf_add(out, STR(": "));
        if (t->number[i])
            buf_add(out, t->cells[i]);
        else
            buf_add_json(out, t->cells[i]);
        if (k + 1 == t->cols) buf_add(out, STR("}"));
    }
    buf_add(out, STR("\n]\n"));
}

ErrCode table_print(const Table *t, const char *if_empty, Buf *out, Err *e)
{
    if (arena_full(t->mem)) return err_set(e, ERR_LIMIT, "the table is too large to hold");
    if (t->cols == 0 || t->n % t->cols) return err_set(e, ERR_BUG, "a table row is not complete");
    switch (t->format) {
    case TABLE_CSV: print_csv(t, out); break;
    case TABLE_JSON: print_json(t, out); break;
    case TABLE_TEXT:
        if (t->n) return print_text(t, out, e);
        buf_addf(out, "%s\n", if_empty);
        break;
    }
    return ERR_OK;
}

ErrCode table_format_parse(Str s, TableFormat *ret, Err *e)
{
    if (str_eq(s, STR("text")))
        *ret = TABLE_TEXT;
    else if (str_eq(s, STR("csv")))
        *ret = TABLE_CSV;
    else if (str_eq(s, STR("json")))
        *ret = TABLE_JSON;
    else
        return err_set(e, ERR_INPUT, "--format: '%.*s' is not text, csv or json",
                       s.n > 40 ? 40 : (int)s.n, s.p);
    return ERR_OK;
}
