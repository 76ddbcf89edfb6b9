/* The questions of the public's report, their order, and what they take. */
#include "base/date.h"
#include "places/place.h"
#include "signals/personal.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/report.h"
#include "web/views.h"

enum { OPTIONS_MAX = 60, NUMBERED = 11 };

typedef struct {
    const Request *rq;
    const CodeBook *codes;
    const Draft *draft;
    ReportStepView view;
    ReportStepOptions options[OPTIONS_MAX];
    ReportStepMore more[OPTIONS_MAX];
    ReportStepInputs inputs[3];
} Showing;

typedef struct {
    const char *name, *heading, *hint;
    const char *field; /* first, that a fault points to */
    int number;        /* 0: not counted */
    void (*show)(Showing *s);
    ErrCode (*take)(const Request *rq, const CodeBook *codes, Draft *d);
    const char *only; /* shown only when this answer is yes; NULL for always */
} Step;

/* -- showing -- */

/* What was typed now, or answered before. */
static Str value_of(const Showing *s, const char *name)
{
    Str typed = request_field(s->rq, name);
    return s->rq->form_n && typed.n ? typed : draft_get(s->draft, name);
}

static bool chosen(const Showing *s, const char *name, Str code)
{
    if (s->rq->form_n) {
        Str typed = form_codes(s->rq, name);
        if (typed.n) return codes_hold(typed, code);
    }
    return codes_hold(draft_get(s->draft, name), code);
}

static void add_option(Showing *s, const char *name, const Code *c, bool box)
{
    size_t n = s->view.options.n;
    if (n == OPTIONS_MAX || c->retired) return;
    s->options[n] =
        (ReportStepOptions){ .id = n ? arena_fmt(s->rq->op->mem, "%s-%.*s", name, STR_ARG(c->code))
                                     : str_of(name),
                             .name = str_of(name),
                             .value = c->code,
                             .word = c->word,
                             .meaning = c->meaning,
                             .on = chosen(s, name, c->code),
                             .box = box };
    s->view.options.n++;
}

static void add_list(Showing *s, const char *name, const char *list, bool box)
{
    Codes all = codes_of(s->codes, list);
    for (size_t i = 0; i < all.n; i++) add_option(s, name, &all.v[i], box);
}

static void add_yes_no(Showing *s, const char *name, const char *yes, const char *no)
{
    add_option(s, name, &(Code){ .code = STR("yes"), .word = str_of(yes), .meaning = { 0, "" } },
               false);
    add_option(s, name, &(Code){ .code = STR("no"), .word = str_of(no), .meaning = { 0, "" } },
               false);
}

static void add_input(Showing *s, const char *name, const char *label, const char *hint)
{
    size_t n = s->view.inputs.n;
    s->inputs[n] = (ReportStepInputs){ .id = str_of(name),
                                       .name = str_of(name),
                                       .label = str_of(label),
                                       .hint = str_of(hint),
                                       .value = value_of(s, name) };
    s->view.inputs.n++;
}

static void show_danger(Showing *s)
{
    s->view.legend = STR("Your answer");
    add_yes_no(s, "danger", "Yes", "No, nobody is in danger now");
}

static void show_emergency(Showing *s)
{
    s->view.emergency = true;
    s->view.button = STR("I have called, or will: go on");
}

static void show_crime(Showing *s)
{
    s->view.legend = STR("Your answer");
    add_yes_no(s, "crime", "Yes, or it may be", "No");
}

static void show_police(Showing *s)
{
    s->view.police = true;
    add_input(s, "ref", "The reference that the police gave you, if they did",
              "Leave it empty if you have none.");
    s->view.button = STR("Go on");
}

static void offer_tick(Showing *s, Str text)
{
    s->view.tick = s->rq->fault.n && personal_find(text) == PERSONAL_NAME;
}

static void show_what(Showing *s)
{
    s->view.warned = true;
    s->view.area = true;
    s->view.area_id = STR("what");
    s->view.area_label = STR("In your own words, up to 2,000 letters");
    s->view.area_most = SIGNAL_WHAT_BYTES;
    s->view.area_value = value_of(s, "what");
    offer_tick(s, s->view.area_value);
}

static void show_kind(Showing *s)
{
    s->view.legend = STR("Choose all that fit");
    add_list(s, "kind", "theme", true);
}

