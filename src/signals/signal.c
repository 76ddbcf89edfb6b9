#include "signals/signal.h"

#include "access/account.h"
#include "access/audit.h"
#include "base/date.h"
#include "signals/codes.h"
#include "signals/personal.h"
#include "signals/signal_sql_priv.h"
#include "signals/text_priv.h"

enum { HOUR = 3600, DAY = 86400, REPLY_WORKING_DAYS = 2, PICTURE_DAYS = 28 };

static Signal from_row(const SignalSomeRow *r)
{
    return (Signal){ .id = r->id,
                     .reference = { 0, "" },
                     .channel = r->channel,
                     .source_type = r->source_type,
                     .at = r->at,
                     .reply_by = r->reply_by,
                     .place_id = r->place_id,
                     .place = r->place,
                     .place_name = r->place_name,
                     .where = r->where_text,
                     .online = r->online != 0,
                     .timing = r->timing,
                     .has_day = r->day_known,
                     .day = r->day_known ? (int32_t)r->day : 0,
                     .what = r->what,
                     .eep = r->eep,
                     .themes = r->themes,
                     .communities = r->communities,
                     .communities_words = r->communities_words,
                     .trigger = r->trigger_code,
                     .source_grade = r->source_grade,
                     .information_grade = r->information_grade,
                     .direction = r->direction,
                     .worry_self = r->worry_self,
                     .worry_others = r->worry_others,
                     .basis = r->basis,
                     .police_ref = r->police_ref,
                     .done = r->done,
                     .help = r->help,
                     .urgent = r->urgent != 0,
                     .marker = r->marker,
                     .share_police = r->share_police != 0,
                     .share_partners = r->share_partners != 0,
                     .names_checked = r->names_checked != 0,
                     .exercise = r->exercise != 0,
                     .state = r->state,
                     .issue_id = r->issue_id_known ? r->issue_id : 0,
                     .merged_into = r->merged_into_known ? r->merged_into : 0,
                     .discard = r->discard,
                     .sorted_at = r->sorted_at_known ? r->sorted_at : 0,
                     .reply = r->reply,
                     .replied_at = r->replied_at_known ? r->replied_at : 0 };
}

