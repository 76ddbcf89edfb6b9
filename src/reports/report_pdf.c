/* The page as PDF, by a program that prints pages: Chromium keeps headings and tables as what they
 * are, WeasyPrint is what remains. */
#include <spawn.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reports/report.h"

enum { PATH_BYTES = 4096, LONG_BYTES = 2 * PATH_BYTES };

static bool is_there(const char *program)
{
    return access(program, X_OK) == 0;
}

static ErrCode run(char *const words[], Err *e)
{
    pid_t child;
    int status = 0;
    posix_spawn_file_actions_t quiet;
    char path[] = "PATH=/usr/bin:/bin", home[] = "HOME=/tmp", lang[] = "LANG=C.UTF-8";
    char *const no_environment[] = { path, home, lang, NULL };
    if (posix_spawn_file_actions_init(&quiet) != 0)
        return err_set(e, ERR_IO, "%s: cannot be started", words[0]);
    (void)posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", 1, 0);
    (void)posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", 1, 0);
    int failed = posix_spawn(&child, words[0], &quiet, NULL, words, no_environment);
    (void)posix_spawn_file_actions_destroy(&quiet);
    if (failed) return err_set(e, ERR_IO, "%s: cannot be started", words[0]);
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return err_set(e, ERR_IO, "%s: could not print the page", words[0]);
    return ERR_OK;
}

static ErrCode check_made(const char *pdf, Err *e)
{
    struct stat made;
    if (stat(pdf, &made) == 0 && made.st_size > 0) return ERR_OK;
    return err_set(e, ERR_IO, "%s: the page was not printed", pdf);
}

ErrCode report_pdf(const char *folder, const char *page, const char *pdf, bool *ret_made, Err *e)
{
    char chromium[] = "/usr/bin/chromium", weasyprint[] = "/usr/bin/weasyprint";
    char headless[] = "--headless", outline[] = "--generate-pdf-document-outline",
         bare[] = "--no-pdf-header-footer", offline[] = "--proxy-server=127.0.0.1:9",
         no_gpu[] = "--disable-gpu", no_sandbox[] = "--no-sandbox";
    char here[PATH_BYTES] = "", source[LONG_BYTES], to[LONG_BYTES], print[LONG_BYTES + 32],
         address[LONG_BYTES + 32];
    *ret_made = false;
    if (folder[0] != '/' && !getcwd(here, sizeof here))
        return err_set(e, ERR_IO, "%s: cannot be found", folder);
    int n = snprintf(source, sizeof source, "%s%s%s/%s", here, *here ? "/" : "", folder, page);
    int m = snprintf(to, sizeof to, "%s%s%s/%s", here, *here ? "/" : "", folder, pdf);
    if (n >= (int)sizeof source || m >= (int)sizeof to)
        return err_set(e, ERR_LIMIT, "the name of the folder is too long");
    (void)snprintf(print, sizeof print, "--print-to-pdf=%s", to);
    (void)snprintf(address, sizeof address, "file://%s", source);
    /* As root, in a container, Chromium's own sandbox does not start; the page is ours. */
    char *root = geteuid() == 0 ? no_sandbox : bare;
    char *const by_chromium[] = { chromium, headless, no_gpu, outline, bare,
                                  offline,  root,     print,  address, NULL };
    char *const by_weasyprint[] = { weasyprint, source, to, NULL };
    if (is_there(chromium))
        TRY(run(by_chromium, e));
    else if (is_there(weasyprint))
        TRY(run(by_weasyprint, e));
    else
        return ERR_OK;
    *ret_made = true;
    return check_made(to, e);
}
