/* page.h - what a page is.  One file per page in web/pages, one const struct at its foot; the build
 * lists the folder.  A page reads in one operation and writes one body; who may see it, how long it
 * may be kept and where it lives are said in the struct. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "places/place.h"
#include "web/html.h"

typedef struct {
    const char *name, *value;
} RequestArg;

enum { REQUEST_MAX_ARGS = 32 };

typedef struct {
    Op *op; /* a reading operation */
    const PlaceBook *book;
    Str path, rest; /* rest: what stands for the * of the page's address */
    RequestArg args[REQUEST_MAX_ARGS];
    size_t args_n;
} Request;

typedef struct {
    Str title;             /* of the document; the site's name follows */
    Str section;           /* address of the entry of the menu that it belongs to, or "" */
    const char *type;      /* media type; NULL for a page in the site's layout */
    const char *file_name; /* offered as a download when not NULL */
    Buf *out;              /* the page's own part, or the whole of another type */
} Response;

typedef struct {
    const char *address; /* such as /areas/ and a star, which stands for one last part */
    const char *menu;    /* word in the site's menu, NULL for none */
    int menu_order;
    const char *const *args; /* names of the arguments that it reads; NULL for none */
    ErrCode (*get)(const Request *rq, Response *rs);
} Page;

#define PAGE(id)                                                                                   \
    extern const Page page_##id;                                                                   \
    const Page page_##id

extern const Page *const page_list[];

/** The value of an argument of the address, "" when it has none. */
Str request_arg(const Request *rq, const char *name) NONNULL;

#endif
