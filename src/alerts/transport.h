/* transport.h - mail and HTTP over libcurl, with every door shut that is not needed: no redirects,
 * no proxy, no cookies, bounded answers, bounded time, and no address of our own net unless it is
 * allowed.
 */
#ifndef ALERTS_TRANSPORT_H
#define ALERTS_TRANSPORT_H

#include "alerts/settings.h"

typedef enum { SEND_DELIVERED, SEND_LATER, SEND_NEVER } SendOutcome;

typedef struct {
    SendOutcome outcome;
    int64_t retry_after; /* seconds that the other side asked for, 0 for none */
    char detail[200];    /* what it said, for people; no text of the notice */
} SendResult;

typedef struct Transport Transport;

/**
 * A sender; connections are kept open for the next message to the same place.
 *
 * own     *ret is ended with transport_close
 * error   ERR_LIMIT  no memory
 */
ErrCode transport_open(Transport **ret, Err *e) NONNULL MUST_USE;

/** Ends it; NULL is fine. */
void transport_close(Transport *t);

/** Hands a finished message over to a mail server.  With STARTTLS or TLS the certificate is checked
 *  and there is no way back to plain text. */
SendResult transport_mail(Transport *t, const MailSettings *door, Str to, Str message) NONNULL;

enum { POST_HEADERS = 12 };

typedef struct {
    Str url;
    size_t headers_n;
    Str headers[POST_HEADERS]; /* "Name: value" */
    Str body;
    int64_t timeout_seconds;
    bool private_allowed; /* addresses of our own net, and http without TLS */
} PostRequest;

/** Posts a body.  2xx is delivered; 408, 425, 429, 5xx and whatever fails on the way is tried
 * again; any other answer is not. */
SendResult transport_post(Transport *t, const PostRequest *rq) NONNULL;

/** Whether an address, in network order, is of the public internet: 4 or 16 bytes.
 *
 *  source  iana_special
 *  test    tests/unit/test_transport.c */
bool address_is_public(const unsigned char *bytes, size_t n) NONNULL;

/** HOST:PORT of an http or https address, "" when it is none. */
Str url_host(Str url, Arena *mem) NONNULL;

#endif
