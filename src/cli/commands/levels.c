/* `belfry levels` - the tension levels, who set them, and how they changed. */
#include "base/date.h"
#include "base/ini.h"
#include "cli/command.h"
#include "signals/assessment.h"
#include "signals/codes.h"

static const char *const place_columns[] = { "place",  "place_name",  "level", "word",
                                             "issues", "next_review", "what",  NULL };
static const char *const change_columns[] = { "id",     "at",       "place", "issue",
                                              "kind",   "previous", "level", "place_level",
                                              "review", "exercise", NULL };
static const char *const code_columns[] = { "list", "code",   "word",    "meaning",
                                            "part", "number", "retired", NULL };

static Str when(Op *op, int64_t at)
{
    int minutes = (int)(at % 86400 / 60);
    return arena_fmt(op->mem, "%s %02d:%02d", date_text((int32_t)(at / 86400)).text, minutes / 60,
                     minutes % 60);
}

static ErrCode list(CommandCall *call, Op *op)
{
    PlaceLevels all;
    const CodeBook *codes;
    TRY(codes_load(op, &codes));
    TRY(level_current_all(op, &all));
    Table t = table_open(op->mem, call->format, place_columns);
    for (size_t i = 0; i < all.n; i++) {
        const PlaceLevel *p = &all.v[i];
        table_text(&t, p->place);
        table_text(&t, p->place_name);
        table_text(&t, str_of(level_code(p->level)));
        table_text(&t, code_word(codes, "level", str_of(level_code(p->level))));
        table_int(&t, (int64_t)p->issues);
        table_text(&t, p->top ? when(op, p->top->next_review_at) : STR(""));
        table_text(&t, p->top ? p->top->what : STR(""));
    }
    return table_print(&t, "no place has a level: nothing was assessed", call->out, &op->err);
}

static ErrCode changes(CommandCall *call, Op *op)
{
    LevelChanges all;
    int64_t since = 0;
    const char *given = call_option(call, "since");
    if (given) TRY(str_int(str_of(given), "since", &since, &op->err));
    TRY(level_changes_since(op, since, INT64_MAX, &all));
    Table t = table_open(op->mem, call->format, change_columns);
    for (size_t i = 0; i < all.n; i++) {
        const LevelChange *c = &all.v[i];
        table_int(&t, c->id);
        table_text(&t, when(op, c->at));
        table_text(&t, c->place);
        table_int(&t, c->issue_id);
        table_text(&t, c->kind);
        table_text(&t, str_of(level_code(c->previous)));
        table_text(&t, str_of(level_code(c->level)));
        table_text(&t, str_of(level_code(c->place_level)));
        table_text(&t, when(op, c->next_review_at));
        table_text(&t, c->exercise ? STR("exercise") : STR(""));
    }
    return table_print(&t, "no changes", call->out, &op->err);
}

static ErrCode number(const CommandCall *call, Op *op, const char *name, int64_t *ret)
{
    const char *text = call_option(call, name);
    *ret = 0;
    return text ? str_int(str_of(text), name, ret, &op->err) : ERR_OK;
}

static ErrCode score(const CommandCall *call, Op *op, const char *name, int *ret)
{
    int64_t v;
    TRY(number(call, op, name, &v));
    *ret = v < 0 || v > 3 ? -1 : (int)v;
    return ERR_OK;
}

static Str text(const CommandCall *call, const char *name)
{
    return str_of(call_option(call, name));
}

static Str word(const CommandCall *call, const char *name, const char *otherwise)
{
    const char *given = call_option(call, name);
    return str_of(given ? given : otherwise);
}

static ErrCode read_evidence(const CommandCall *call, Op *op, LevelEvidence *ret)
{
    TRY(score(call, op, "experienced", &ret->experienced));
    TRY(score(call, op, "evidenced", &ret->evidenced));
    TRY(score(call, op, "potential", &ret->potential));
    TRY(number(call, op, "horizon", &ret->horizon_hours));
    TRY(number(call, op, "partner-types", &ret->partner_types));
    ret->under_way = call_option(call, "under-way") != NULL;
    ret->lawful_only = call_option(call, "lawful-only") != NULL;
    return ERR_OK;
}

static ErrCode set(CommandCall *call, Op *op)
{
    Assessment a = { .experienced_why = text(call, "experienced-why"),
                     .evidenced_why = text(call, "evidenced-why"),
                     .potential_why = text(call, "potential-why"),
                     .why = text(call, "why"),
                     .trend = word(call, "trend", "UNK"),
                     .what = text(call, "what"),
                     .where = text(call, "where"),
                     .gaps = text(call, "gaps"),
                     .alternatives = text(call, "alternatives"),
                     .confidence = word(call, "confidence", "L"),
                     .rights = text(call, "rights"),
                     .asked = text(call, "asked") };
    int64_t hours;
    bool waits;
    TRY(str_int(str_of(call->argv[1]), "ISSUE", &a.issue_id, &op->err));
    TRY(level_parse(text(call, "level"), &a.level, &op->err));
    TRY(read_evidence(call, op, &a.evidence));
    TRY(number(call, op, "review", &hours));
    if (hours) a.next_review_at = op->now + hours * 3600;
    TRY(assessment_set(op, &a, &a.id, &waits));
    TRY(assessment_find(op, a.id, &a));
    buf_addf(call->out, "assessment %lld: level %s, suggested %s, %s\n", (long long)a.id,
             level_code(a.level), level_code(a.suggested),
             waits ? "waits for a second reader" : "in force");
    return ERR_OK;
}

