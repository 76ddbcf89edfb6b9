#include "web/api.h"

#include <math.h>

#include "web/json.h"

struct ApiOut {
    const Endpoint *endpoint;
    Buf *out;
    Arena *mem;
    bool csv, more;
    int64_t limit, given;
    size_t column;
    Str after, last;
};

static bool is_key(Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '-' && c != '_' && c != '.') return false;
    }
    return s.n <= API_KEY;
}

static int compare(Str a, Str b)
{
    int c = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static void end_row(ApiOut *o)
{
    if (o->given == 0) return;
    buf_add(o->out, o->csv ? STR("\n") : STR("}"));
}

bool api_row(ApiOut *o, Str key)
{
    int side = o->after.n ? compare(key, o->after) : 0;
    bool beyond = o->endpoint->newest_first ? side < 0 : side > 0;
    if (o->after.n && !beyond) return false;
    if (o->given == o->limit) {
        o->more = true;
        return false;
    }
    end_row(o);
    if (!o->csv) buf_add(o->out, o->given ? STR(",\n{") : STR("{"));
    o->given++;
    o->column = 0;
    o->last = arena_str(o->mem, key);
    return true;
}

Str api_after(const ApiOut *o)
{
    return o->after;
}

bool api_full(const ApiOut *o)
{
    return o->more;
}

Str api_number_key(Arena *mem, int64_t number)
{
    return arena_fmt(mem, "%019lld", (long long)number);
}

/* The name of the next field, and what stands before a value. */
static const char *next_field(ApiOut *o)
{
    const char *name = o->endpoint->fields[o->column].name;
    if (o->csv && o->column) buf_add(o->out, STR(","));
    o->column++;
    return name;
}

void api_text(ApiOut *o, Str value)
{
    const char *name = next_field(o);
    if (!o->csv)
        json_text(o->out, name, value);
    else if (value.n && memchr("=+-@\t", value.p[0], 5))
        /* A spreadsheet would take it for a formula. */
        buf_add_csv(o->out, arena_fmt(o->mem, "'%.*s", STR_ARG(value)));
    else
        buf_add_csv(o->out, value);
}

void api_int(ApiOut *o, int64_t value)
{
    const char *name = next_field(o);
    if (o->csv)
        buf_addf(o->out, "%lld", (long long)value);
    else
        json_int(o->out, name, value);
}

void api_f64(ApiOut *o, double value)
{
    const char *name = next_field(o);
    if (!o->csv)
        json_f64(o->out, name, value);
    else if (!isnan(value))
        buf_add_f64(o->out, value);
}

void api_flag(ApiOut *o, bool value)
{
    const char *name = next_field(o);
    if (o->csv)
        buf_add(o->out, value ? STR("true") : STR("false"));
    else
        json_flag(o->out, name, value);
}

static ErrCode read_arguments(const Request *rq, ApiOut *o)
{
    Err *e = &rq->op->err;
    Str limit = request_arg(rq, "limit"), format = request_arg(rq, "format");
    o->after = request_arg(rq, "after");
    o->limit = API_LIMIT_DEFAULT;
    if (limit.n) TRY(str_int(limit, "limit", &o->limit, e));
    if (o->limit < 1 || o->limit > API_LIMIT_MAX)
        return err_set(e, ERR_INPUT, "limit: expected 1 to %d", API_LIMIT_MAX);
    o->csv = str_eq(format, STR("csv"));
    if (format.n && !o->csv && !str_eq(format, STR("json")))
        return err_set(e, ERR_INPUT, "format: expected json or csv");
    if (!is_key(o->after)) return err_set(e, ERR_INPUT, "after: not a cursor of this interface");
    for (const ApiArg *a = o->endpoint->args; a && a->name; a++)
        if (a->required && !request_arg(rq, a->name).n)
            return err_set(e, ERR_INPUT, "%s: this argument is needed", a->name);
    return ERR_OK;
}

static void open_list(ApiOut *o)
{
    if (!o->csv) {
        buf_addf(o->out, "{\"%s\":[", o->endpoint->list);
        return;
    }
    for (const ApiField *f = o->endpoint->fields; f->name; f++)
        buf_addf(o->out, "%s%s", f == o->endpoint->fields ? "" : ",", f->name);
    buf_add(o->out, STR("\n"));
}

/* Codes and cursors hold no character that an address would need to hide; other values are left out
 * of the next page's address only when they are empty. */
static Str next_address(const Request *rq, const ApiOut *o)
{
    AUTO(buf_free) Buf b = BUF_MAX(600);
    buf_addf(&b, "%.*s?after=%.*s&limit=%lld%s", STR_ARG(rq->path), STR_ARG(o->last),
             (long long)o->limit, o->csv ? "&format=csv" : "");
    for (const ApiArg *a = o->endpoint->args; a && a->name; a++) {
        Str v = request_arg(rq, a->name);
        if (v.n && is_key(v)) buf_addf(&b, "&%s=%.*s", a->name, STR_ARG(v));
    }
    return arena_str(o->mem, (Str){ b.n, b.p });
}

ErrCode api_answer(const Endpoint *e, const Request *rq, Response *rs)
{
    ApiOut o = { .endpoint = e, .out = rs->out, .mem = rq->op->mem, .after = { 0, "" } };
    TRY(read_arguments(rq, &o));
    open_list(&o);
    TRY(e->rows(rq, &o));
    end_row(&o);
    if (o.more) rs->next = next_address(rq, &o);
    rs->type = o.csv ? "text/csv; charset=utf-8" : "application/json";
    if (o.csv) return ERR_OK;
    buf_add(rs->out, STR("],\"next\":"));
    if (o.more)
        buf_add_json(rs->out, rs->next);
    else
        buf_add(rs->out, STR("null"));
    buf_add(rs->out, STR("}\n"));
    return ERR_OK;
}
