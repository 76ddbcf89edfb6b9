#include "alerts/cap.h"

#include "alerts/cap_priv.h"
#include "base/london.h"

static const char *const statuses[] = { "Actual", "Exercise", "System", "Test", "Draft", NULL };
static const char *const kinds[] = { "Alert", "Update", "Cancel", "Ack", "Error", NULL };
static const char *const scopes[] = { "Public", "Restricted", "Private", NULL };
static const char *const categories[] = { "Geo",   "Met",    "Safety", "Security",  "Rescue",
                                          "Fire",  "Health", "Env",    "Transport", "Infra",
                                          "CBRNE", "Other",  NULL };
static const char *const responses[] = { "Shelter", "Evacuate", "Prepare",  "Execute", "Avoid",
                                         "Monitor", "Assess",   "AllClear", "None",    NULL };
static const char *const urgencies[] = {
    "Immediate", "Expected", "Future", "Past", "Unknown", NULL
};
static const char *const severities[] = {
    "Extreme", "Severe", "Moderate", "Minor", "Unknown", NULL
};
static const char *const certainties[] = { "Observed", "Likely",  "Possible",
                                           "Unlikely", "Unknown", NULL };

static bool is_in(Str s, const char *const *list)
{
    for (; *list; list++)
        if (str_eq(s, str_of(*list))) return true;
    return false;
}

static bool is_identifier(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr(",<&", s.p[i])) return false;
    return s.n > 0;
}

/* 2026-11-24T16:24:05+01:00 or -00:00, never Z. */
static bool is_time(Str s)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:ddsdd:dd";
    if (s.n != sizeof shape - 1) return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool digit = c >= '0' && c <= '9';
        if (shape[i] == 'd' ? !digit : shape[i] == 's' ? c != '+' && c != '-' : c != shape[i])
            return false;
    }
    return true;
}

/* Triples sender,identifier,sent with single blanks between. */
static bool are_references(Str s)
{
    Str rest = s, one, part;
    size_t n = 0;
    while (str_split(&rest, ' ', &one)) {
        Str parts[3];
        size_t k = 0;
        while (k < 3 && str_split(&one, ',', &part)) parts[k++] = part;
        if (k != 3 || one.n || !is_identifier(parts[0]) || !is_identifier(parts[1]) ||
            !is_time(parts[2]) || ++n > CAP_REFERENCES)
            return false;
    }
    return n > 0;
}

static const char *info_fault(const CapMessage *m)
{
    if (!is_in(m->category, categories)) return "category";
    if (m->event.n == 0) return "event";
    if (m->response.n && !is_in(m->response, responses)) return "responseType";
    if (!is_in(m->urgency, urgencies)) return "urgency";
    if (!is_in(m->severity, severities)) return "severity";
    if (!is_in(m->certainty, certainties)) return "certainty";
    if (m->expires.n && !is_time(m->expires)) return "expires";
    if (m->geocode.n && !m->geocode_name.n) return "geocode";
    return NULL;
}

const char *cap_fault(const CapMessage *m)
{
    bool first = str_eq(m->kind, STR("Alert"));
    if (!is_identifier(m->identifier)) return "identifier";
    if (!is_identifier(m->sender)) return "sender";
    if (!is_time(m->sent)) return "sent";
    if (!is_in(m->status, statuses)) return "status";
    if (!is_in(m->kind, kinds)) return "msgType";
    if (!is_in(m->scope, scopes)) return "scope";
    if (str_eq(m->scope, STR("Restricted")) != (m->restriction.n > 0)) return "restriction";
    if (m->references.n ? !are_references(m->references) : !first)
        return "references: an Update, Cancel, Ack or Error names what went before it";
    if (first && !m->informs) return "info";
    return m->informs ? info_fault(m) : NULL;
}

static void element(Buf *out, const char *name, Str value)
{
    if (!value.n) return;
    buf_addf(out, "<%s>", name);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (c == '&' || c == '<' || c == '>')
            buf_addf(out, "&%s;", c == '&' ? "amp" : c == '<' ? "lt" : "gt");
        else if ((unsigned char)c >= 32 || c == '\n' || c == '\t')
            buf_add(out, (Str){ 1, &value.p[i] });
    }
    buf_addf(out, "</%s>\n", name);
}

static void write_info(const CapMessage *m, Buf *out)
{
    buf_add(out, STR("<info>\n"));
    element(out, "language", m->language);
    element(out, "category", m->category);
    element(out, "event", m->event);
    element(out, "responseType", m->response);
    element(out, "urgency", m->urgency);
    element(out, "severity", m->severity);
    element(out, "certainty", m->certainty);
    element(out, "expires", m->expires);
    element(out, "senderName", m->sender_name);
    element(out, "headline", m->headline);
    element(out, "description", m->description);
    element(out, "instruction", m->instruction);
    element(out, "web", m->web);
    for (size_t i = 0; i < m->parameters_n; i++) {
        buf_add(out, STR("<parameter>\n"));
        element(out, "valueName", m->parameters[i].name);
        element(out, "value", m->parameters[i].value);
        buf_add(out, STR("</parameter>\n"));
    }
    if (m->area.n) {
        buf_add(out, STR("<area>\n"));
        element(out, "areaDesc", m->area);
        if (m->geocode.n) {
            buf_add(out, STR("<geocode>\n"));
            element(out, "valueName", m->geocode_name);
            element(out, "value", m->geocode);
            buf_add(out, STR("</geocode>\n"));
        }
        buf_add(out, STR("</area>\n"));
    }
    buf_add(out, STR("</info>\n"));
}

