#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/oidc_priv.h"
#include "base/buf.h"
#include "base/ini.h"

enum { SECRET_RAW = OIDC_SECRET / 3, MEM_BYTES = 1 << 20 };

typedef struct {
    OidcSettings *set;
    char secret_file[400];
} Reading;

static ErrCode take(Str key, Str value, char *room, size_t n, Err *e)
{
    if (room[0]) return err_set(e, ERR_INPUT, "%.*s: said twice", STR_ARG(key));
    if (value.n == 0 || value.n >= n)
        return err_set(e, ERR_INPUT, "%.*s: expected 1 to %zu bytes", STR_ARG(key), n - 1);
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < 0x20)
            return err_set(e, ERR_INPUT, "%.*s: control characters are not allowed", STR_ARG(key));
    (void)snprintf(room, n, "%.*s", STR_ARG(value));
    return ERR_OK;
}

static ErrCode on_entry(void *context, Str section, Str key, Str value, Err *e)
{
    Reading *r = context;
    OidcSettings *s = r->set;
    const struct {
        const char *key;
        char *room;
        size_t n;
    } keys[] = { { "name", s->name, sizeof s->name },
                 { "issuer", s->issuer, sizeof s->issuer },
                 { "client_id", s->client_id, sizeof s->client_id },
                 { "client_secret_file", r->secret_file, sizeof r->secret_file },
                 { "acr", s->acr, sizeof s->acr },
                 { "ca_file", s->ca_file, sizeof s->ca_file } };
    if (!str_eq(section, STR("provider")))
        return err_set(e, ERR_INPUT, "expected the section [provider] only");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (str_eq(key, str_of(keys[i].key))) return take(key, value, keys[i].room, keys[i].n, e);
    return err_set(e, ERR_INPUT,
                   "expected name, issuer, client_id, client_secret_file, acr or ca_file");
}

static ErrCode check_settings(const Reading *r, const char *path, Err *e)
{
    const OidcSettings *s = r->set;
    const char *missing = !s->name[0]          ? "name"
                          : !s->issuer[0]      ? "issuer"
                          : !s->client_id[0]   ? "client_id"
                          : !r->secret_file[0] ? "client_secret_file"
                                               : NULL;
    if (missing) return err_set(e, ERR_INPUT, "%s: %s is missing", path, missing);
    if (fetch_may(str_of(s->issuer)) && !strchr(s->issuer, '?')) return ERR_OK;
    return err_set(e, ERR_INPUT,
                   "%s: issuer: expected an address that begins with https:// (http:// only on "
                   "this machine)",
                   path);
}

/* Its owner's alone; a file of root's may be read by our group, as systemd hands it over. */
static bool is_private(const struct stat *facts)
{
    mode_t open = facts->st_mode & (S_IRWXG | S_IRWXO);
    return S_ISREG(facts->st_mode) && (open == 0 || (open == S_IRGRP && facts->st_uid == 0));
}

static ErrCode read_secret(const char *path, int fd, OidcSettings *s, Err *e)
{
    struct stat facts;
    char raw[SECRET_RAW];
    if (fstat(fd, &facts) != 0 || !is_private(&facts))
        return err_set(e, ERR_INPUT, "client_secret_file: others may read '%.200s'; chmod 600 it",
                       path);
    ssize_t got = read(fd, raw, sizeof raw);
    Str secret = str_trim((Str){ got > 0 ? (size_t)got : 0, raw });
    bool fits = secret.n > 0 && got < (ssize_t)sizeof raw;
    Buf url = BUF_MAX(OIDC_SECRET - 1);
    if (fits) buf_add_url(&url, secret);
    if (fits && !url.full) (void)snprintf(s->secret, sizeof s->secret, "%s", url.p);
    if (url.p) sodium_memzero(url.p, url.room);
    sodium_memzero(raw, sizeof raw);
    buf_free(&url);
    return s->secret[0]
               ? ERR_OK
               : err_set(e, ERR_INPUT, "client_secret_file: '%.200s' holds no secret", path);
}

static void end_arena(Arena **mem)
{
    arena_close(*mem);
}

ErrCode oidc_read_settings(const char *path, OidcSettings *s, Err *e)
{
    Str text;
    Reading r = { .set = s };
    AUTO(end_arena) Arena *mem = arena_open(MEM_BYTES);
    if (!mem) return err_set(e, ERR_LIMIT, "out of memory");
    TRY(ini_load(path, mem, &text, e));
    TRY(ini_read(text, path, on_entry, &r, e));
    TRY(check_settings(&r, path, e));
    int fd = open(r.secret_file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set(e, ERR_IO, "client_secret_file: '%.200s': %s", r.secret_file,
                       strerror(errno));
    ErrCode code = read_secret(r.secret_file, fd, s, e);
    (void)close(fd);
    return code;
}
