#include "base/ini.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    IniEntryFn *entry;
    void *context;
    ErrCode code;
    Err why;
} Reading;

static int on_entry(void *user, const char *section, const char *key, const char *value)
{
    Reading *r = user;
    if (r->code != ERR_OK) return 0;
    r->code = r->entry(r->context, str_of(section), str_of(key), str_of(value), &r->why);
    return r->code == ERR_OK;
}

/* The library silently cuts long lines in two: they are refused instead. */
static ErrCode check_lines(Str text, const char *name, Err *e)
{
    Str rest = text, line;
    for (int n = 1; str_split(&rest, '\n', &line); n++) {
        if (line.n > INI_MAX_LINE_BYTES)
            return err_set(e, ERR_INPUT,
                           "%s: line %d is longer than %d bytes; go on in an indented line", name,
                           n, INI_MAX_LINE_BYTES);
        if (str_utf8_fault(line) < line.n || memchr(line.p, '\0', line.n))
            return err_set(e, ERR_INPUT, "%s: line %d is not UTF-8 text", name, n);
    }
    return ERR_OK;
}

static void release(char **p)
{
    free(*p);
}

ErrCode ini_read(Str text, const char *name, IniEntryFn *entry, void *context, Err *e)
{
    if (text.n > INI_MAX_BYTES)
        return err_set(e, ERR_LIMIT, "%s: larger than %d bytes", name, INI_MAX_BYTES);
    if (text.n) TRY(check_lines(text, name, e));
    AUTO(release) char *copy = malloc(text.n + 1);
    if (!copy) return err_set(e, ERR_LIMIT, "out of memory");
    if (text.n) memcpy(copy, text.p, text.n);
    copy[text.n] = '\0';
    Reading r = { .entry = entry, .context = context };
    int line = ini_parse_string(copy, on_entry, &r);
    if (r.code != ERR_OK) return err_set(e, r.code, "%s: line %d: %s", name, line, r.why.message);
    if (line != 0)
        return err_set(e, ERR_INPUT, "%s: line %d: expected [section] or key = value", name, line);
    return ERR_OK;
}

static void close_file(FILE **f)
{
    if (*f) (void)fclose(*f);
}

ErrCode ini_load(const char *path, Arena *mem, Str *ret, Err *e)
{
    AUTO(close_file) FILE *f = fopen(path, "rb");
    if (!f) return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    char *bytes;
    NEW(bytes, INI_MAX_BYTES + 1, mem, e);
    size_t n = fread(bytes, 1, INI_MAX_BYTES + 1, f);
    if (ferror(f)) return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    if (n > INI_MAX_BYTES)
        return err_set(e, ERR_LIMIT, "%s: larger than %d bytes", path, INI_MAX_BYTES);
    *ret = (Str){ n, bytes };
    return ERR_OK;
}
