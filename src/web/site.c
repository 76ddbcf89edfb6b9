#include "web/site.h"

#include <stdio.h>
#include <stdlib.h>

#include "access/hash.h"
#include "base/embed.h"
#include "observations/series.h"
#include "web/api.h"
#include "web/json.h"
#include "web/views.h"

enum { BODY_BYTES = 4 << 20, LOCATION_BYTES = 4096, MENU_MAX = 12 };

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

/* The same for every visitor: neither a session nor a form that anybody may send. */
static bool is_common(const Request *rq, const Page *page)
{
    return page && page->door == DOOR_ANYONE && !rq->session_cookie.n && !page->errand &&
           !(page->post && page->post_door == DOOR_ANYONE);
}

static void add_key(const Request *rq, const char *name, char *room, size_t n, size_t *used)
{
    Str value = request_arg(rq, name);
    if (*used < n) *used += (size_t)snprintf(room + *used, n - *used, "\n%.*s", STR_ARG(value));
}

Str site_key(const Request *rq, char *room, size_t n)
{
    static const char *const common[] = { "limit", "after", "format" };
    Request copy = *rq;
    const Page *page = find_page(&copy);
    size_t used = (size_t)snprintf(room, n, "%.*s", STR_ARG(rq->path));
    if (!is_common(rq, page)) return (Str){ 0, "" };
    for (size_t i = 0; page->args && page->args[i]; i++) add_key(rq, page->args[i], room, n, &used);
    for (const ApiArg *a = page->api ? page->api->args : NULL; a && a->name; a++)
        add_key(rq, a->name, room, n, &used);
    for (size_t i = 0; page->api && i < sizeof common / sizeof common[0]; i++)
        add_key(rq, common[i], room, n, &used);
    return used < n ? (Str){ used, room } : (Str){ 0, "" };
}

static const Page *page_of(const Request *rq)
{
    Request copy = *rq;
    return find_page(&copy);
}

SiteQueue site_queue(const Request *rq, bool sends_form)
{
    const Page *page = page_of(rq);
    if (page && page->errand && rq->site->oidc) return SITE_ERRANDS;
    return page && page->slow && sends_form ? SITE_PASSWORDS : SITE_PAGES;
}

bool site_only_reads(const Request *rq)
{
    return page_of(rq) && page_of(rq)->post_reads;
}

bool site_comes_back(const Request *rq)
{
    return page_of(rq) && page_of(rq)->comes_back;
}

ErrCode site_errand(Request *rq)
{
    const Page *page = find_page(rq);
    return page && page->errand ? page->errand(rq) : ERR_OK;
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
    const EmbeddedFile *f = embed_find(STR("assets/site.css"));
    HashText hash = hash_sha256(f ? f->bytes : (Str){ 0, "" });
    (void)snprintf(room, n, "/assets/site.%.16s.css", hash.hex);
}

static void put_layout(const Request *rq, const Response *rs, Str inside, Answer *ret)
{
    LayoutHeadMenu items[MENU_MAX];
    char style[64];
    bool in = rq && request_is_signed_in(rq);
    style_address(style, sizeof style);
    LayoutHeadView head = { .title = rs->title,
                            .style = str_of(style),
                            .example = any_example(rq ? rq->op : NULL),
                            .signed_in = in,
                            .tells = rq && request_may(rq, MAY_REPORT),
                            .works = rq && request_may(rq, MAY_ISSUES),
                            .audits = rq && request_may(rq, MAY_AUDIT),
                            .administers = rq && request_may(rq, MAY_ADMINISTER),
                            .account = in ? rq->session.account.name : (Str){ 0, "" } };
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
    case 403: return STR("Your role does not allow this");
    case 404: return STR("Page not found");
    case 405: return STR("That cannot be done here");
    case 409: return STR("Somebody else was faster");
    case 413: return STR("The request is too large");
    case 429: return STR("Too many tries");
    case 502: return STR("Your organisation's sign-in does not answer");
    case 503: return STR("The database is not to be reached");
    default: return STR("Sorry, there is a problem");
    }
}

static void put_error(const Request *rq, int status, Str message, Answer *ret)
{
    AUTO(buf_free) Buf inside = BUF_MAX(BODY_BYTES);
    Response rs = { .title = heading_of(status), .section = { 0, "" } };
    render_error(&inside, &(ErrorView){ .heading = rs.title, .message = message });
    *ret = (Answer){ .status = status,
                     .type = "text/html; charset=utf-8",
                     .is_private = rq && rq->session_cookie.n > 0,
                     .body = BUF_MAX(BODY_BYTES) };
    put_layout(rq, &rs, (Str){ inside.n, inside.p }, ret);
}

void site_error(int status, Str message, Answer *ret)
{
    put_error(NULL, status, message, ret);
}

/* A message is one line in lower case; on a page it is a sentence. */
static void sentence_of(const Err *e, char *room, size_t n)
{
    (void)snprintf(room, n, "%s.", e->message);
    if (room[0] >= 'a' && room[0] <= 'z') room[0] = (char)(room[0] - 'a' + 'A');
}

