/* /api/v1/openapi.json - what the programming interface takes and gives, printed from the endpoints
 * themselves (OpenAPI 3.1). */
#include "web/api.h"
#include "web/json.h"

static void put_string(Buf *out, const char *text)
{
    buf_add_json(out, str_of(text));
}

static void put_argument(Buf *out, const char *name, const char *help, bool required,
                         const char *schema, bool first)
{
    buf_addf(out, "%s{\"name\":\"%s\",\"in\":\"query\",\"required\":%s,\"description\":",
             first ? "" : ",", name, required ? "true" : "false");
    put_string(out, help);
    buf_addf(out, ",\"schema\":%s}", schema);
}

static void put_arguments(Buf *out, const Endpoint *e)
{
    buf_add(out, STR("\"parameters\":["));
    for (const ApiArg *a = e->args; a && a->name; a++)
        put_argument(out, a->name, a->help, a->required, "{\"type\":\"string\"}", a == e->args);
    bool first = !e->args;
    put_argument(out, "limit", "rows in one answer", false,
                 "{\"type\":\"integer\",\"minimum\":1,\"maximum\":10000,\"default\":1000}", first);
    put_argument(out, "after", "where to go on: take the address from next or from the Link header",
                 false, "{\"type\":\"string\",\"maxLength\":80,\"pattern\":\"^[A-Za-z0-9_.-]*$\"}",
                 false);
    put_argument(out, "format", "json or csv", false,
                 "{\"type\":\"string\",\"enum\":[\"json\",\"csv\"],\"default\":\"json\"}", false);
    buf_add(out, STR("],"));
}

static void put_schema(Buf *out, const Endpoint *e)
{
    static const char *const types[] = { "[\"string\",\"null\"]", "\"integer\"",
                                         "[\"number\",\"null\"]", "\"boolean\"" };
    buf_addf(
        out,
        "{\"type\":\"object\",\"required\":[\"%s\",\"next\"],\"additionalProperties\":false,"
        "\"properties\":{\"next\":{\"type\":[\"string\",\"null\"],\"description\":\"address of "
        "the next page\"},\"%s\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
        "\"additionalProperties\":false,\"required\":[",
        e->list, e->list);
    for (const ApiField *f = e->fields; f->name; f++)
        buf_addf(out, "%s\"%s\"", f == e->fields ? "" : ",", f->name);
    buf_add(out, STR("],\"properties\":{"));
    for (const ApiField *f = e->fields; f->name; f++) {
        buf_addf(out, "%s\"%s\":{\"type\":%s,\"description\":", f == e->fields ? "" : ",", f->name,
                 types[f->type]);
        put_string(out, f->help);
        buf_add(out, STR("}"));
    }
    buf_add(out, STR("}}}}}"));
}

static void put_path(Buf *out, const Page *page, bool first)
{
    static const char problem[] =
        "{\"description\":\"%s\",\"content\":{\"application/problem+json\":"
        "{\"schema\":{\"$ref\":\"#/components/schemas/Problem\"}}}}";
    buf_addf(out, "%s\"%s\":{\"get\":{\"operationId\":\"%s\",\"summary\":", first ? "" : ",\n",
             page->address, page->api->list);
    put_string(out, page->api->summary);
    buf_add(out, STR(","));
    put_arguments(out, page->api);
    buf_add(out, STR("\"responses\":{\"200\":{\"description\":\"one page of rows; a Link header "
                     "with rel=next when there is more\",\"content\":{\"application/json\":{"
                     "\"schema\":"));
    put_schema(out, page->api);
    buf_add(out, STR("},\"text/csv\":{\"schema\":{\"type\":\"string\"}}}},\"304\":{\"description\":"
                     "\"as it was under that ETag\"},\"400\":"));
    buf_addf(out, problem, "an argument is missing or not understood");
    buf_add(out, STR(",\"404\":"));
    buf_addf(out, problem, "no such thing, or none that you may know of");
    buf_add(out, STR("}}}"));
}

static ErrCode get(const Request *rq, Response *rs)
{
    bool first = true;
    (void)rq;
    buf_add(rs->out, STR("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Belfry\",\"version\":\"1\","
                         "\"description\":\"Counts, what was expected of them, and what stood "
                         "out.\"},\"paths\":{\n"));
    for (const Page *const *p = page_list; *p; p++) {
        if (!(*p)->api) continue;
        put_path(rs->out, *p, first);
        first = false;
    }
    buf_add(rs->out,
            STR("},\"components\":{\"schemas\":{\"Problem\":{\"type\":\"object\",\"required\":["
                "\"type\",\"title\",\"status\",\"detail\"],\"properties\":{\"type\":{\"type\":"
                "\"string\",\"description\":\"stable name of the kind of failure\"},\"title\":{"
                "\"type\":\"string\"},\"status\":{\"type\":\"integer\"},\"detail\":{\"type\":"
                "\"string\"}}}}}}\n"));
    rs->type = "application/json";
    return ERR_OK;
}

PAGE(api_openapi) = {
    .address = "/api/v1/openapi.json",
    .get = get,
};
