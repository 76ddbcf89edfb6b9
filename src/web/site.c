#include "web/site.h"

#include <stdio.h>
#include <stdlib.h>

#include "access/hash.h"
#include "base/embed.h"
#include "observations/series.h"
#include "web/json.h"
#include "web/views.h"

enum { BODY_BYTES = 4 << 20, MENU_MAX = 12 };

Str request_arg(const Request *rq, const char *name)
{
    for (size_t i = 0; i < rq->args_n; i++)
        if (strcmp(rq->args[i].name, name) == 0) return str_of(rq->args[i].value);
    return (Str){ 0, "" };
}

/* "/areas/" followed by a star takes one more part, without a slash and not empty. */
static bool fits(const Page *page, Str path, Str *ret_rest)
{
    Str address = str_of(page->address);
    *ret_rest = (Str){ 0, "" };
    if (address.n == 0 || address.p[address.n - 1] != '*') return str_eq(address, path);
    Str head = { address.n - 1, address.p };
    if (!str_starts(path, head) || path.n == head.n) return false;
    *ret_rest = (Str){ path.n - head.n, path.p + head.n };
    return memchr(ret_rest->p, '/', ret_rest->n) == NULL;
}

static const Page *find_page(Request *rq)
{
    for (const Page *const *p = page_list; *p; p++)
        if (fits(*p, rq->path, &rq->rest)) return *p;
    return NULL;
}

Str site_key(const Request *rq, char *room, size_t n)
{
    Request copy = *rq;
    const Page *page = find_page(&copy);
    size_t used = (size_t)snprintf(room, n, "%.*s", STR_ARG(rq->path));
    for (size_t i = 0; page && page->args && page->args[i] && used < n; i++) {
        Str value = request_arg(rq, page->args[i]);
        used += (size_t)snprintf(room + used, n - used, "\n%.*s", STR_ARG(value));
    }
    return page && used < n ? (Str){ used, room } : (Str){ 0, "" };
}

static int by_menu_order(const void *a, const void *b)
{
    return (*(const Page *const *)a)->menu_order - (*(const Page *const *)b)->menu_order;
}

static size_t menu(Str section, LayoutHeadMenu items[MENU_MAX])
{
    const Page *pages[MENU_MAX];
    size_t n = 0;
    for (const Page *const *p = page_list; *p && n < MENU_MAX; p++)
        if ((*p)->menu) pages[n++] = *p;
    qsort(pages, n, sizeof(const Page *), by_menu_order);
    for (size_t i = 0; i < n; i++) {
        Str address = str_of(pages[i]->address);
        items[i] = (LayoutHeadMenu){ str_of(pages[i]->menu), address, str_eq(address, section) };
    }
    return n;
}

static bool any_example(Op *op)
{
    SeriesList all;
    if (!op || series_list(op, &all) != ERR_OK) return false;
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].example) return true;
    return false;
}

/* The style sheet's address holds a fingerprint of it, so that it may be kept for ever. */
static void style_address(char *room, size_t n)
{
    const EmbeddedFile *f = embed_find(STR("src/web/assets/site.css"));
    HashText hash = hash_sha256(f ? f->bytes : (Str){ 0, "" });
    (void)snprintf(room, n, "/assets/site.%.16s.css", hash.hex);
}

static void put_layout(Op *op, const Response *rs, Str inside, Answer *ret)
{
    LayoutHeadMenu items[MENU_MAX];
    char style[64];
    style_address(style, sizeof style);
    LayoutHeadView head = { .title = rs->title,
                            .style = str_of(style),
                            .example = any_example(op) };
    head.menu.n = menu(rs->section, items);
    head.menu.v = items;
    render_layout_head(&ret->body, &head);
    buf_add(&ret->body, inside);
    render_layout_foot(&ret->body, &(LayoutFootView){ .version = STR(BELFRY_VERSION) });
}

static Str heading_of(int status)
{
    switch (status) {
    case 400: return STR("There is a problem with the address");
    case 404: return STR("Page not found");
    case 405: return STR("That cannot be done here");
    case 413: return STR("The request is too large");
    case 503: return STR("The database is not to be reached");
    default: return STR("Sorry, there is a problem");
    }
}

