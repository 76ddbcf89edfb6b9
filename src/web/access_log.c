#include "web/access_log.h"

#include <stdio.h>
#include <time.h>

enum { PATH_MAX_SHOWN = 200 };

double access_log_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* An invitation's link signs somebody in for as long as it was not used. */
static Str shown(const char *path)
{
    Str whole = str_of(path), secret = STR("/invitation/");
    if (str_starts(whole, secret)) whole.n = secret.n;
    if (whole.n > PATH_MAX_SHOWN) whole.n = PATH_MAX_SHOWN;
    return whole;
}

void access_log_line(const AccessLogEntry *entry, const Answer *a, char room[ACCESS_LOG_LINE])
{
    Str path = shown(entry->path);
    (void)snprintf(room, ACCESS_LOG_LINE, "%.10s %.*s %d %zu %.1f ms%s%.99s", entry->method,
                   STR_ARG(path), a->status, a->body.n, access_log_ms() - entry->begun_ms,
                   a->why[0] ? " " : "", a->why);
    for (char *p = room; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f) *p = '?';
}