static void show_where(Showing *s)
{
    const Code online = { .code = STR("yes"),
                          .word = STR("It is online, or as well"),
                          .meaning = { 0, "" } };
    add_input(s, "place", "Council, town or borough",
              "Such as Hackney or Barnsley. A former council will do.");
    Str code = draft_get(s->draft, "place");
    const Place *p = code.n ? place_by_code(s->rq->book, code) : NULL;
    s->inputs[0].place = true;
    if (p && !request_field(s->rq, "place").n) s->inputs[0].value = p->name;
    add_input(s, "where", "Where in it, if you like",
              "Such as a neighbourhood, a street or a kind of building. No house number.");
    offer_tick(s, s->inputs[1].value);
    s->view.legend = STR("Online");
    add_option(s, "online", &online, true);
}

static void show_when(Showing *s)
{
    s->view.legend = STR("Which is it?");
    add_list(s, "timing", "timing", false);
    add_input(s, "day", "On which day, if you know", "The day it happened, began, or may happen.");
    s->inputs[0].day = true;
}

static void show_who(Showing *s)
{
    add_input(s, "words", "In your own words",
              "As a group, never as a person. You may leave it empty.");
    offer_tick(s, s->inputs[0].value);
    s->view.legend = STR("Choose all that fit, or none");
    add_list(s, "who", "community", true);
}

static void add_more(Showing *s, const char *name, const char *list)
{
    Codes all = codes_of(s->codes, list);
    for (size_t i = 0; i < all.n && i < OPTIONS_MAX; i++)
        s->more[s->view.more.n++] = (ReportStepMore){ .id = arena_fmt(s->rq->op->mem, "%s-%.*s",
                                                                      name, STR_ARG(all.v[i].code)),
                                                      .name = str_of(name),
                                                      .value = all.v[i].code,
                                                      .word = all.v[i].word,
                                                      .on = chosen(s, name, all.v[i].code) };
}

static void show_worry(Showing *s)
{
    s->view.legend = STR("How worried are you?");
    add_list(s, "self", "worry", false);
    s->view.more_legend = STR("How worried do people around you seem?");
    add_more(s, "others", "worry");
}

static void show_seen(Showing *s)
{
    s->view.legend = STR("Your answer");
    add_list(s, "basis", "basis", false);
}

static void show_done(Showing *s)
{
    add_input(s, "done", "Whom have you told already?",
              "Such as a school, a landlord or a councillor; no names. You may leave it empty.");
    add_input(s, "help", "What would help?", "You may leave it empty.");
    offer_tick(s, s->inputs[0].value);
    if (!s->view.tick) offer_tick(s, s->inputs[1].value);
}

static void show_share(Showing *s)
{
    const Code with[] = {
        { .code = STR("police"), .word = STR("The police"), .meaning = { 0, "" } },
        { .code = STR("partners"),
          .word = STR("Partners in the group"),
          .meaning = STR("such as housing associations, schools, faith groups") },
    };
    s->view.legend = STR("Choose all that you agree with, or none");
    for (size_t i = 0; i < 2; i++) add_option(s, "share", &with[i], true);
}

/* -- taking -- */

static ErrCode need(const Request *rq, Draft *d, const char *name, const char *what)
{
    Str v = request_field(rq, name);
    if (!str_eq(v, STR("yes")) && !str_eq(v, STR("no")))
        return err_set(&rq->op->err, ERR_INPUT, "%s: choose yes or no", what);
    draft_set(d, name, v);
    return ERR_OK;
}

static ErrCode take_danger(const Request *rq, const CodeBook *codes, Draft *d)
{
    (void)codes;
    return need(rq, d, "danger", "is anybody in danger now");
}

static ErrCode take_nothing(const Request *rq, const CodeBook *codes, Draft *d)
{
    (void)rq;
    (void)codes;
    (void)d;
    return ERR_OK;
}

static ErrCode take_crime(const Request *rq, const CodeBook *codes, Draft *d)
{
    (void)codes;
    return need(rq, d, "crime", "is it a crime");
}

static ErrCode take_text(const Request *rq, Draft *d, const char *name, const char *what,
                         size_t most)
{
    bool names = request_field(rq, "names").n > 0;
    Str text = request_field(rq, name);
    TRY(signal_check_text(rq->op, what, text, most, names));
    if (names) draft_set(d, "names", STR("yes"));
    draft_set(d, name, text);
    return ERR_OK;
}

