#include "cli/event_lines.h"

#include <math.h>

#include "base/date.h"

enum { MOST_COLUMNS = 64 };

static const Str names[] = { { 4, "time" }, { 6, "target" }, { 6, "sender" } };

/* Two digits, or -1. */
static int two_digits(const char *p)
{
    if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9') return -1;
    return 10 * (p[0] - '0') + p[1] - '0';
}

/* Z, +01:00, +0100 or nothing; seconds east of Greenwich. */
static bool read_offset(Str s, int64_t *ret)
{
    *ret = 0;
    if (s.n == 0 || (s.n == 1 && (*s.p == 'Z' || *s.p == 'z'))) return true;
    if ((*s.p != '+' && *s.p != '-') || (s.n != 5 && s.n != 6)) return false;
    if (s.n == 6 && s.p[3] != ':') return false;
    int hours = two_digits(s.p + 1), minutes = two_digits(s.p + s.n - 2);
    if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return false;
    *ret = (*s.p == '-' ? -1 : 1) * (int64_t)(hours * 3600 + minutes * 60);
    return true;
}

/* 2024-07-30T19:20:05.123+01:00; seconds and what follows them may be missing. */
static bool read_stamp(Str s, int64_t *ret)
{
    Err why;
    int32_t day;
    int64_t east;
    if (s.n < 16 || (s.p[10] != 'T' && s.p[10] != 't' && s.p[10] != ' ') || s.p[13] != ':')
        return false;
    if (date_parse((Str){ 10, s.p }, "", &day, &why) != ERR_OK) return false;
    int hour = two_digits(s.p + 11), minute = two_digits(s.p + 14), second = 0;
    Str rest = { s.n - 16, s.p + 16 };
    if (rest.n >= 3 && *rest.p == ':') {
        second = two_digits(rest.p + 1);
        rest = (Str){ rest.n - 3, rest.p + 3 };
        if (rest.n && *rest.p == '.') do
                rest = (Str){ rest.n - 1, rest.p + 1 };
            while (rest.n && *rest.p >= '0' && *rest.p <= '9');
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return false;
    if (!read_offset(rest, &east)) return false;
    *ret = (int64_t)day * 86400 + hour * 3600 + minute * 60 + second - east;
    return true;
}

static ErrCode read_time(Str s, int64_t *ret, Err *e)
{
    double seconds;
    Err why;
    if (read_stamp(s, ret)) return ERR_OK;
    if (str_f64(s, "", &seconds, &why) != ERR_OK || fabs(seconds) > 1e11)
        return err_set(e, ERR_INPUT, "the time is neither unix seconds nor 2024-07-30T19:20:00Z");
    *ret = (int64_t)floor(seconds);
    return ERR_OK;
}

static ErrCode finish(const Str part[3], EventLine *ret, Err *e)
{
    for (size_t i = 0; i < 3; i++)
        if (part[i].n == 0) return err_set(e, ERR_INPUT, "there is no %s", names[i].p);
    TRY(read_time(part[0], &ret->time, e));
    ret->target = part[1];
    ret->sender = part[2];
    return ERR_OK;
}

/* One field of a CSV line; *at moves behind its comma.  A quoted one is unquoted in place. */
static bool csv_field(char *line, size_t n, size_t *at, Str *ret)
{
    size_t i = *at, out = *at + 1;
    if (i >= n || line[i] != '"') {
        while (i < n && line[i] != ',') i++;
        *ret = str_trim((Str){ i - *at, line + *at });
        *at = i + 1;
        return true;
    }
    size_t start = out;
    for (i++; i < n; i++) {
        if (line[i] == '"' && (i + 1 >= n || line[i + 1] != '"')) break;
        if (line[i] == '"') i++;
        line[out++] = line[i];
    }
    *ret = (Str){ out - start, line + start };
    *at = i + 2;
    return i < n && (i + 1 >= n || line[i + 1] == ',');
}

static ErrCode csv_line(const EventForm *f, char *line, size_t n, EventLine *ret, Err *e)
{
    Str part[3] = { { 0, NULL }, { 0, NULL }, { 0, NULL }, }, one;
    size_t at = 0, k = 0;
    for (; at <= n; k++) {
        if (!csv_field(line, n, &at, &one))
            return err_set(e, ERR_INPUT, "a quotation mark is out of place");
        if (k == f->time) part[0] = one;
        if (k == f->target) part[1] = one;
        if (k == f->sender) part[2] = one;
    }
    if (k != f->columns) return err_set(e, ERR_INPUT, "%zu columns, %zu expected", k, f->columns);
    return finish(part, ret, e);
}

typedef struct {
    char *p;
    size_t n, at;
} Json;

static char next(const Json *j)
{
    return j->at < j->n ? j->p[j->at] : '\0';
}

static void blanks(Json *j)
{
    while (next(j) == ' ' || next(j) == '\t' || next(j) == '\r') j->at++;
}

static bool eat(Json *j, char c)
{
    blanks(j);
    if (next(j) != c) return false;
    j->at++;
    return true;
}

/* A string as it stands, its escapes unread: the same sender is written the same way each time. */
static bool json_string(Json *j, Str *ret)
{
    size_t start;
    if (!eat(j, '"')) return false;
    for (start = j->at; j->at < j->n && j->p[j->at] != '"'; j->at++)
        if (j->p[j->at] == '\\') j->at++;
    *ret = (Str){ j->at - start, j->p + start };
    return eat(j, '"');
}

/* A number, true, false or null. */
static bool json_word(Json *j, Str *ret)
{
    size_t start = j->at;
    while (j->at < j->n && !strchr(",} \t\r", j->p[j->at])) j->at++;
    *ret = (Str){ j->at - start, j->p + start };
    return ret->n > 0 && !strchr("[{\"", *ret->p);
}

static ErrCode json_line(char *line, size_t n, EventLine *ret, Err *e)
{
    Json j = { line, n, 0 };
    Str part[3] = { { 0, NULL }, { 0, NULL }, { 0, NULL } }, key, value;
    bool good = eat(&j, '{');
    while (good) {
        good = json_string(&j, &key) && eat(&j, ':');
        blanks(&j);
        good = good && (next(&j) == '"' ? json_string(&j, &value) : json_word(&j, &value));
        for (size_t i = 0; good && i < 3; i++)
            if (str_eq(key, names[i]))
                part[i] = str_eq(value, STR("null")) ? (Str){ 0, "" } : value;
        if (!good || !eat(&j, ',')) break;
    }
    good = good && eat(&j, '}');
    blanks(&j);
    if (!good || j.at < j.n) return err_set(e, ERR_INPUT, "not a flat JSON object");
    return finish(part, ret, e);
}

ErrCode event_line(const EventForm *f, char *line, size_t n, EventLine *ret, Err *e)
{
    return f->json ? json_line(line, n, ret, e) : csv_line(f, line, n, ret, e);
}

ErrCode event_form(Str first, EventForm *ret, Err *e)
{
    EventForm f = { .time = SIZE_MAX, .target = SIZE_MAX, .sender = SIZE_MAX };
    Str rest = str_trim(first), one;
    if (str_starts(rest, STR("\xef\xbb\xbf"))) rest = (Str){ rest.n - 3, rest.p + 3 };
    f.json = rest.n && *rest.p == '{';
    for (; !f.json && str_split(&rest, ',', &one); f.columns++) {
        one = str_trim(one);
        if (f.columns >= MOST_COLUMNS) break;
        if (str_eq(one, names[0])) f.time = f.columns;
        if (str_eq(one, names[1])) f.target = f.columns;
        if (str_eq(one, names[2])) f.sender = f.columns;
    }
    if (!f.json && (f.time == SIZE_MAX || f.target == SIZE_MAX || f.sender == SIZE_MAX))
        return err_set(e, ERR_INPUT,
                       "line 1: expected column names with time, target and sender, or JSON");
    f.known = true;
    *ret = f;
    return ERR_OK;
}