static void answer_error(const Request *rq, const Err *e, Answer *ret)
{
    char text[sizeof e->message + 2];
    sentence_of(e, text, sizeof text);
    put_error(rq, err_http_status(e->code), str_of(text), ret);
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

/* Who asks?  A cookie that is not of a session now is as good as none. */
static ErrCode find_visitor(Request *rq)
{
    const Key *key = rq->site->key;
    Str secret = rq->visit_cookie;
    HashText token;
    rq->has_session = false;
    rq->token = (Str){ 0, "" };
    if (!key->ready) return ERR_OK;
    if (rq->session_cookie.n)
        TRY(session_find(rq->op, rq->session_cookie, &rq->session, &rq->has_session));
    if (rq->has_session) secret = rq->session_cookie;
    rq->op->actor = request_is_signed_in(rq) ? rq->session.account.id : 0;
    if (!secret.n) return ERR_OK;
    token = key_hash(key, (Str[]){ STR("form"), secret }, 2);
    rq->token = arena_str(rq->op->mem, str_of(token.hex));
    return ERR_OK;
}

static void go_to(Answer *ret, Str where)
{
    *ret = (Answer){
        .status = 303, .type = "text/html; charset=utf-8", .is_private = true, .body = BUF_MAX(100)
    };
    ret->location = BUF_MAX(LOCATION_BYTES);
    buf_add(&ret->location, where);
}

static bool is_plain(Str path)
{
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '/' && c != '-' && c != '_' && c != '.') return false;
    }
    return path.n < 200;
}

/* Where somebody who is not signed in fully goes on. */
static void go_to_door(const Request *rq, Answer *ret)
{
    if (rq->has_session)
        go_to(ret, rq->session.stage == STAGE_CODE ? STR("/sign-in/code")
                                                   : STR("/account/second-factor"));
    else if (is_plain(rq->path))
        go_to(ret, arena_fmt(rq->op->mem, "/sign-in?next=%.*s", STR_ARG(rq->path)));
    else
        go_to(ret, STR("/sign-in"));
}

static bool is_open(const Request *rq, PageDoor door, Capability may)
{
    if (door == DOOR_ANYONE) return true;
    if (door == DOOR_HALF) return rq->has_session && !request_is_signed_in(rq);
    return request_may(rq, may);
}

/* False when *ret says why not. */
static bool pass_door(const Request *rq, PageDoor door, Capability may, Answer *ret)
{
    if (is_open(rq, door, may)) return true;
    if (door == DOOR_HALF && request_is_signed_in(rq))
        go_to(ret, STR("/account"));
    else if (request_is_signed_in(rq))
        put_error(rq, 403, STR("Ask whoever runs this installation if you think that it should."),
                  ret);
    else
        go_to_door(rq, ret);
    ret->is_private = true;
    return false;
}

static void add_cookie(const Request *rq, Answer *ret, const char *name, const char *value,
                       int64_t seconds)
{
    bool safe = rq->site->public_site != NULL;
    if (ret->cookies_n == ANSWER_COOKIES) return;
    (void)snprintf(ret->cookies[ret->cookies_n++], ANSWER_TEXT,
                   "%s%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld%s", safe ? "__Host-" : "",
                   name, value, (long long)seconds, safe ? "; Secure" : "");
}

static void add_cookies(const Request *rq, const Response *rs, Answer *ret)
{
    enum { DEVICE_SECONDS = 180 * 86400 };
    if (rs->sets_session) add_cookie(rq, ret, "belfry", rs->session.text, SESSION_SECONDS);
    if (rs->ends_session) add_cookie(rq, ret, "belfry", "", 0);
    if (rs->sets_visit) add_cookie(rq, ret, "belfry-visit", rs->visit.text, SESSION_SECONDS);
    if (rs->sets_device) add_cookie(rq, ret, "belfry-device", rs->device.text, DEVICE_SECONDS);
}

/* A form that anybody may send is tied to a secret of the browser that it was shown to. */
static ErrCode give_token(Request *rq, const Page *page, Answer *ret)
{
    if (!page->post || page->post_door != DOOR_ANYONE || rq->token.n || !rq->site->key->ready)
        return ERR_OK;
    Secret visit = secret_new();
    HashText token = key_hash(rq->site->key, (Str[]){ STR("form"), str_of(visit.text) }, 2);
    rq->token = arena_str(rq->op->mem, str_of(token.hex));
    add_cookie(rq, ret, "belfry-visit", visit.text, SESSION_SECONDS);
    return ERR_OK;
}

static ErrCode finish(const Request *rq, const Response *rs, Answer *ret)
{
    Str text;
    TRY(buf_done(rs->out, &text, &rq->op->err));
    ret->status = rs->status ? rs->status : 200;
    ret->type = rs->type ? rs->type : "text/html; charset=utf-8";
    ret->file_name = rs->file_name;
    ret->body = BUF_MAX(BODY_BYTES);
    add_cookies(rq, rs, ret);
    (void)snprintf(ret->next, sizeof ret->next, "%.*s", STR_ARG(rs->next));
    Str where = rs->away.n ? rs->away : rs->redirect;
    if (where.n) {
        ret->status = 303;
        ret->is_private = true;
        ret->location = BUF_MAX(LOCATION_BYTES);
        buf_add(&ret->location, where);
    } else if (rs->type)
        buf_add(&ret->body, text);
    else
        put_layout(rq, rs, text, ret);
    return ERR_OK;
}