static ErrCode take_police(const Request *rq, const CodeBook *codes, Draft *d)
{
    (void)codes;
    Str ref = str_trim(request_field(rq, "ref"));
    TRY(signal_check_reference(rq->op, ref));
    draft_set(d, "ref", ref);
    return ERR_OK;
}

static ErrCode take_what(const Request *rq, const CodeBook *codes, Draft *d)
{
    (void)codes;
    if (str_trim(request_field(rq, "what")).n < 10)
        return err_set(&rq->op->err, ERR_INPUT, "what is happening: write a sentence or two");
    return take_text(rq, d, "what", "what is happening", SIGNAL_WHAT_BYTES);
}

static ErrCode take_codes(const Request *rq, const CodeBook *codes, Draft *d, const char *name,
                          const char *list)
{
    Str joined;
    TRY(codes_join(rq->op, codes, list, form_codes(rq, name), "answer", &joined));
    draft_set(d, name, str_trim(joined));
    return ERR_OK;
}

static ErrCode take_kind(const Request *rq, const CodeBook *codes, Draft *d)
{
    if (!form_codes(rq, "kind").n)
        return err_set(&rq->op->err, ERR_INPUT, "what is it about: choose at least one");
    return take_codes(rq, codes, d, "kind", "theme");
}

static ErrCode take_where(const Request *rq, const CodeBook *codes, Draft *d)
{
    const Place *p;
    (void)codes;
    TRY(pick_council(rq, request_field(rq, "place"), &p));
    TRY(take_text(rq, d, "where", "where in it", 200));
    draft_set(d, "place", p->code);
    draft_set(d, "online", request_field(rq, "online").n ? STR("yes") : STR(""));
    return ERR_OK;
}

static ErrCode take_when(const Request *rq, const CodeBook *codes, Draft *d)
{
    Str timing = request_field(rq, "timing"), day = str_trim(request_field(rq, "day"));
    int32_t days, today = present_today(rq->op);
    Err *e = &rq->op->err;
    TRY(code_check(codes, "timing", timing, "when", e));
    if (day.n) {
        TRY(date_parse(day, "day", &days, e));
        if (days < today - 366 || days > today + 366)
            return err_set(e, ERR_INPUT, "day: within a year of today");
        if (days > today && !str_eq(timing, STR("EXP")))
            return err_set(e, ERR_INPUT, "day: it is yet to come, so choose \"it may happen\"");
    }
    draft_set(d, "timing", timing);
    draft_set(d, "day", day);
    return ERR_OK;
}

static ErrCode take_who(const Request *rq, const CodeBook *codes, Draft *d)
{
    TRY(take_text(rq, d, "words", "who is affected", 300));
    return take_codes(rq, codes, d, "who", "community");
}

static ErrCode take_worry(const Request *rq, const CodeBook *codes, Draft *d)
{
    TRY(take_codes(rq, codes, d, "self", "worry"));
    return take_codes(rq, codes, d, "others", "worry");
}

static ErrCode take_seen(const Request *rq, const CodeBook *codes, Draft *d)
{
    Str basis = request_field(rq, "basis");
    TRY(code_check(codes, "basis", basis, "how you know", &rq->op->err));
    draft_set(d, "basis", basis);
    return ERR_OK;
}

static ErrCode take_done(const Request *rq, const CodeBook *codes, Draft *d)
{
    (void)codes;
    TRY(take_text(rq, d, "done", "whom you told", 500));
    return take_text(rq, d, "help", "what would help", 500);
}

static ErrCode take_share(const Request *rq, const CodeBook *codes, Draft *d)
{
    (void)codes;
    draft_set(d, "share", form_codes(rq, "share"));
    return ERR_OK;
}

