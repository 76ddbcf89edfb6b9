/* The weekly return of a council, or of the police for it. */
#include "base/date.h"
#include "signals/personal.h"
#include "signals/weekly.h"
#include "web/pick.h"
#include "web/present.h"
#include "web/report.h"
#include "web/views.h"

enum { STRAINS = 4 };

static ErrCode find(const Request *rq, const Place **ret, int32_t *ret_week)
{
    const Place *p = place_by_code(rq->book, rq->rest);
    Str given = rq->form_n ? request_field(rq, "week") : request_arg(rq, "week");
    if (!p || !place_kind_is_council(p->kind) || !pick_sees(rq, MAY_RETURNS, p->code))
        return err_set(&rq->op->err, ERR_MISSING, "there is no such council in your area");
    *ret = p;
    *ret_week = weekly_week(rq->op->now);
    return given.n ? period_parse(PERIOD_WEEK, given, "week", ret_week, &rq->op->err) : ERR_OK;
}

static bool is_force(const Request *rq)
{
    return str_eq(rq->session.account.role, STR("force_officer"));
}

/* The version that is there fills the form. */
static ErrCode before(const Request *rq, const Place *p, int32_t week, WeeklyReturn *ret)
{
    bool any;
    const Str none = { 0, "" };
    *ret = (WeeklyReturn){ .looked_at = none,
                           .level = -1,
                           .change = STR("UNK"),
                           .issues = none,
                           .horizon = none,
                           .claims = none,
                           .confidence = none,
                           .help = none };
    return weekly_find(rq->op, p->id, is_force(rq) ? STR("force") : STR("council"), week, ret,
                       &any);
}

static bool looks_named(const Request *rq)
{
    unsigned found = 0;
    for (size_t i = 0; i < rq->form_n; i++) found |= personal_find(str_of(rq->form[i].value));
    return (found & PERSONAL_NAME) != 0;
}

static void add_strain(const Request *rq, const WeeklyReturn *r, ReturnFormStrains rows[STRAINS],
                       ReturnFormView *v)
{
    static const char *const values[] = { "0", "1", "2", "3" };
    static const char *const words[] = { "Not stretched", "A little", "Much",
                                         "Beyond what they can do" };
    Str given = pick_typed(rq, "strain", str_of(values[r->strain]));
    for (size_t i = 0; i < STRAINS; i++)
        rows[i] = (ReturnFormStrains){ str_of(values[i]), str_of(words[i]),
                                       str_eq(given, str_of(values[i])) };
    v->strains.n = STRAINS;
    v->strains.v = rows;
}

static ErrCode get(const Request *rq, Response *rs)
{
    const CodeBook *codes;
    const Place *p;
    WeeklyReturn r;
    ReturnFormStrains strains[STRAINS];
    int32_t week;
    Arena *mem = rq->op->mem;
    TRY(find(rq, &p, &week));
    TRY(before(rq, p, week, &r));
    TRY(codes_load(rq->op, &codes));
    Str code = arena_str(mem, str_of(period_text(PERIOD_WEEK, week).text));
    ReturnFormView v = {
        .token = rq->token,
        .fault = rq->fault,
        .faulty = rq->fault.n > 0,
        .tick = rq->fault.n && looks_named(rq),
        .address = arena_fmt(mem, "/return/%.*s", STR_ARG(p->code)),
        .place = p->name,
        .place_path = arena_fmt(mem, "/returns/%.*s?week=%.*s", STR_ARG(p->code), STR_ARG(code)),
        .week = present_period(mem, PERIOD_WEEK, week),
        .week_code = code,
        .who = is_force(rq) ? STR("As the police see it, beside what the council says.")
                            : STR("As the council sees it, beside what the police say."),
        .nil = rq->form_n ? request_field(rq, "nil").n > 0 : r.nil,
        .issues = pick_typed(rq, "issues", r.issues),
        .horizon = pick_typed(rq, "horizon", r.horizon),
        .claims = pick_typed(rq, "claims", r.claims),
        .confidence = pick_typed(rq, "confidence", r.confidence),
        .help = pick_typed(rq, "help", r.help)
    };
    Str level = r.level < 0 ? STR("") : str_of(level_code(r.level));
    PICK(rq, codes, "looked_at", pick_chosen(rq, "looked", r.looked_at), ReturnFormLooked,
         v.looked);
    PICK(rq, codes, "level", pick_chosen(rq, "level", level), ReturnFormLevels, v.levels);
    PICK(rq, codes, "direction", pick_chosen(rq, "change", r.change), ReturnFormChanges, v.changes);
    add_strain(rq, &r, strains, &v);
    rs->title = STR("Weekly return");
    rs->section = STR("/levels");
    render_return_form(rs->out, &v);
    return ERR_OK;
}

static ErrCode post(Request *rq, Response *rs)
{
    const Place *p;
    int64_t id;
    WeeklyReturn r = { .nil = request_field(rq, "nil").n > 0,
                       .looked_at = form_codes(rq, "looked"),
                       .change = request_field(rq, "change"),
                       .issues = request_field(rq, "issues"),
                       .horizon = request_field(rq, "horizon"),
                       .claims = request_field(rq, "claims"),
                       .confidence = request_field(rq, "confidence"),
                       .help = request_field(rq, "help"),
                       .names_checked = request_field(rq, "names").n > 0 };
    TRY(find(rq, &p, &r.week));
    r.place_id = p->id;
    TRY(level_parse(request_field(rq, "level"), &r.level, &rq->op->err));
    TRY(str_int(request_field(rq, "strain"), "strain", &r.strain, &rq->op->err));
    TRY(weekly_file(rq->op, &r, &id));
    rs->redirect = arena_fmt(rq->op->mem, "/returns/%.*s?week=%s", STR_ARG(p->code),
                             period_text(PERIOD_WEEK, r.week).text);
    return ERR_OK;
}

static const char *const args[] = { "week", NULL };

PAGE(return_form) = {
    .address = "/return/*",
    .args = args,
    .door = DOOR_SIGNED_IN,
    .may = MAY_RETURNS,
    .get = get,
    .post_door = DOOR_SIGNED_IN,
    .post_may = MAY_RETURNS,
    .post = post,
};