void signal_reference(const Key *key, Str secret, char room[SIGNAL_REFERENCE])
{
    /* No letter that is mistaken for a digit when read aloud. */
    static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    HashText h = key_hash(key, (Str[]){ STR("report reference"), secret }, 2);
    size_t n = 0;
    for (size_t i = 0; i < 12; i++) {
        unsigned v = 0;
        for (size_t k = 0; k < 2; k++) {
            char c = h.hex[2 * i + k];
            v = v * 16 + (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        if (i == 4 || i == 8) room[n++] = '-';
        room[n++] = letters[v % 32];
    }
    room[n] = '\0';
}

static HashText reference_hash(Str reference)
{
    char room[SIGNAL_REFERENCE];
    size_t n = 0;
    for (size_t i = 0; i < reference.n && n < sizeof room; i++) {
        char c = reference.p[i];
        if (c >= 'a' && c <= 'z') c = (char)(c - 32);
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) room[n++] = c;
    }
    return hash_texts((Str[]){ STR("signal"), { n, room } }, 2);
}

int64_t signal_reply_by(int64_t now, bool urgent)
{
    if (urgent) return now + HOUR;
    for (int left = REPLY_WORKING_DAYS; left > 0;) {
        now += DAY;
        left -= date_weekday((int32_t)(now / DAY)) <= 5;
    }
    return now;
}

ErrCode signal_check_text(Op *op, const char *what, Str text, size_t most, bool names_checked)
{
    Str clean;
    return text_clean(op, text, &(TextField){ what, 0, most }, names_checked, &clean);
}

/* A reference of the police is digits and letters; it may look like a postcode or a number plate.
 */
static ErrCode clean_reference(Op *op, Str given, Str *ret)
{
    char room[160];
    *ret = arena_str(op->mem, str_trim(given));
    for (size_t i = 0; i < ret->n; i++)
        if ((unsigned char)ret->p[i] <= 0x1f || (unsigned char)ret->p[i] > 0x7e || ret->n > 40)
            return err_set(&op->err, ERR_INPUT,
                           "police reference: letters and digits only, at most 40");
    unsigned found = personal_find(*ret) & ~(unsigned)(PERSONAL_ADDRESS | PERSONAL_PLATE);
    if (!found) return ERR_OK;
    return err_set(&op->err, ERR_INPUT, "police reference: it seems to hold %s; take that out",
                   personal_words(found, room).p);
}

ErrCode signal_check_reference(Op *op, Str reference)
{
    Str clean;
    return clean_reference(op, reference, &clean);
}

static ErrCode clean_texts(Op *op, const Signal *s, SignalInsertArgs *x)
{
    const struct {
        TextField field;
        Str given, *to;
    } texts[] = {
        { { "what is happening", 10, SIGNAL_WHAT_BYTES }, s->what, &x->what },
        { { "where", 0, 200 }, s->where, &x->where_text },
        { { "who is affected", 0, 300 }, s->communities_words, &x->communities_words },
        { { "what was done", 0, 500 }, s->done, &x->done },
        { { "what would help", 0, 500 }, s->help, &x->help },
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        TRY(text_clean(op, texts[i].given, &texts[i].field, s->names_checked, texts[i].to));
    return clean_reference(op, s->police_ref, &x->police_ref);
}

/* A code of a list, or nothing where nothing will do. */
static ErrCode optional_code(Op *op, const CodeBook *book, const char *list, Str code,
                             const char *what)
{
    return code.n ? code_check(book, list, code, what, &op->err) : ERR_OK;
}

static ErrCode check_codes(Op *op, const CodeBook *book, const Signal *s, SignalInsertArgs *x)
{
    TRY(code_check(book, "source_type", s->source_type, "you tell it as", &op->err));
    TRY(code_check(book, "timing", s->timing, "when", &op->err));
    TRY(code_check(book, "eep", s->eep, "kind of sign", &op->err));
    TRY(code_check(book, "direction", s->direction, "direction", &op->err));
    TRY(code_check(book, "marker", s->marker, "sharing", &op->err));
    TRY(optional_code(op, book, "trigger", s->trigger, "trigger"));
    TRY(optional_code(op, book, "source_grade", s->source_grade, "source"));
    TRY(optional_code(op, book, "information_grade", s->information_grade, "information"));
    TRY(optional_code(op, book, "basis", s->basis, "how you know"));
    TRY(codes_join(op, book, "theme", s->themes, "what it is about", &x->themes));
    TRY(codes_join(op, book, "community", s->communities, "who is affected", &x->communities));
    if (!x->themes.n) return err_set(&op->err, ERR_INPUT, "what it is about: choose at least one");
    if (s->worry_self < 0 || s->worry_self > 5 || s->worry_others < 0 || s->worry_others > 5)
        return err_set(&op->err, ERR_INPUT, "worry: choose one of the list");
    return ERR_OK;
}

static ErrCode check_where_and_when(Op *op, const Signal *s)
{
    const PlaceBook *book;
    int32_t today = (int32_t)(op->now / DAY);
    TRY(place_book_load(op, &book));
    const Place *p = place_by_id(book, s->place_id);
    if (!p || !place_alive(p, today) || !place_kind_is_council(p->kind))
        return err_set(&op->err, ERR_INPUT, "place: choose a council of today");
    if (s->has_day && (s->day < today - 366 || s->day > today + 366))
        return err_set(&op->err, ERR_INPUT, "when: within a year of today");
    if (s->has_day && s->day > today && !str_eq(s->timing, STR("EXP")))
        return err_set(&op->err, ERR_INPUT, "when: that day is yet to come");
    return ERR_OK;
}

/* How much was told stays known when what was told is gone. */
static ErrCode count(Op *op, const SignalInsertArgs *x, int64_t since_day)
{
    Str rest = x->themes, theme;
    while (str_split(&rest, ' ', &theme))
        if (theme.n)
            TRY(sql_signal_tally_add(op, &(SignalTallyAddArgs){ .place = x->place_id,
                                                                .theme = theme,
                                                                .day = op->now / DAY,
                                                                .since_day = since_day,
                                                                .n = 1 }));
    return ERR_OK;
}

static ErrCode keep_source(Op *op, int64_t id, int64_t *ret_since)
{
    ReporterFirstRows first;
    *ret_since = 0;
    if (!op->actor) return ERR_OK;
    TRY(sql_signal_source_insert(op, id, op->actor));
    TRY(sql_reporter_first(op, op->actor, op->now / DAY, &first));
    *ret_since = first.v[0].first_day;
    return ERR_OK;
}

static void copy_rest(const Signal *s, const Op *op, SignalInsertArgs *x)
{
    x->channel = op->actor ? STR("partner") : STR("public");
    x->source_type = s->source_type;
    x->at = op->now;
    x->reply_by = signal_reply_by(op->now, s->urgent);
    x->place_id = s->place_id;
    x->online = s->online;
    x->timing = s->timing;
    x->eep = s->eep;
    x->trigger_code = s->trigger;
    x->source_grade = s->source_grade;
    x->information_grade = s->information_grade;
    x->direction = s->direction;
    x->worry_self = s->worry_self;
    x->worry_others = s->worry_others;
    x->basis = s->basis;
    x->urgent = s->urgent;
    x->marker = s->marker;
    x->share_police = s->share_police;
    x->share_partners = s->share_partners;
    x->names_checked = s->names_checked;
    x->exercise = s->exercise;
}

ErrCode signal_add(Op *op, const Signal *s, int64_t *ret_id)
{
    SignalInsertArgs x = { .reference_hash = { 0, "" } };
    SignalInsertRows made;
    SignalIdByHashRows there;
    const CodeBook *codes;
    int64_t day = s->day, since;
    if (op->actor) TRY(account_require(op, MAY_REPORT));
    TRY(codes_load(op, &codes));
    TRY(check_codes(op, codes, s, &x));
    TRY(check_where_and_when(op, s));
    TRY(clean_texts(op, s, &x));
    copy_rest(s, op, &x);
    HashText hash = reference_hash(s->reference);
    x.reference_hash = str_of(hash.hex);
    x.day = s->has_day ? &day : NULL;
    TRY(sql_signal_insert(op, &x, &made));
    if (!made.n) {
        TRY(sql_signal_id_by_hash(op, x.reference_hash, &there));
        if (!there.n) return err_set(&op->err, ERR_BUG, "a signal that is there is not there");
        *ret_id = there.v[0].id;
        return ERR_OK;
    }
    *ret_id = made.v[0].id;
    TRY(keep_source(op, *ret_id, &since));
    if (!s->exercise) TRY(count(op, &x, since));
    /* That something was told, not what, where or by whom. */
    int64_t actor = op->actor;
    op->actor = 0;
    ErrCode code = audit_add(op, STR("signals.signal_told"),
                             arena_fmt(op->mem, "signal %lld", (long long)*ret_id), x.channel);
    op->actor = actor;
    return code;
}

ErrCode signal_count_address(Op *op, const Key *key, Str address)
{
    ReportTryCountRows rows;
    HashText from = key_hash(key, (Str[]){ STR("report address"), address }, 2);
    TRY(sql_report_try_prune(op, op->now - HOUR));
    TRY(sql_report_try_count(op, str_of(from.hex), &rows));
    if (rows.v[0].n >= SIGNAL_PER_HOUR)
        return err_set(
            &op->err, ERR_LIMIT,
            "many reports came from where you are in the last hour; try again later, and "
            "in an emergency call 999");
    return sql_report_try_add(op, str_of(from.hex), op->now);
}

static ErrCode some(Op *op, int64_t id, const SignalFilter *f, Signals *ret)
{
    SignalSomeRows rows;
    Signal *v;
    TRY(sql_signal_some(op,
                        &(SignalSomeArgs){ .id = id,
                                           .area = f->area,
                                           .state = f->state,
                                           .issue = f->issue_id,
                                           .max_rows = f->limit },
                        &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (Signals){ rows.n, v };
    return ERR_OK;
}

ErrCode signal_list(Op *op, const SignalFilter *f, Signals *ret)
{
    return some(op, 0, f, ret);
}

ErrCode signal_find(Op *op, int64_t id, Signal *ret)
{
    Signals found = { 0, NULL };
    SignalFilter all = { .area = { 0, "" }, .state = { 0, "" }, .limit = 1 };
    if (id > 0) TRY(some(op, id, &all, &found));
    if (!found.n) return err_set(&op->err, ERR_MISSING, "there is no such signal");
    *ret = found.v[0];
    return ERR_OK;
}

ErrCode signal_by_reference(Op *op, Str reference, Signal *ret)
{
    SignalIdByHashRows rows;
    HashText hash = reference_hash(reference);
    TRY(sql_signal_id_by_hash(op, str_of(hash.hex), &rows));
    if (!rows.n)
        return err_set(&op->err, ERR_MISSING,
                       "there is no report of that reference, or it was deleted after its time");
    return signal_find(op, rows.v[0].id, ret);
}

ErrCode signal_own(Op *op, Signals *ret)
{
    SignalIdsOfAccountRows rows;
    Signal *v;
    TRY(sql_signal_ids_of_account(op, op->actor, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) TRY(signal_find(op, rows.v[i].id, &v[i]));
    *ret = (Signals){ rows.n, v };
    return ERR_OK;
}

ErrCode signal_partner_types(Op *op, int64_t place_id, int64_t *ret)
{
    SignalTypesSinceRows rows;
    TRY(sql_signal_types_since(op, place_id, op->now - (int64_t)PICTURE_DAYS * DAY, &rows));
    *ret = rows.v[0].n;
    return ERR_OK;
}

ErrCode signal_types_of_issue(Op *op, int64_t issue_id, int64_t since, int64_t *ret)
{
    SignalTypesIssueRows rows;
    TRY(sql_signal_types_issue(op, issue_id, since, &rows));
    *ret = rows.v[0].n;
    return ERR_OK;
}
