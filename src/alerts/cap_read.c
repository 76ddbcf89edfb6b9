/* The strict reader.  The only file that knows the XML library. */
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "alerts/cap_priv.h"

static const char space[] = "urn:oasis:names:tc:emergency:cap:1.2";

typedef struct {
    const char *name;
    Str *to;
    int most; /* times */
} Element;

typedef struct {
    Arena *mem;
    Err *e;
} Reading;

static void release(xmlDocPtr *doc)
{
    if (*doc) xmlFreeDoc(*doc);
}

static ErrCode fault(const Reading *rd, const xmlNode *n, const char *what)
{
    return err_set(rd->e, ERR_INPUT, "line %ld: <%.60s>: %s", xmlGetLineNo(n),
                   n->name ? (const char *)n->name : "", what);
}

static ErrCode check_element(const Reading *rd, const xmlNode *n)
{
    if (n->type != XML_ELEMENT_NODE) return fault(rd, n, "expected elements only");
    if (!n->ns || xmlStrcmp(n->ns->href, (const xmlChar *)space) != 0)
        return fault(rd, n, "it is not of CAP 1.2");
    if (n->properties) return fault(rd, n, "it has an attribute");
    return ERR_OK;
}

static const xmlNode *skip_blanks(const xmlNode *n)
{
    while (n && (n->type == XML_COMMENT_NODE || (n->type == XML_TEXT_NODE && xmlIsBlankNode(n))))
        n = n->next;
    return n;
}

static ErrCode text_of(const Reading *rd, const xmlNode *n, Str *ret)
{
    Str text = { 0, "" };
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (c->type != XML_TEXT_NODE && c->type != XML_CDATA_SECTION_NODE)
            return fault(rd, n, "expected text");
        Str part = str_of((const char *)c->content);
        text = text.n ? arena_fmt(rd->mem, "%.*s%.*s", STR_ARG(text), STR_ARG(part))
                      : arena_str(rd->mem, part);
    }
    if (!text.n) return fault(rd, n, "it is empty");
    *ret = text;
    return ERR_OK;
}

/* Takes the elements of a sequence in their order; *at ends at the first that is none of them. */
static ErrCode take(const Reading *rd, const xmlNode **at, const Element *list)
{
    for (; list->name; list++) {
        int n = 0;
        const xmlNode *x;
        while ((x = skip_blanks(*at)) != NULL && x->type == XML_ELEMENT_NODE &&
               xmlStrcmp(x->name, (const xmlChar *)list->name) == 0) {
            TRY(check_element(rd, x));
            if (++n > list->most) return fault(rd, x, "it comes too often");
            if (list->to) TRY(text_of(rd, x, list->to));
            *at = x->next;
        }
    }
    return ERR_OK;
}

static ErrCode at_end(const Reading *rd, const xmlNode *at)
{
    const xmlNode *x = skip_blanks(at);
    return x ? fault(rd, x, "it is unknown, or stands in the wrong place") : ERR_OK;
}

static bool is_named(const xmlNode *n, const char *name)
{
    return n && n->type == XML_ELEMENT_NODE && xmlStrcmp(n->name, (const xmlChar *)name) == 0;
}

static ErrCode read_pair(const Reading *rd, const xmlNode *n, CapPair *ret)
{
    const xmlNode *at = n->children;
    CapPair p = { { 0, "" }, { 0, "" } };
    const Element list[] = { { "valueName", &p.name, 1 },
                             { "value", &p.value, 1 },
                             { NULL, NULL, 0 } };
    TRY(check_element(rd, n));
    TRY(take(rd, &at, list));
    TRY(at_end(rd, at));
    if (!p.name.n || !p.value.n) return fault(rd, n, "it needs valueName and value");
    *ret = p;
    return ERR_OK;
}

