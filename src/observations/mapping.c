#include "observations/mapping.h"

#include "base/embed.h"
#include "base/ini.h"

typedef struct {
    Arena *mem;
    Mapping m;
    Str separate_name;
} Reading;

static ErrCode set_word(Str value, const char *key, const char *const words[], int *ret, Err *e)
{
    for (int i = 0; words[i]; i++)
        if (str_eq(value, str_of(words[i]))) {
            *ret = i;
            return ERR_OK;
        }
    return err_set(e, ERR_INPUT, "%s: '%.*s' is not a word it may be", key,
                   value.n > 40 ? 40 : (int)value.n, value.p);
}

static ErrCode set_list(Reading *r, Str value, const char *key, Str list[], size_t *n, Err *e)
{
    Str rest = value, word;
    while (str_split(&rest, ',', &word)) {
        if (*n == MAPPING_MAX_RULES)
            return err_set(e, ERR_LIMIT, "%s: more than %d texts", key, MAPPING_MAX_RULES);
        list[(*n)++] = arena_str(r->mem, str_trim(word));
    }
    return ERR_OK;
}

static ErrCode set_choice(Mapping *m, Str key, Str value, bool *ret_known, Err *e)
{
    static const char *const layouts[] = { "tidy", "periods-across", "places-across", NULL };
    static const char *const formats[] = { "iso", "dd/mm/yyyy", "mon-yyyy", NULL };
    static const char *const combines[] = { "refuse", "sum", NULL };
    static const char *const absents[] = { "missing", "zero", NULL };
    static const char *const places[] = { "file", "england", NULL };
    static const char *const disagrees[] = { "refuse", "name", "code", NULL };
    int at = 0;
    *ret_known = true;
    if (str_eq(key, STR("layout"))) {
        TRY(set_word(value, "layout", layouts, &at, e));
        m->layout = (MappingLayout)at;
    } else if (str_eq(key, STR("period_format"))) {
        TRY(set_word(value, "period_format", formats, &at, e));
        m->format = (PeriodFormat)at;
    } else if (str_eq(key, STR("combine"))) {
        TRY(set_word(value, "combine", combines, &at, e));
        m->sum = at == 1;
    } else if (str_eq(key, STR("absent"))) {
        TRY(set_word(value, "absent", absents, &at, e));
        m->absent_zero = at == 1;
    } else if (str_eq(key, STR("absent_places"))) {
        TRY(set_word(value, "absent_places", places, &at, e));
        m->absent_england = at == 1;
    } else if (str_eq(key, STR("disagree"))) {
        TRY(set_word(value, "disagree", disagrees, &at, e));
        m->disagree = (MappingDisagree)at;
    } else {
        *ret_known = false;
    }
    return ERR_OK;
}

static ErrCode set_complete(Reading *r, Str value, Err *e)
{
    Str rest = value, column;
    (void)str_split(&rest, ':', &column);
    if (!rest.p || column.n == 0)
        return err_set(e, ERR_INPUT, "complete: expected COLUMN:VALUE, such as days:7");
    r->m.complete_column = arena_str(r->mem, str_trim(column));
    r->m.complete_value = arena_str(r->mem, str_trim(rest));
    return ERR_OK;
}

static ErrCode set_key(Reading *r, Str key, Str value, Err *e)
{
    Mapping *m = &r->m;
    const struct {
        const char *name;
        Str *field;
    } columns[] = { { "place", &m->place },         { "place_name", &m->place_name },
                    { "period", &m->period },       { "value", &m->value },
                    { "numerator", &m->numerator }, { "denominator", &m->denominator } };
    bool known;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (str_eq(key, str_of(columns[i].name))) {
            *columns[i].field = arena_str(r->mem, value);
            return ERR_OK;
        }
    if (str_eq(key, STR("missing")))
        return set_list(r, value, "missing", m->missing, &m->missing_n, e);
    if (str_eq(key, STR("suppressed")))
        return set_list(r, value, "suppressed", m->suppressed, &m->suppressed_n, e);
    if (str_eq(key, STR("skip"))) return set_list(r, value, "skip", m->skip, &m->skip_n, e);
    if (str_eq(key, STR("complete"))) return set_complete(r, value, e);
    if (str_eq(key, STR("fixed_period"))) {
        m->fixed_period = arena_str(r->mem, value);
        return ERR_OK;
    }
    TRY(set_choice(m, key, value, &known, e));
    if (known) return ERR_OK;
    return err_set(e, ERR_INPUT, "'%.*s' is not a key of a mapping", key.n > 40 ? 40 : (int)key.n,
                   key.p);
}

