/* server.h - the site on an address of this machine. */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "base/buf.h"
#include "store/op.h"

typedef struct {
    const char *database;
    const char *host; /* a numeric address */
    int port;         /* 0 lets the system choose */
    int threads;
    int forms_per_minute;      /* taken from one address */
    const char *key_path;      /* NULL: nobody can sign in */
    const char *public_site;   /* https://..., when a proxy stands in front; otherwise NULL */
    const char *provider_path; /* file that names the identity provider; NULL: none */
    void (*log)(void *context, const char *line); /* one line a request, no personal data */
    void *log_context;
} ServerSettings;

typedef struct Server Server;

/**
 * Starts to answer requests on threads of its own.
 *
 * own     *ret is ended with server_stop
 * error   ERR_INPUT  the address is not understood
 *         ERR_IO     the port is taken or not allowed
 *         and what opening the database returns
 * test    tests/web/site.py
 */
ErrCode server_start(const ServerSettings *s, Server **ret, Err *e) NONNULL MUST_USE;

/** The port that it listens on. */
int server_port(const Server *s) NONNULL;

/** Prints who may see and do what on every page, as CSV. */
void server_print_doors(Buf *out) NONNULL;

/** Answers what was begun, then ends; NULL is fine. */
void server_stop(Server *s);

#endif
