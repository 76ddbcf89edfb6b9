/* api.h - the programming interface.  An endpoint declares its arguments and the fields of its rows
 * in one const struct; JSON, CSV, paging, checking of arguments and the OpenAPI document follow
 * from it. */
#ifndef WEB_API_H
#define WEB_API_H

#include "web/page.h"

typedef enum { API_TEXT, API_INTEGER, API_NUMBER, API_FLAG } ApiType;

typedef struct {
    const char *name;
    ApiType type;
    const char *help;
} ApiField; /* lists end with a NULL name */

typedef struct {
    const char *name, *help;
    bool required;
} ApiArg; /* lists end with a NULL name */

typedef struct ApiOut ApiOut;

typedef struct Endpoint {
    const char *list;    /* what its rows are called */
    const char *summary; /* one sentence */
    const ApiField *fields;
    const ApiArg *args; /* besides limit, after and format; may be NULL */
    bool newest_first;  /* keys fall instead of rise */
    ErrCode (*rows)(const Request *rq, ApiOut *out);
} Endpoint;

enum { API_KEY = 80, API_LIMIT_DEFAULT = 1000, API_LIMIT_MAX = 10000 };

/**
 * Begins a row; false when it is not to be given: it came before the page asked for, or the page is
 * full.  Keys come in order (memcmp), each once, of letters, digits and - _ . only.
 */
bool api_row(ApiOut *out, Str key) NONNULL;

/** One value, in the order of the endpoint's fields: nothing for an empty text or NAN. */
void api_text(ApiOut *out, Str value) NONNULL;
void api_int(ApiOut *out, int64_t value) NONNULL;
void api_f64(ApiOut *out, double value) NONNULL;
void api_flag(ApiOut *out, bool value) NONNULL;

/** Where the page begins: the last key of the page before, "" for the first page. */
Str api_after(const ApiOut *out) NONNULL;

/** Whether the page is full, so that looking for more rows is idle. */
bool api_full(const ApiOut *out) NONNULL;

/** A key that sorts like the number. */
Str api_number_key(Arena *mem, int64_t number) NONNULL;

/**
 * Answers a request for an endpoint.
 *
 * error   ERR_INPUT  an argument is missing or not understood; the message names it
 *         and what the endpoint's rows return
 * test    tests/web/api.py
 */
ErrCode api_answer(const Endpoint *e, const Request *rq, Response *rs) NONNULL MUST_USE;

#endif