static ErrCode add_rule(Reading *r, bool ignore, Str key, Str value, Err *e)
{
    Mapping *m = &r->m;
    size_t *n = ignore ? &m->ignore_n : &m->where_n;
    MappingRule *rule = ignore ? &m->ignore[*n] : &m->where[*n];
    if (*n == MAPPING_MAX_RULES)
        return err_set(e, ERR_LIMIT, "more than %d rules", MAPPING_MAX_RULES);
    Str pattern = value, reason = { 0, "" };
    for (size_t i = 0; ignore && i + 1 < value.n; i++)
        if (value.p[i] == '-' && value.p[i + 1] == '>') {
            pattern = str_trim((Str){ i, value.p });
            reason = str_trim((Str){ value.n - i - 2, value.p + i + 2 });
            break;
        }
    if (ignore && reason.n == 0)
        return err_set(e, ERR_INPUT, "expected COLUMN = VALUE -> why the row does not count");
    rule->column = arena_str(r->mem, key);
    rule->value = arena_str(r->mem, pattern);
    rule->reason = arena_str(r->mem, reason);
    (*n)++;
    return ERR_OK;
}

static ErrCode add_period(Reading *r, Str key, Str value, Err *e)
{
    Mapping *m = &r->m;
    if (m->periods_n == MAPPING_MAX_RULES)
        return err_set(e, ERR_LIMIT, "more than %d periods", MAPPING_MAX_RULES);
    m->periods[m->periods_n++] =
        (MappingRule){ .column = arena_str(r->mem, key), .value = arena_str(r->mem, value) };
    return ERR_OK;
}

static ErrCode on_entry(void *context, Str section, Str key, Str value, Err *e)
{
    Reading *r = context;
    if (section.n == 0 || str_eq(section, STR("mapping"))) return set_key(r, key, value, e);
    if (str_eq(section, STR("where"))) return add_rule(r, false, key, value, e);
    if (str_eq(section, STR("ignore"))) return add_rule(r, true, key, value, e);
    if (str_eq(section, STR("periods"))) return add_period(r, key, value, e);
    return err_set(e, ERR_INPUT, "expected [mapping], [where], [ignore] or [periods]");
}

static ErrCode check_mapping(const Mapping *m, Str name, Err *e)
{
    bool tidy = m->layout == LAYOUT_TIDY;
    const char *lacks = NULL;
    if (m->layout != LAYOUT_PLACES_ACROSS && !m->place.n && !m->place_name.n) lacks = "place";
    if (m->layout != LAYOUT_PERIODS_ACROSS && !m->period.n && !m->fixed_period.n) lacks = "period";
    if (m->fixed_period.n && (m->period.n || !tidy))
        return err_set(e, ERR_INPUT, "%.*s: fixed_period is for tidy files without a period",
                       STR_ARG(name));
    if (tidy && !m->value.n && !m->numerator.n) lacks = "value";
    if (m->numerator.n && !m->denominator.n) lacks = "denominator";
    if (lacks) return err_set(e, ERR_INPUT, "%.*s: the key '%s' is needed", STR_ARG(name), lacks);
    return ERR_OK;
}

ErrCode mapping_parse(Str text, Str name, Arena *mem, Mapping *ret, Err *e)
{
    Reading *r;
    NEW(r, 1, mem, e);
    r->mem = mem;
    r->m.name = arena_str(mem, name);
    Str shown = arena_fmt(mem, "mapping %.*s", STR_ARG(name));
    TRY(ini_read(text, shown.p, on_entry, r, e));
    TRY(check_mapping(&r->m, shown, e));
    *ret = r->m;
    return ERR_OK;
}

/* A mapping of the person's own, in a file. */
static ErrCode load_mapping(Str name, Arena *mem, Mapping *ret, Err *e)
{
    Str text;
    Str path = arena_str(mem, name);
    if (ini_load(path.p, mem, &text, e) != ERR_OK)
        return err_set(e, ERR_MISSING,
                       "--map: '%.*s' is neither a mapping of this program nor a readable file",
                       name.n > 80 ? 80 : (int)name.n, name.p);
    return mapping_parse(text, name, mem, ret, e);
}

/* Puts what stands after the colon of a mapping's name in the place of each $1. */
static ErrCode fill_in(Str text, Str name, Str argument, Arena *mem, Str *ret, Err *e)
{
    char *to;
    size_t n = 0, found = 0;
    for (size_t i = 0; i + 1 < text.n; i++) found += text.p[i] == '$' && text.p[i + 1] == '1';
    if ((argument.p != NULL) != (found > 0))
        return err_set(e, ERR_INPUT, "mapping %.*s: %s", STR_ARG(name),
                       found ? "say after a colon what $1 means"
                             : "it has no $1 for what stands after the colon");
    NEW(to, text.n + found * argument.n + 1, mem, e);
    for (size_t i = 0; i < text.n; i++) {
        bool here = i + 1 < text.n && text.p[i] == '$' && text.p[i + 1] == '1';
        if (here) memcpy(to + n, argument.p, argument.n);
        if (!here) to[n] = text.p[i];
        n += here ? argument.n : 1;
        i += here;
    }
    *ret = (Str){ n, to };
    return ERR_OK;
}

