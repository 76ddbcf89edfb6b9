/* site.h - from an address to an answer, without any HTTP library. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/page.h"

typedef struct {
    int status;
    const char *type;      /* media type */
    const char *file_name; /* offered as a download when not NULL */
    bool for_ever;         /* the address names this very content */
    int64_t version;       /* of the database that it tells of, 0 for none */
    Buf body;              /* owned by the receiver */
} Answer;

/**
 * What a page may be kept in memory under: its address and those arguments that it reads, so that
 * arguments nobody reads make no new page; empty when that is too long to keep.
 *
 * own     the text lives in room
 */
Str site_key(const Request *rq, char *room, size_t n) NONNULL;

/**
 * Answers a request for a page; a failure becomes an error page with the status of its kind.
 *
 * own     ret->body is released with buf_free
 */
void site_answer(Request *rq, Answer *ret) NONNULL;

/** Answers a request for a file that the program carries for its pages; false when there is none.
 */
bool site_asset(Str path, Answer *ret) NONNULL;

/** An error page that needs no database. */
void site_error(int status, Str message, Answer *ret) NONNULL;

#endif
