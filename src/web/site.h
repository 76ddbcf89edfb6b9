/* site.h - from an address to an answer, without any HTTP library. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/page.h"

enum { ANSWER_COOKIES = 3, ANSWER_TEXT = 600 };

typedef struct {
    int status;
    const char *type;       /* media type */
    const char *file_name;  /* offered as a download when not NULL */
    bool for_ever;          /* the address names this very content */
    bool packed;            /* the body is in gzip form */
    bool closes;            /* nothing that follows on the connection is read */
    bool is_private;        /* for this visitor alone: kept by nobody */
    int64_t version;        /* of the database that it tells of, 0 for none */
    char next[ANSWER_TEXT]; /* address of the next page of a long list, "" for none */
    Buf location;           /* where to go on, empty for nowhere; owned by the receiver */
    char why[100];          /* what another server did wrong, for the log; "" for nothing */
    char cookies[ANSWER_COOKIES][ANSWER_TEXT];
    size_t cookies_n;
    Buf body; /* owned by the receiver */
} Answer;

/**
 * What a page may be kept in memory under: its address and those arguments that it reads, so that
 * arguments nobody reads make no new page; empty when it is too long to keep, or not the same for
 * every visitor.
 *
 * own     the text lives in room
 */
Str site_key(const Request *rq, char *room, size_t n) NONNULL;

/* What a request waits for: each has a queue of its own, so that none keeps the others waiting. */
typedef enum {
    SITE_PAGES,
    SITE_PASSWORDS,
    SITE_ERRANDS /* another server; counts as a form */
} SiteQueue;

/** In which queue a request stands. */
SiteQueue site_queue(const Request *rq, bool sends_form) NONNULL;

/** Whether reading the page does what a form does (Page.comes_back). */
bool site_comes_back(const Request *rq) NONNULL;

/**
 * The page's errand, in an operation without a database; nothing to do for most.
 *
 * error   what the page says of it
 */
ErrCode site_errand(Request *rq) NONNULL MUST_USE;

/** Whether the form of the page changes nothing, so that no writing operation is needed. */
bool site_only_reads(const Request *rq) NONNULL;

/**
 * Answers a request to read a page; a failure becomes an error page with the status of its kind.
 *
 * own     ret->body and ret->location are released with buf_free
 */
void site_answer(Request *rq, Answer *ret) NONNULL;

/**
 * The first part of answering a form, in a reading operation: who sends it, from a page of ours,
 * and may they?  False when *ret is the answer already.
 *
 * own     ret->body and ret->location are released with buf_free
 */
bool site_check(Request *rq, Answer *ret) NONNULL;

/**
 * The second part, in a writing operation, which the caller commits when this returns ERR_OK and
 * otherwise rolls back; then it calls site_again.
 *
 * error   what the page says of its form, ERR_DENIED when the session ended in the meantime
 * own     ret->body and ret->location are released with buf_free
 */
ErrCode site_post(Request *rq, Answer *ret) NONNULL MUST_USE;

/**
 * Shows the page of a refused form again, in a reading operation, with what was wrong.
 *
 * own     ret->body and ret->location are released with buf_free
 */
void site_again(Request *rq, const Err *why, Answer *ret) NONNULL;

/** Answers a request for a file that the program carries for its pages; false when there is none.
 */
bool site_asset(Str path, Answer *ret) NONNULL;

/** An error page that needs no database. */
void site_error(int status, Str message, Answer *ret) NONNULL;

/** Prints who may see and do what on every page, as CSV: address, method, then each role. */
void site_print_doors(Buf *out) NONNULL;

#endif
