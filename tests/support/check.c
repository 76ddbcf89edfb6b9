#include "check.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"

void check_near(double got, double want, double tolerance, const char *what, const char *file,
                int line)
{
    if (fabs(got - want) <= tolerance || (isnan(got) && isnan(want))) return;
    print_error("%s is %.17g, expected %.17g within %g\n", what, got, want, tolerance);
    _fail(file, line);
}

void check_ok(bool ok, const void *err, const char *what, const char *file, int line)
{
    if (ok) return;
    print_error("%s failed: %s\n", what, ((const Err *)err)->message);
    _fail(file, line);
}

void check_text(const char *got, const char *want, const char *file, int line)
{
    if (got && strcmp(got, want) == 0) return;
    print_error("got  '%s'\nwant '%s'\n", got ? got : "(null)", want);
    _fail(file, line);
}

void check_skip_reason(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    (void)fputs("# skipped: ", stdout);
    (void)vprintf(fmt, ap);
    (void)putchar('\n');
    va_end(ap);
}

const char *check_shared(void)
{
    const char *given = getenv("BELFRY_SHARED");
    const char *path = given ? given : BELFRY_ROOT "/../shared";
    struct stat s;
    return stat(path, &s) == 0 && S_ISDIR(s.st_mode) ? path : NULL;
}

static char folder[64];

static void remove_folder(void)
{
    DIR *d = opendir(folder);
    for (struct dirent *f = d ? readdir(d) : NULL; f; f = readdir(d)) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", folder, f->d_name);
        (void)unlink(path);
    }
    if (d) (void)closedir(d);
    (void)rmdir(folder);
}

const char *check_folder(void)
{
    if (folder[0]) remove_folder();
    bool first = !folder[0];
    (void)snprintf(folder, sizeof folder, "/tmp/belfry-test-XXXXXX");
    if (!mkdtemp(folder)) return NULL;
    if (first) (void)atexit(remove_folder);
    return folder;
}

uint64_t check_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

double check_uniform(uint64_t *state)
{
    return (double)(check_random(state) >> 11) * 0x1p-53;
}