void site_error(int status, Str message, Answer *ret)
{
    AUTO(buf_free) Buf inside = BUF_MAX(BODY_BYTES);
    Response rs = { .title = heading_of(status), .section = { 0, "" } };
    render_error(&inside, &(ErrorView){ .heading = rs.title, .message = message });
    *ret = (Answer){ .status = status,
                     .type = "text/html; charset=utf-8",
                     .body = BUF_MAX(BODY_BYTES) };
    put_layout(NULL, &rs, (Str){ inside.n, inside.p }, ret);
}

/* A message is one line in lower case; on a page it is a sentence. */
static void answer_error(const Err *e, Answer *ret)
{
    char text[sizeof e->message + 2];
    (void)snprintf(text, sizeof text, "%s.", e->message);
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = (char)(text[0] - 'a' + 'A');
    site_error(err_http_status(e->code), str_of(text), ret);
}

/* Programs get a problem as RFC 9457 has it; its type is the name of the kind of failure. */
static void answer_problem(const Err *e, Answer *ret)
{
    int status = err_http_status(e->code);
    *ret = (Answer){ .status = status,
                     .type = "application/problem+json",
                     .body = BUF_MAX(BODY_BYTES) };
    json_open(&ret->body, true);
    json_text(&ret->body, "type", str_of(err_name(e->code)));
    json_text(&ret->body, "title", str_of(err_meaning(e->code)));
    json_int(&ret->body, "status", status);
    json_text(&ret->body, "detail", str_of(e->message));
    json_close(&ret->body);
}

void site_answer(Request *rq, Answer *ret)
{
    AUTO(buf_free) Buf inside = BUF_MAX(BODY_BYTES);
    Response rs = { .title = STR("Belfry"), .section = { 0, "" }, .out = &inside };
    Str text;
    const Page *page = find_page(rq);
    bool program = str_starts(rq->path, STR("/api/"));
    if (!page && program) {
        (void)err_set(&rq->op->err, ERR_MISSING, "there is no such address");
        answer_problem(&rq->op->err, ret);
        rq->op->err.code = ERR_OK;
        return;
    }
    if (!page) {
        site_error(404, STR("If you typed the address, check that it is right."), ret);
        return;
    }
    rs.section = str_of(page->menu ? page->address : "");
    ErrCode code = page->get(rq, &rs);
    if (code == ERR_OK) code = buf_done(&inside, &text, &rq->op->err);
    if (code != ERR_OK && program) {
        answer_problem(&rq->op->err, ret);
        return;
    }
    if (code != ERR_OK) {
        answer_error(&rq->op->err, ret);
        return;
    }
    *ret = (Answer){ .status = 200,
                     .type = rs.type ? rs.type : "text/html; charset=utf-8",
                     .file_name = rs.file_name,
                     .body = BUF_MAX(BODY_BYTES) };
    if (rs.type)
        buf_add(&ret->body, text);
    else
        put_layout(rq->op, &rs, text, ret);
}

static const char *type_of(Str name)
{
    if (name.n > 4 && str_eq((Str){ 4, name.p + name.n - 4 }, STR(".css"))) return "text/css";
    return "image/svg+xml";
}

bool site_asset(Str path, Answer *ret)
{
    char style[64];
    style_address(style, sizeof style);
    bool named = str_eq(path, str_of(style));
    char file[128];
    Str name = { path.n, path.p };
    if (!str_starts(path, STR("/assets/")) || path.n > 80) return false;
    name = (Str){ path.n - 8, path.p + 8 };
    if (named) name = STR("site.css");
    (void)snprintf(file, sizeof file, "src/web/assets/%.*s", STR_ARG(name));
    const EmbeddedFile *f = embed_find(str_of(file));
    if (!f) return false;
    *ret = (Answer){
        .status = 200, .type = type_of(name), .for_ever = named, .body = BUF_MAX(BODY_BYTES)
    };
    buf_add(&ret->body, f->bytes);
    return true;
}
