/* workers.h - threads that answer pages, each with a database connection of its own, so that the
 * threads that talk to browsers never wait for the database or for a password's hash. */
#ifndef WEB_WORKERS_H
#define WEB_WORKERS_H

#include "web/site.h"

enum { WORKERS_MAX = 16 };

typedef struct Job {
    Request rq;
    Answer answer;
    bool sends_form; /* POST, or what counts as one */
    void (*done)(struct Job *j);
    struct Job *next;
} Job;

typedef struct Workers Workers;

typedef struct {
    const char *database;
    int threads;
    const SiteFacts *site;
} WorkersSettings;

/**
 * Opens the connections, checks the database, starts the threads: `threads` for pages, one more for
 * passwords, and two for the identity provider when there is one.
 *
 * own     *ret is ended with workers_stop
 * error   ERR_INPUT  not 1 to WORKERS_MAX threads; and what opening the database returns
 * test    tests/web/site.py
 */
ErrCode workers_start(const WorkersSettings *s, Workers **ret, Err *e) NONNULL MUST_USE;

/** Answers what waits, then ends the threads; jobs that come later are not taken. */
void workers_end(Workers *w) NONNULL;

/** Ends the threads and frees everything; NULL is fine. */
void workers_stop(Workers *w);

/** Puts a job in the queue; false when too many wait already. */
bool workers_give(Workers *w, Job *j) NONNULL;

/** Answers from memory when the page is there as the database is now; needs no thread of theirs. */
bool workers_from_memory(Workers *w, const Request *rq, Answer *ret) NONNULL;

/** Answers with a file that the program carries; false when there is none of that address. */
bool workers_asset(Workers *w, Str path, Answer *ret) NONNULL;

/** Whether the database answers. */
bool workers_health(Workers *w) NONNULL;

/** How many pages came from memory. */
unsigned long long workers_cached(Workers *w) NONNULL;

#endif