static const Step steps[] = {
    { "danger", "Is anybody in danger now?", "", "danger", 1, show_danger, take_danger, NULL },
    { "emergency", "Call 999 first", "", "", 0, show_emergency, take_nothing, "danger" },
    { "crime", "Is it a crime?", "Threats, damage, violence and hate crime are.", "crime", 2,
      show_crime, take_crime, NULL },
    { "police", "Tell the police first", "", "ref", 0, show_police, take_police, "crime" },
    { "what", "What is happening, or may happen?", "", "what", 3, show_what, take_what, NULL },
    { "kind", "What is it about?", "", "kind", 4, show_kind, take_kind, NULL },
    { "where", "Where is it?", "", "place", 5, show_where, take_where, NULL },
    { "when", "When?", "", "timing", 6, show_when, take_when, NULL },
    { "who", "Who is affected or worried?", "Those who are affected, not those who are to blame.",
      "words", 7, show_who, take_who, NULL },
    { "worry", "How worried are people?", "", "self", 8, show_worry, take_worry, NULL },
    { "seen", "How do you know?", "", "basis", 9, show_seen, take_seen, NULL },
    { "done", "Is somebody doing something?", "", "done", 10, show_done, take_done, NULL },
    { "share", "Whom may the council show it to?",
      "The council's cohesion team reads it in any case.", "share", 11, show_share, take_share,
      NULL },
};
enum { STEP_COUNT = sizeof steps / sizeof steps[0] };

static size_t index_of(Str name)
{
    size_t i = 0;
    while (i < STEP_COUNT && !str_eq(name, str_of(steps[i].name))) i++;
    return i;
}

static bool applies(const Step *s, const Draft *d)
{
    return !s->only || str_eq(draft_get(d, s->only), STR("yes"));
}

Str report_before(const Draft *d, Str step)
{
    size_t i = index_of(step);
    while (i > 0)
        if (applies(&steps[--i], d)) return str_of(steps[i].name);
    return (Str){ 0, "" };
}

Str report_after(const Draft *d, Str step)
{
    for (size_t i = index_of(step) + 1; i < STEP_COUNT; i++)
        if (applies(&steps[i], d)) return str_of(steps[i].name);
    return STR("check");
}

ErrCode report_take(const Request *rq, const CodeBook *codes, Str step, Draft *d)
{
    size_t i = index_of(step);
    if (i == STEP_COUNT) return err_set(&rq->op->err, ERR_MISSING, "there is no such question");
    return steps[i].take(rq, codes, d);
}

static ErrCode add_councils(const Request *rq, ReportStepView *v)
{
    PlaceList all = place_all(rq->book);
    ReportStepCouncils *rows;
    size_t n = 0;
    NEW(rows, all.n + 1, rq->op->mem, &rq->op->err);
    for (size_t i = 0; i < all.n; i++)
        if (place_kind_is_council(all.v[i]->kind) && place_alive(all.v[i], present_today(rq->op)))
            rows[n++] = (ReportStepCouncils){ all.v[i]->name };
    v->councils.n = n;
    v->councils.v = rows;
    return ERR_OK;
}

ErrCode report_show(const Request *rq, const CodeBook *codes, Str step, const Draft *d,
                    Response *rs)
{
    size_t i = index_of(step);
    Showing *s;
    Arena *mem = rq->op->mem;
    if (i == STEP_COUNT) return err_set(&rq->op->err, ERR_MISSING, "there is no such question");
    NEW(s, 1, mem, &rq->op->err);
    s->rq = rq;
    s->codes = codes;
    s->draft = d;
    ReportStepView *v = &s->view;
    *v = (ReportStepView){ .number = steps[i].number ? arena_fmt(mem, "Question %d of %d",
                                                                 steps[i].number, NUMBERED)
                                                     : STR("Tell us of a tension"),
                           .heading = str_of(steps[i].heading),
                           .hint = str_of(steps[i].hint),
                           .hinted = steps[i].hint[0] != '\0',
                           .token = rq->token,
                           .address = arena_fmt(mem, "/report/%s", steps[i].name),
                           .fault = rq->fault,
                           .faulty = rq->fault.n > 0,
                           .fault_at = arena_fmt(mem, "#%s", steps[i].field),
                           .button = STR("Continue"),
                           .first = i == 0 };
    v->options.v = s->options;
    v->more.v = s->more;
    v->inputs.v = s->inputs;
    steps[i].show(s);
    if (str_eq(step, STR("where"))) TRY(add_councils(rq, v));
    TRY(draft_seal(rq, d, &v->draft));
    rs->title = v->heading;
    rs->section = STR("/report");
    render_report_step(rs->out, v);
    return ERR_OK;
}