ErrCode mapping_find(Str full_name, Arena *mem, Mapping *ret, Err *e)
{
    Str argument = full_name, name = full_name;
    (void)str_split(&argument, ':', &name);
    Str carried = arena_fmt(mem, "data/mappings/%.*s.ini", STR_ARG(name));
    const EmbeddedFile *file = embed_find(carried);
    if (file) {
        Str filled;
        TRY(fill_in(file->bytes, name, argument, mem, &filled, e));
        return mapping_parse(filled, full_name, mem, ret, e);
    }
    return load_mapping(full_name, mem, ret, e);
}
static Str first_of(const Str header[], size_t n, const char *const names[])
{
    for (size_t k = 0; names[k]; k++)
        for (size_t i = 0; i < n; i++)
            if (str_eq_nocase(str_trim(header[i]), str_of(names[k]))) return str_trim(header[i]);
    return (Str){ 0, "" };
}

ErrCode mapping_guess(const Str header[], size_t n, Arena *mem, Mapping *ret, Err *e)
{
    static const char *const places[] = {
        "code",      "ltla24_code", "lad_code", "lad code",  "gss",   "gss_code",       "area_code",
        "area code", "areacode",    "la_code",  "utla_code", "place", "geography code", NULL
    };
    static const char *const names[] = {
        "borough", "local authority", "area_name", "area name", "council", "name", "area", NULL
    };
    static const char *const periods[] = { "period",  "date", "week", "month",
                                           "quarter", "year", "day",  NULL };
    static const char *const values[] = {
        "value", "count", "cases", "people", "number", "n", NULL
    };
    Mapping *m;
    NEW(m, 1, mem, e);
    m->name = STR("(guessed)");
    m->place = arena_str(mem, first_of(header, n, places));
    m->place_name = arena_str(mem, first_of(header, n, names));
    m->period = arena_str(mem, first_of(header, n, periods));
    m->value = arena_str(mem, first_of(header, n, values));
    const char *lacks = !m->place.n && !m->place_name.n ? "place" : !m->period.n ? "period" : NULL;
    if (!lacks && !m->value.n) lacks = "value";
    if (lacks)
        return err_set(e, ERR_INPUT,
                       "line 1: no column looks like the %s; say which with --map (docs/import.md)",
                       lacks);
    *ret = *m;
    return ERR_OK;
}

static bool listed(const Str list[], size_t n, Str s)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(list[i], s)) return true;
    return false;
}

bool mapping_is_missing(const Mapping *m, Str s)
{
    static const Str usual[] = { { 2, "NA" }, { 3, "N/A" }, { 2, ".." }, { 3, "[x]" }, { 1, "-" } };
    return s.n == 0 || listed(usual, sizeof usual / sizeof usual[0], s) ||
           listed(m->missing, m->missing_n, s);
}

bool mapping_is_suppressed(const Mapping *m, Str s)
{
    static const Str usual[] = { { 1, "c" }, { 1, "*" }, { 3, "[c]" }, { 5, "[low]" } };
    return listed(usual, sizeof usual / sizeof usual[0], s) ||
           listed(m->suppressed, m->suppressed_n, s);
}

/* "Jul 2016", "July-2016", "Jul-16". */
static bool read_month_name(Str s, int32_t *ret_day)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    size_t letters = 0;
    while (letters < s.n && s.p[letters] != ' ' && s.p[letters] != '-') letters++;
    if (letters < 3 || letters + 3 > s.n) return false;
    Str year = { s.n - letters - 1, s.p + letters + 1 };
    int64_t y;
    Err e;
    if (str_int(year, "", &y, &e) != ERR_OK) return false;
    if (year.n == 2) y += 2000;
    for (int m = 0; m < 12; m++) {
        Date d = { (int)y, m + 1, 1 };
        if (!str_eq_nocase((Str){ 3, s.p }, (Str){ 3, months + 3 * m }) || !date_exists(d))
            continue;
        *ret_day = date_to_days(d);
        return true;
    }
    return false;
}

ErrCode mapping_period(const Mapping *m, PeriodUnit unit, Str s, const char *what, int32_t *ret,
                       Err *e)
{
    int32_t day = 0;
    for (size_t i = 0; i < m->periods_n; i++)
        if (str_eq(s, m->periods[i].column))
            return period_parse(unit, m->periods[i].value, what, ret, e);
    if (m->format == FORMAT_ISO) return period_parse(unit, s, what, ret, e);
    if (m->format == FORMAT_UK)
        TRY(date_parse_uk(s, what, &day, e));
    else if (!read_month_name(s, &day))
        return err_set(e, ERR_INPUT, "%s: '%.*s' is not a month such as Jul 2016", what,
                       s.n > 40 ? 40 : (int)s.n, s.p);
    *ret = period_of_day(unit, day);
    return ERR_OK;
}