static ErrCode read_area(const Reading *rd, const xmlNode *n, CapMessage *m)
{
    const xmlNode *at = n->children;
    CapPair geocode = { { 0, "" }, { 0, "" } };
    const Element head[] = { { "areaDesc", &m->area, 1 }, { NULL, NULL, 0 } };
    TRY(check_element(rd, n));
    TRY(take(rd, &at, head));
    if (!m->area.n) return fault(rd, n, "it has no areaDesc");
    const xmlNode *x = skip_blanks(at);
    if (is_named(x, "geocode")) {
        TRY(read_pair(rd, x, &geocode));
        at = x->next;
    }
    m->geocode_name = geocode.name;
    m->geocode = geocode.value;
    return at_end(rd, at);
}

static ErrCode read_info(const Reading *rd, const xmlNode *n, CapMessage *m)
{
    const xmlNode *at = n->children;
    const Element head[] = { { "language", &m->language, 1 },
                             { "category", &m->category, 1 },
                             { "event", &m->event, 1 },
                             { "responseType", &m->response, 1 },
                             { "urgency", &m->urgency, 1 },
                             { "severity", &m->severity, 1 },
                             { "certainty", &m->certainty, 1 },
                             { "expires", &m->expires, 1 },
                             { "senderName", &m->sender_name, 1 },
                             { "headline", &m->headline, 1 },
                             { "description", &m->description, 1 },
                             { "instruction", &m->instruction, 1 },
                             { "web", &m->web, 1 },
                             { NULL, NULL, 0 } };
    TRY(check_element(rd, n));
    TRY(take(rd, &at, head));
    const xmlNode *x;
    while (is_named(x = skip_blanks(at), "parameter")) {
        if (m->parameters_n == CAP_PARAMETERS) return fault(rd, x, "it comes too often");
        TRY(read_pair(rd, x, &m->parameters[m->parameters_n]));
        m->parameters_n++;
        at = x->next;
    }
    if (is_named(x, "area")) {
        TRY(read_area(rd, x, m));
        at = x->next;
    }
    m->informs = true;
    return at_end(rd, at);
}

static ErrCode read_alert(const Reading *rd, const xmlNode *root, CapMessage *m)
{
    const xmlNode *at = root->children, *x;
    const Element head[] = { { "identifier", &m->identifier, 1 },
                             { "sender", &m->sender, 1 },
                             { "sent", &m->sent, 1 },
                             { "status", &m->status, 1 },
                             { "msgType", &m->kind, 1 },
                             { "source", &m->source, 1 },
                             { "scope", &m->scope, 1 },
                             { "restriction", &m->restriction, 1 },
                             { "note", &m->note, 1 },
                             { "references", &m->references, 1 },
                             { NULL, NULL, 0 } };
    if (!is_named(root, "alert")) return fault(rd, root, "expected <alert>");
    TRY(check_element(rd, root));
    TRY(take(rd, &at, head));
    if (is_named(x = skip_blanks(at), "info")) {
        TRY(read_info(rd, x, m));
        at = x->next;
    }
    return at_end(rd, at);
}

static bool holds(Str s, Str part)
{
    for (size_t i = 0; i + part.n <= s.n; i++)
        if (memcmp(s.p + i, part.p, part.n) == 0) return true;
    return false;
}

ErrCode cap_read(Str xml, Arena *mem, CapMessage *ret, Err *e)
{
    CapMessage m = { 0 };
    Reading rd = { mem, e };
    if (xml.n > CAP_MAX_BYTES) return err_set(e, ERR_LIMIT, "more than %d bytes", CAP_MAX_BYTES);
    if (str_utf8_fault(xml) < xml.n) return err_set(e, ERR_INPUT, "it is not UTF-8");
    if (holds(xml, STR("<!DOCTYPE"))) return err_set(e, ERR_INPUT, "it has a document type");
    AUTO(release)
    xmlDocPtr doc = xmlReadMemory(xml.p, (int)xml.n, "cap", NULL,
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (!root) {
        const xmlError *why = xmlGetLastError();
        return err_set(e, ERR_INPUT, "line %d: it is not well-formed XML", why ? why->line : 0);
    }
    TRY(read_alert(&rd, root, &m));
    const char *wrong = cap_fault(&m);
    if (wrong) return err_set(e, ERR_INPUT, "missing or wrong: %s", wrong);
    *ret = m;
    return ERR_OK;
}
