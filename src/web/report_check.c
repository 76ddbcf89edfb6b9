/* The last look at the public's report, and the signal that it makes. */
#include "base/date.h"
#include "web/present.h"
#include "web/report.h"
#include "web/views.h"

enum { ROWS = 12 };

static Str or_none(Str s)
{
    return s.n ? s : STR("not said");
}

static Str where_words(const Request *rq, const Draft *d)
{
    const Place *p = place_by_code(rq->book, draft_get(d, "place"));
    Str where = draft_get(d, "where");
    bool online = draft_get(d, "online").n > 0;
    return arena_fmt(rq->op->mem, "%.*s%s%.*s%s", STR_ARG(p ? p->name : STR("not said")),
                     where.n ? ", " : "", STR_ARG(where), online ? ", online" : "");
}

static Str when_words(const Request *rq, const CodeBook *codes, const Draft *d)
{
    Str word = code_word(codes, "timing", draft_get(d, "timing")), day = draft_get(d, "day");
    int32_t days;
    Err why;
    if (!day.n || date_parse(day, "day", &days, &why) != ERR_OK) return or_none(word);
    return arena_fmt(rq->op->mem, "%.*s: %.*s", STR_ARG(word),
                     STR_ARG(present_day(rq->op->mem, days)));
}

static Str who_words(const Request *rq, const CodeBook *codes, const Draft *d)
{
    Str own = draft_get(d, "words"),
        words = codes_words(codes, "community", draft_get(d, "who"), rq->op->mem);
    if (own.n && words.n) return arena_fmt(rq->op->mem, "%.*s; %.*s", STR_ARG(own), STR_ARG(words));
    return or_none(own.n ? own : words);
}

static Str worry_words(const Request *rq, const CodeBook *codes, const Draft *d)
{
    Str self = draft_get(d, "self"), others = draft_get(d, "others");
    return arena_fmt(rq->op->mem, "You: %.*s. Others: %.*s",
                     STR_ARG(self.n ? code_word(codes, "worry", self) : STR("not said")),
                     STR_ARG(others.n ? code_word(codes, "worry", others) : STR("not said")));
}

static Str share_words(const Draft *d)
{
    bool police = codes_hold(draft_get(d, "share"), STR("police"));
    bool partners = codes_hold(draft_get(d, "share"), STR("partners"));
    if (police && partners) return STR("The police and partners in the group");
    if (police) return STR("The police");
    return partners ? STR("Partners in the group") : STR("Nobody else");
}

ErrCode report_show_check(const Request *rq, const CodeBook *codes, const Draft *d, Response *rs)
{
    Arena *mem = rq->op->mem;
    Str sealed, ref = draft_get(d, "ref");
    ReportCheckRows rows[ROWS];
    size_t n = 0;
    TRY(draft_seal(rq, d, &sealed));
    rows[n++] =
        (ReportCheckRows){ STR("What is happening"), or_none(draft_get(d, "what")), STR("what") };
    rows[n++] = (ReportCheckRows){ STR("What it is about"),
                                   or_none(codes_words(codes, "theme", draft_get(d, "kind"), mem)),
                                   STR("kind") };
    rows[n++] = (ReportCheckRows){ STR("Where"), where_words(rq, d), STR("where") };
    rows[n++] = (ReportCheckRows){ STR("When"), when_words(rq, codes, d), STR("when") };
    rows[n++] = (ReportCheckRows){ STR("Who is affected"), who_words(rq, codes, d), STR("who") };
    rows[n++] = (ReportCheckRows){ STR("Worry"), worry_words(rq, codes, d), STR("worry") };
    rows[n++] =
        (ReportCheckRows){ STR("How you know"),
                           or_none(code_word(codes, "basis", draft_get(d, "basis"))), STR("seen") };
    rows[n++] =
        (ReportCheckRows){ STR("Whom you told"), or_none(draft_get(d, "done")), STR("done") };
    rows[n++] =
        (ReportCheckRows){ STR("What would help"), or_none(draft_get(d, "help")), STR("done") };
    rows[n++] = (ReportCheckRows){ STR("May be shown to"), share_words(d), STR("share") };
    if (ref.n) rows[n++] = (ReportCheckRows){ STR("Reference of the police"), ref, STR("police") };
    rs->title = STR("Check your answers");
    rs->section = STR("/report");
    render_report_check(rs->out, &(ReportCheckView){ .draft = sealed,
                                                     .token = rq->token,
                                                     .fault = rq->fault,
                                                     .faulty = rq->fault.n > 0,
                                                     .unlinked = codes_retention(codes, "unlinked"),
                                                     .rows = { n, rows } });
    return ERR_OK;
}

/* What may come is potential, what somebody saw is evidence, the rest is how people feel. */
static Str eep_of(const Draft *d)
{
    if (str_eq(draft_get(d, "timing"), STR("EXP"))) return STR("POT");
    return str_eq(draft_get(d, "basis"), STR("SAW")) ? STR("EVI") : STR("EXP");
}

static int64_t worry_of(Str code)
{
    return code.n == 1 && code.p[0] >= '1' && code.p[0] <= '5' ? code.p[0] - '0' : 0;
}

ErrCode report_signal(const Request *rq, const Draft *d, Signal *ret)
{
    const Place *p = place_by_code(rq->book, draft_get(d, "place"));
    Err *e = &rq->op->err;
    Str day = draft_get(d, "day");
    bool partners = codes_hold(draft_get(d, "share"), STR("partners"));
    if (!draft_get(d, "what").n || !p || !draft_get(d, "basis").n)
        return err_set(e, ERR_INPUT, "some questions have no answer yet; please begin again");
    Signal s = { .source_type = STR("PUB"),
                 .place_id = p->id,
                 .where = draft_get(d, "where"),
                 .online = draft_get(d, "online").n > 0,
                 .timing = draft_get(d, "timing"),
                 .has_day = day.n > 0,
                 .what = draft_get(d, "what"),
                 .eep = eep_of(d),
                 .themes = draft_get(d, "kind"),
                 .communities = draft_get(d, "who"),
                 .communities_words = draft_get(d, "words"),
                 .direction = STR("UNK"),
                 .worry_self = worry_of(draft_get(d, "self")),
                 .worry_others = worry_of(draft_get(d, "others")),
                 .basis = draft_get(d, "basis"),
                 .police_ref = draft_get(d, "ref"),
                 .done = draft_get(d, "done"),
                 .help = draft_get(d, "help"),
                 .urgent = str_eq(draft_get(d, "danger"), STR("yes")),
                 .marker = partners ? STR("PTN") : STR("GRP"),
                 .share_police = codes_hold(draft_get(d, "share"), STR("police")),
                 .share_partners = partners,
                 .names_checked = draft_get(d, "names").n > 0 };
    if (day.n) TRY(date_parse(day, "day", &s.day, e));
    *ret = s;
    return ERR_OK;
}
