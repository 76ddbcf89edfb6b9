#include "web/client.h"

#include <arpa/inet.h>
#include <stdio.h>

void client_address(const Client *c, char room[CLIENT_ADDRESS])
{
    unsigned char b[16];
    char text[CLIENT_ADDRESS];
    const char *last = strrchr(c->forwarded, ',');
    Str one = str_trim(str_of(last ? last + 1 : c->forwarded));
    (void)snprintf(room, CLIENT_ADDRESS, "%s", c->peer);
    if (!c->public_site || one.n == 0 || one.n >= sizeof text) return;
    (void)snprintf(text, sizeof text, "%.*s", STR_ARG(one));
    if (inet_pton(AF_INET, text, b) == 1)
        (void)snprintf(room, CLIENT_ADDRESS, "%s", text);
    else if (inet_pton(AF_INET6, text, b) == 1)
        (void)snprintf(room, CLIENT_ADDRESS, "%02x%02x:%02x%02x:%02x%02x:%02x%02x::", b[0], b[1],
                       b[2], b[3], b[4], b[5], b[6], b[7]);
}

bool client_is_own_machine(const Client *c)
{
    static const char *const names[] = { "127.0.0.1", "localhost", "[::1]" };
    bool named = false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t n = strlen(names[i]);
        bool fits = strncmp(c->host, names[i], n) == 0;
        named = named || (fits && (c->host[n] == ':' || c->host[n] == '\0'));
    }
    return named && c->loopback && !c->public_site && !c->proxied &&
           strncmp(c->peer, "127.", 4) == 0;
}

bool client_sends_from_here(const Client *c)
{
    char own[600];
    bool elsewhere = *c->fetch_site && strcmp(c->fetch_site, "same-origin") != 0 &&
                     strcmp(c->fetch_site, "none") != 0;
    if (elsewhere) return false;
    if (!*c->origin) return true;
    (void)snprintf(own, sizeof own, "%s%s", c->public_site ? c->public_site : "http://",
                   c->public_site ? "" : c->host);
    return strcmp(c->origin, own) == 0;
}
