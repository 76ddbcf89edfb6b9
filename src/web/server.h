/* server.h - the site on an address of this machine. */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "store/op.h"

typedef struct {
    const char *database;
    const char *host; /* a numeric address */
    int port;         /* 0 lets the system choose */
    int threads;
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

/** Answers what was begun, then ends; NULL is fine. */
void server_stop(Server *s);

#endif