static ErrCode show(Request *rq, const Page *page, int status, Answer *ret)
{
    AUTO(buf_free) Buf inside = BUF_MAX(BODY_BYTES);
    Response rs = { .title = STR("Belfry"),
                    .section = str_of(page->menu ? page->address : ""),
                    .status = status,
                    .out = &inside };
    TRY(give_token(rq, page, ret));
    TRY(page->api ? api_answer(page->api, rq, &rs) : page->get(rq, &rs));
    return finish(rq, &rs, ret);
}

static void fail(const Request *rq, const Err *e, Answer *ret)
{
    bool is_private = ret->is_private;
    if (str_starts(rq->path, STR("/api/")))
        answer_problem(e, ret);
    else
        answer_error(rq, e, ret);
    ret->is_private = is_private;
}

static void not_there(const Request *rq, Answer *ret)
{
    Err e;
    if (str_starts(rq->path, STR("/api/"))) {
        (void)err_set(&e, ERR_MISSING, "there is no such address");
        answer_problem(&e, ret);
    } else
        put_error(rq, 404, STR("If you typed the address, check that it is right."), ret);
}

void site_answer(Request *rq, Answer *ret)
{
    const Page *page = find_page(rq);
    *ret = (Answer){ .is_private = !is_common(rq, page) && (page || rq->session_cookie.n) };
    ErrCode code = find_visitor(rq);
    if (code == ERR_OK && (!page || (!page->get && !page->api))) {
        not_there(rq, ret);
        return;
    }
    if (code == ERR_OK && !pass_door(rq, page->door, page->may, ret)) return;
    if (code == ERR_OK) code = show(rq, page, 0, ret);
    if (code != ERR_OK) fail(rq, &rq->op->err, ret);
}

bool site_check(Request *rq, Answer *ret)
{
    const Page *page = find_page(rq);
    *ret = (Answer){ .is_private = true };
    ErrCode code = find_visitor(rq);
    if (code == ERR_OK && (!page || !page->post)) {
        if (page)
            put_error(rq, 405, STR("This address can only be read."), ret);
        else
            not_there(rq, ret);
        return false;
    }
    if (code == ERR_OK && !pass_door(rq, page->post_door, page->post_may, ret)) return false;
    if (code == ERR_OK && !page->comes_back &&
        !secret_same(request_field(rq, "token"), rq->token)) {
        put_error(rq, 403,
                  STR("The form was not sent from a page of this site that is open now.  Go back, "
                      "load the page again, and send it once more."),
                  ret);
        return false;
    }
    if (code == ERR_OK && page->check) code = page->check(rq);
    if (code == ERR_OK) return true;
    Err why = rq->op->err;
    site_again(rq, &why, ret);
    return false;
}

ErrCode site_post(Request *rq, Answer *ret)
{
    AUTO(buf_free) Buf inside = BUF_MAX(BODY_BYTES);
    Response rs = { .title = STR("Belfry"), .section = { 0, "" }, .out = &inside };
    const Page *page = find_page(rq);
    *ret = (Answer){ .is_private = true };
    TRY(find_visitor(rq));
    if (!is_open(rq, page->post_door, page->post_may))
        return err_set(&rq->op->err, ERR_DENIED, "you were signed out in the meantime");
    TRY(page->post(rq, &rs));
    return finish(rq, &rs, ret);
}

void site_again(Request *rq, const Err *why, Answer *ret)
{
    const Page *page = find_page(rq);
    int status = why->code == ERR_LIMIT ? 429 : err_http_status(why->code);
    char text[sizeof why->message + 2];
    *ret = (Answer){ .is_private = true };
    sentence_of(why, text, sizeof text);
    rq->fault = str_of(text);
    rq->op->err.code = ERR_OK;
    bool known = find_visitor(rq) == ERR_OK;
    bool shown = known && page->get && is_open(rq, page->door, page->may) && status < 500 &&
                 show(rq, page, status, ret) == ERR_OK;
    if (!shown) put_error(rq, status, rq->fault, ret);
    if (page->errand) (void)snprintf(ret->why, sizeof ret->why, "%.99s", why->detail);
    rq->fault = (Str){ 0, "" };
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
    (void)snprintf(file, sizeof file, "%s%.*s", named ? "assets/" : "src/web/assets/",
                   STR_ARG(name));
    const EmbeddedFile *f = embed_find(str_of(file));
    if (!f) return false;
    *ret = (Answer){
        .status = 200, .type = type_of(name), .for_ever = named, .body = BUF_MAX(BODY_BYTES)
    };
    buf_add(&ret->body, f->bytes);
    return true;
}
