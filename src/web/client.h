/* client.h - who is at the other end, from the address of the connection and from headers. */
#ifndef WEB_CLIENT_H
#define WEB_CLIENT_H

#include "base/str.h"

enum { CLIENT_ADDRESS = 46 };

typedef struct {
    const char *peer;      /* address at the other end of the connection */
    const char *forwarded; /* X-Forwarded-For, "" for none */
    const char *host;      /* Host */
    const char *origin, *fetch_site;
    const char *public_site; /* the proxy's address when there is one, else NULL */
    bool proxied;            /* any header that a proxy adds is there */
    bool loopback;           /* we listen to this machine only */
} Client;

/** The browser's own address: the last that our own proxy added (a household's /64 counts as one
 *  address), or that of the connection when no proxy stands in front.
 *
 *  test    tests/unit/test_form.c */
void client_address(const Client *c, char room[CLIENT_ADDRESS]) NONNULL;

/** Whether a person at this very machine asks, through no proxy and under a name of this machine.
 *
 *  test    tests/unit/test_form.c */
bool client_is_own_machine(const Client *c) NONNULL;

/** Whether what the browser says of where a form comes from is this site; silence passes, since a
 *  token is asked for besides.
 *
 *  test    tests/unit/test_form.c */
bool client_sends_from_here(const Client *c) NONNULL;

#endif