static ErrCode decide(CommandCall *call, Op *op)
{
    int64_t id;
    const char *verb = call->argv[0];
    TRY(str_int(str_of(call->argv[1]), "ID", &id, &op->err));
    if (strcmp(verb, "approve") == 0)
        TRY(assessment_approve(op, id));
    else if (strcmp(verb, "return") == 0)
        TRY(assessment_return(op, id, text(call, "reason")));
    else
        TRY(assessment_cancel(op, id, text(call, "reason")));
    buf_addf(call->out, "%s: done\n", verb);
    return ERR_OK;
}

static ErrCode expire(CommandCall *call, Op *op)
{
    int64_t n;
    TRY(level_expire(op, &n));
    buf_addf(call->out, "%lld levels ran out and are unknown now\n", (long long)n);
    return ERR_OK;
}

static ErrCode show_codes(CommandCall *call, Op *op)
{
    static const char *const lists[] = {
        "level",       "eep",          "eep_score",         "theme",     "trigger", "community",
        "source_type", "source_grade", "information_grade", "direction", "timing",  "basis",
        "marker",      "likelihood",   "confidence",        "impact",    "worry",   "horizon",
        "discard",     "closure",      "looked_at",         "retention"
    };
    const CodeBook *book;
    TRY(codes_load(op, &book));
    Table t = table_open(op->mem, call->format, code_columns);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        Codes all = codes_of(book, lists[i]);
        for (size_t k = 0; k < all.n; k++) {
            table_text(&t, all.v[k].list);
            table_text(&t, all.v[k].code);
            table_text(&t, all.v[k].word);
            table_text(&t, all.v[k].meaning);
            table_text(&t, all.v[k].part);
            table_int(&t, all.v[k].number);
            table_text(&t, all.v[k].retired ? STR("yes") : STR(""));
        }
    }
    return table_print(&t, "no codes", call->out, &op->err);
}

static ErrCode load_codes(CommandCall *call, Op *op)
{
    Str csv;
    int64_t n;
    TRY(ini_load(call->argv[1], op->mem, &csv, &op->err));
    TRY(codes_take(op, csv, &n));
    buf_addf(call->out, "%lld items changed\n", (long long)n);
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },         { "changes", 1, OP_READ, changes },
    { "set", 2, OP_WRITE, set },          { "approve", 2, OP_WRITE, decide },
    { "return", 2, OP_WRITE, decide },    { "cancel", 2, OP_WRITE, decide },
    { "expire", 1, OP_WRITE, expire },    { "codes", 1, OP_READ, show_codes },
    { "words", 2, OP_WRITE, load_codes }, { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "since", "NUMBER", "changes after this one" },
    { "level", "LEVEL", "1, the worst, to 6, or U" },
    { "experienced", "0-3", "how strong the signs are of what people feel" },
    { "evidenced", "0-3", "of what happened" },
    { "potential", "0-3", "of what may happen" },
    { "experienced-why", "TEXT", "what that score rests on" },
    { "evidenced-why", "TEXT", "what that score rests on" },
    { "potential-why", "TEXT", "what that score rests on" },
    { "under-way", NULL, "disorder is happening" },
    { "horizon", "HOURS", "within how many hours disorder is expected" },
    { "partner-types", "N", "kinds of partner that told something in 28 days" },
    { "lawful-only", NULL, "there is nothing but lawful protest or opinion" },
    { "why", "TEXT", "why this level" },
    { "trend", "CODE", "RIS, STE, FAL or UNK" },
    { "confidence", "CODE", "H, M or L" },
    { "what", "TEXT", "what is going on" },
    { "where", "TEXT", "where in the place" },
    { "gaps", "TEXT", "what is not known" },
    { "alternatives", "TEXT", "other explanations that were considered" },
    { "rights", "TEXT", "the check of lawful protest, expression and equality" },
    { "asked", "TEXT", "what others are asked to do" },
    { "review", "HOURS", "next review, at the latest what the level allows" },
    { "reason", "TEXT", "why you return or cancel" },
    { NULL, NULL, NULL },
};

COMMAND(levels) = {
    .name = "levels",
    .usage = "levels [list|changes|set ISSUE ...|approve|return ID|cancel ISSUE|expire|codes|words "
             "FILE]",
    .summary = "Show the tension levels and their changes; set, approve or cancel one",
    .help =
        "1 is the worst, 6 the calmest, U means that there is no picture, which is not calm.\n"
        "set keeps a new assessment of an issue.  It comes into force at once, but to and from\n"
        "levels 1 and 2 it waits until a second person approves it.  A timer should call expire\n"
        "every quarter of an hour: a level whose review did not happen turns to U.\n"
        "codes prints every list and scale as CSV when asked; words FILE takes it back with other\n"
        "words, which only changes how they read.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