ErrCode cap_write(const CapMessage *m, Buf *out, Err *e)
{
    const char *fault = cap_fault(m);
    if (fault) return err_set(e, ERR_BUG, "a CAP message without a right %s", fault);
    buf_add(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n"));
    element(out, "identifier", m->identifier);
    element(out, "sender", m->sender);
    element(out, "sent", m->sent);
    element(out, "status", m->status);
    element(out, "msgType", m->kind);
    element(out, "source", m->source);
    element(out, "scope", m->scope);
    element(out, "restriction", m->restriction);
    element(out, "note", m->note);
    element(out, "references", m->references);
    if (m->informs) write_info(m, out);
    buf_add(out, STR("</alert>\n"));
    return ERR_OK;
}

Str cap_identifier(int64_t alert, int64_t revision, Arena *mem)
{
    return arena_fmt(mem, "belfry-%lld-%lld", (long long)alert, (long long)revision);
}

typedef struct {
    const char *urgency, *severity, *response;
} Grade;

static const Grade *grade_of(int level)
{
    static const Grade grades[ROUTING_LEVELS] = {
        { "Unknown", "Unknown", "Assess" },  { "Immediate", "Extreme", "Execute" },
        { "Expected", "Severe", "Prepare" }, { "Expected", "Moderate", "Prepare" },
        { "Future", "Minor", "Monitor" },    { "Future", "Minor", "Monitor" },
        { "Past", "Minor", "AllClear" },     { "Unknown", "Unknown", "Assess" },
    };
    return &grades[level < 0 || level >= ROUTING_LEVELS ? 0 : level];
}

static Str certainty_of(Str confidence)
{
    if (str_eq(confidence, STR("high"))) return STR("Likely");
    return str_of(str_eq(confidence, STR("low")) ? "Unlikely" : "Possible");
}

static Str references_of(const Alert *a, const AlertIssues *issues, Arena *mem)
{
    Str r = { 0, "" };
    size_t n = issues->n - 1, first = n > CAP_REFERENCES ? n - CAP_REFERENCES : 0;
    for (size_t i = first; i < n; i++) {
        Str id = cap_identifier(a->id, issues->v[i].revision, mem);
        r = arena_fmt(mem, "%.*s%s%.*s,%.*s,%s", STR_ARG(r), r.n ? " " : "",
                      STR_ARG(issues->v[i].sender), STR_ARG(id),
                      london_offset_text(issues->v[i].at).text);
    }
    return r;
}

static void describe(CapMessage *m, const Alert *a, const AlertIssue *i, const LevelPlan *plan,
                     Arena *mem)
{
    const Grade *g = grade_of(i->level);
    bool ended = str_eq(i->kind, STR("Cancel")) || !alert_is_live(a->state.handling);
    m->informs = true;
    m->language = STR("en-GB");
    m->category = STR("Security");
    m->event = arena_str(mem, str_of(nature_meaning(a->state.nature)));
    m->response = str_of(ended ? "AllClear" : g->response);
    m->urgency = str_of(g->urgency);
    m->severity = str_of(g->severity);
    m->certainty = certainty_of(a->confidence);
    if (i->next_look > i->at)
        m->expires = arena_str(mem, str_of(london_offset_text(i->next_look).text));
    m->headline = i->headline;
    m->description = i->body;
    m->instruction = a->asked;
    m->area = a->place_name;
    m->geocode_name = STR("GSS");
    m->geocode = a->place;
    m->parameters[m->parameters_n++] =
        (CapPair){ STR("level"), arena_str(mem, str_of(alert_level_text(i->level))) };
    m->parameters[m->parameters_n++] = (CapPair){ STR("level-name"), plan->name };
    m->parameters[m->parameters_n++] = (CapPair){ STR("source"), a->source };
    m->parameters[m->parameters_n++] =
        (CapPair){ STR("revision"), arena_fmt(mem, "%lld", (long long)i->revision) };
}

CapMessage cap_of_issue(const Alert *a, const AlertIssues *issues, const LevelPlan *plan,
                        Arena *mem)
{
    const AlertIssue *i = &issues->v[issues->n - 1];
    CapMessage m = { .identifier = cap_identifier(a->id, i->revision, mem),
                     .sender = i->sender,
                     .sent = arena_str(mem, str_of(london_offset_text(i->at).text)),
                     .status = str_of(a->exercise ? "Exercise" : "Actual"),
                     .kind = i->kind,
                     .scope = STR("Restricted"),
                     .restriction =
                         STR("For the organisations it is addressed to; not for publication"),
                     .references = references_of(a, issues, mem) };
    if (a->exercise) m.note = arena_fmt(mem, "EXERCISE %.*s", STR_ARG(a->exercise_name));
    describe(&m, a, i, plan, mem);
    return m;
}
