/* page.h - what a page is.  One file per page in web/pages, one const struct at its foot; the build
 * lists the folder.  A page reads in one operation and writes one body; who may see it, how long it
 * may be kept and where it lives are said in the struct. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "access/identity.h"
#include "access/oidc.h"
#include "draw/html.h"
#include "places/place.h"

typedef struct {
    const char *name, *value;
} RequestArg;

enum { REQUEST_MAX_ARGS = 64 };

typedef enum {
    DOOR_ANYONE,
    DOOR_HALF,     /* the password was given, the second factor not yet */
    DOOR_SIGNED_IN /* and the role may do what the page says */
} PageDoor;

/* What the server was told when it started. */
typedef struct {
    const Key *key;          /* not ready: nobody can sign in */
    const char *public_site; /* https://..., NULL when no proxy stands in front */
    OidcDoor *oidc;          /* NULL: no identity provider */
} SiteFacts;

typedef struct {
    const SiteFacts *site;
    Op *op; /* a reading operation; a writing one in post unless post_reads */
    const PlaceBook *book;
    Str path, rest; /* rest: what stands for the * of the page's address */
    RequestArg args[REQUEST_MAX_ARGS];
    size_t args_n;
    RequestArg form[REQUEST_MAX_ARGS];
    size_t form_n;
    Str address;                                     /* where it comes from */
    Str host;                                        /* under which name we were asked */
    Str device;                                      /* such as "Firefox on Android" */
    Str session_cookie, visit_cookie, device_cookie; /* "" for none */
    bool own_machine; /* from this machine, to this machine, through no proxy */
    bool has_session; /* session is filled in */
    Session session;
    Str token;  /* that a form of this visitor carries */
    Str fault;  /* what was wrong with the form that was sent, "" for nothing */
    bool right; /* what the page's check found out */
    SignInChecked checked;
    PasswordHash hash;
    OidcWay way; /* what the page's check and errand found out */
    IdTokenFacts identity;
} Request;

typedef struct {
    Str title;             /* of the document; the site's name follows */
    Str section;           /* address of the entry of the menu that it belongs to, or "" */
    const char *type;      /* media type; NULL for a page in the site's layout */
    const char *file_name; /* offered as a download when not NULL */
    Str next;              /* address of the next page of a long list, "" for none */
    int status;            /* 0 for 200 */
    Str redirect;          /* address on this site to go on to, "" to show the page */
    Str away;              /* address of another site to go on to, "" for none */
    bool sets_session, sets_device, sets_visit, ends_session;
    Secret session, device, visit; /* for the cookies */
    Buf *out;                      /* the page's own part, or the whole of another type */
} Response;

typedef struct {
    const char *address; /* such as /areas/ and a star, which stands for one last part */
    const char *menu;    /* word in the site's menu, NULL for none */
    int menu_order;
    const char *const *args;    /* names of the arguments that it reads; NULL for none */
    const struct Endpoint *api; /* of the programming interface: answers instead of get */
    PageDoor door;              /* who may see it */
    Capability may;             /* and what their role must allow, behind DOOR_SIGNED_IN */
    ErrCode (*get)(const Request *rq, Response *rs);
    PageDoor post_door; /* the same for sending its form */
    Capability post_may;
    bool slow;       /* its check hashes a password */
    bool comes_back; /* another site sends the browser here: reading it does what a form does, and
                        its check knows the way back; forms are not taken */
    /* Asks another server; without a database, so that nothing is held while it waits.  Before get,
     * or between check and post; may be NULL. */
    ErrCode (*errand)(Request *rq);
    ErrCode (*check)(Request *rq); /* before post, in a reading operation; may be NULL */
    bool post_reads;               /* its form changes nothing: post gets a reading operation */
    ErrCode (*post)(Request *rq, Response *rs); /* NULL: it takes no form */
} Page;

#define PAGE(id)                                                                                   \
    extern const Page page_##id;                                                                   \
    const Page page_##id

extern const Page *const page_list[];

/** The value of an argument of the address, "" when it has none. */
Str request_arg(const Request *rq, const char *name) NONNULL;

/** The value of a field of the form, "" when it has none. */
Str request_field(const Request *rq, const char *name) NONNULL;

/** The address on this site that a visitor wants to go on to after signing in; never one elsewhere.
 */
Str request_next(const Request *rq) NONNULL;

/**
 * This site's address as the visitor's browser knows it, without a path.
 *
 * own     *ret lives in rq->op->mem
 * error   ERR_DENIED  it is not known: no public address was given and it is another machine
 */
ErrCode request_site(const Request *rq, Str *ret) NONNULL MUST_USE;

/** A mark for the link in an invitation's page that binds its account: only this visitor's browser
 *  can have it from there. */
HashText request_press(const Request *rq, Str invitation) NONNULL;

/** Cookies and next address for somebody who just signed in, fully or half. */
void response_sign_in(Response *rs, const SignInResult *r, Str next) NONNULL;

/** The reading arguments that sign-in functions take. */
SignInTry request_try(const Request *rq) NONNULL;

/** Whether the visitor is signed in fully. */
bool request_is_signed_in(const Request *rq) NONNULL;

/** Whether the visitor is signed in fully and the role allows it. */
bool request_may(const Request *rq, Capability what) NONNULL;

#endif
