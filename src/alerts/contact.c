#include "alerts/contact.h"

#include "access/account.h"
#include "access/audit.h"
#include "alerts/alert_priv.h"
#include "alerts/contact_sql_priv.h"

enum { SHIFT_MAX_SECONDS = 31 * 86400 };

/* An address that can be put in a mail's header and envelope as it is: nothing quoted, no comments.
 */
static bool is_email(Str s)
{
    size_t at = 0, signs = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= ' ' || c >= 127 || strchr("\"(),:;<>[\\]", c)) return false;
        if (c == '@') {
            at = i;
            signs++;
        }
    }
    return signs == 1 && at > 0 && at + 1 < s.n && s.n <= 200;
}

static bool is_phone(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= '0' && s.p[i] <= '9') || (i == 0 && s.p[i] == '+'))) return false;
    return s.n >= 7 && s.n <= 16;
}

static bool is_webhook(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 127) return false;
    return (str_starts(s, STR("https://")) || str_starts(s, STR("http://"))) && s.n <= 500;
}

static ErrCode check(Op *op, const Contact *c)
{
    const Routing *r;
    const PlaceBook *book;
    TRY(routing_load(op, &r));
    if (!routing_desk(r, c->desk))
        return err_set(&op->err, ERR_INPUT, "desk: the routing has no desk '%.*s'",
                       c->desk.n > 40 ? 40 : (int)c->desk.n, c->desk.p);
    TRY(place_book_load(op, &book));
    if (c->area.n && !place_by_code(book, c->area))
        return err_set(&op->err, ERR_INPUT, "area: no place has the code '%.*s'",
                       c->area.n > 40 ? 40 : (int)c->area.n, c->area.p);
    TRY(alert_check_text(c->name, "name", 1, 120, &op->err));
    if (c->email.n && !is_email(c->email))
        return err_set(&op->err, ERR_INPUT, "email: not an address");
    if (c->phone.n && !is_phone(c->phone))
        return err_set(&op->err, ERR_INPUT, "phone: expected digits, with + in front or not");
    if (c->webhook.n && !is_webhook(c->webhook))
        return err_set(&op->err, ERR_INPUT, "webhook: expected an address that begins https://");
    if (!c->email.n && !c->phone.n && !c->webhook.n)
        return err_set(&op->err, ERR_INPUT, "email, phone or webhook: at least one is needed");
    if (c->digest_from < 3 || c->digest_from > 7)
        return err_set(&op->err, ERR_INPUT,
                       "digest_from: expected 3 to 7; levels 1 and 2 always come at once");
    return ERR_OK;
}

ErrCode contact_add(Op *op, const Contact *c, int64_t *ret)
{
    ContactInsertRows made;
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(check(op, c));
    TRY(sql_contact_insert(op,
                           &(ContactInsertArgs){ .desk = c->desk,
                                                 .area = c->area,
                                                 .name = c->name,
                                                 .email = c->email,
                                                 .phone = c->phone,
                                                 .webhook = c->webhook,
                                                 .digest_from = c->digest_from,
                                                 .at = op->now },
                           &made));
    *ret = made.v[0].id;
    return audit_add(op, STR("alerts.contact_add"),
                     arena_fmt(op->mem, "contact %lld", (long long)made.v[0].id),
                     arena_fmt(op->mem, "%.*s %.*s", STR_ARG(c->desk), STR_ARG(c->area)));
}

ErrCode contact_close(Op *op, int64_t id)
{
    ContactCloseRows closed;
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(sql_contact_close(op, id, &closed));
    if (!closed.n)
        return err_set(&op->err, ERR_MISSING, "no open contact has the number %lld", (long long)id);
    return audit_add(op, STR("alerts.contact_close"),
                     arena_fmt(op->mem, "contact %lld", (long long)id), STR(""));
}

static Contact from_row(const ContactSomeRow *r)
{
    return (Contact){ .id = r->id,
                      .desk = r->desk,
                      .area = r->area,
                      .name = r->name,
                      .email = r->email,
                      .phone = r->phone,
                      .webhook = r->webhook,
                      .digest_from = (int)r->digest_from,
                      .active = r->active != 0 };
}

ErrCode contact_list(Op *op, Str desk, Contacts *ret)
{
    ContactSomeRows rows;
    Contact *v;
    TRY(sql_contact_some(op, desk, 0, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (Contacts){ rows.n, v };
    return ERR_OK;
}

ErrCode contact_find(Op *op, int64_t id, Contact *ret, bool *ret_found)
{
    ContactSomeRows rows;
    rows.n = 0;
    if (id > 0) TRY(sql_contact_some(op, (Str){ 0, "" }, id, &rows));
    *ret_found = rows.n > 0;
    if (rows.n) *ret = from_row(&rows.v[0]);
    return ERR_OK;
}

static bool is_among(const ContactOnDutyRows *duty, int64_t id)
{
    for (size_t k = 0; k < duty->n; k++)
        if (duty->v[k].contact_id == id) return true;
    return duty->n == 0;
}

/* Those of a desk for an area who are on duty; all when nobody is. */
static ErrCode of_area(Op *op, const Desk *desk, Str area, int64_t at, Contacts *ret)
{
    ContactOfRows rows;
    ContactOnDutyRows duty;
    Contact *v;
    size_t n = 0;
    TRY(sql_contact_of(op, desk->people, area, &rows));
    TRY(sql_contact_on_duty(op, desk->people, area, at, &duty));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const ContactOfRow *r = &rows.v[i];
        if (!is_among(&duty, r->id)) continue;
        v[n++] = (Contact){ r->id,    r->desk,  r->area,    r->name,
                            r->email, r->phone, r->webhook, (int)r->digest_from,
                            true };
    }
    *ret = (Contacts){ n, v };
    return ERR_OK;
}

static ErrCode of_neighbours(Op *op, const PlaceBook *book, const Desk *desk, const Place *place,
                             int64_t at, Contacts *ret)
{
    enum { MOST = 500 };
    PlaceList near;
    Contact *v;
    size_t n = 0;
    TRY(place_neighbours(book, place, (int32_t)(at / 86400), op->mem, &near, &op->err));
    NEW(v, MOST, op->mem, &op->err);
    for (size_t i = 0; i < near.n; i++) {
        Contacts some;
        TRY(of_area(op, desk, near.v[i]->code, at, &some));
        if (n + some.n > MOST)
            return err_set(&op->err, ERR_LIMIT, "more than %d people at the neighbours' desk",
                           MOST);
        for (size_t k = 0; k < some.n; k++) v[n++] = some.v[k];
    }
    *ret = (Contacts){ n, v };
    return ERR_OK;
}

ErrCode contact_at(Op *op, const PlaceBook *book, const Desk *desk, const Place *place, int64_t at,
                   Contacts *ret)
{
    const Str areas[] = {
        [OF_PLACE] = place->code,    [OF_COUNTY] = place->county, [OF_FORCE] = place->force,
        [OF_REGION] = place->region, [OF_NEIGHBOURS] = { 0, "" }, [OF_EVERYWHERE] = { 0, "" }
    };
    if (desk->area == OF_NEIGHBOURS) return of_neighbours(op, book, desk, place, at, ret);
    TRY(of_area(op, desk, areas[desk->area], at, ret));
    if (ret->n || areas[desk->area].n == 0) return ERR_OK;
    return of_area(op, desk, (Str){ 0, "" }, at, ret);
}

ErrCode shift_add(Op *op, int64_t contact, int64_t from_at, int64_t until_at)
{
    Contact c;
    bool found;
    ShiftInsertRows made;
    TRY(account_require(op, MAY_ADMINISTER));
    if (until_at <= from_at || until_at - from_at > SHIFT_MAX_SECONDS)
        return err_set(&op->err, ERR_INPUT,
                       "until: expected after it begins, at most 31 days later");
    TRY(contact_find(op, contact, &c, &found));
    if (!found)
        return err_set(&op->err, ERR_MISSING, "no open contact has the number %lld",
                       (long long)contact);
    TRY(sql_shift_insert(op, contact, from_at, until_at, &made));
    return audit_add(op, STR("alerts.shift_add"),
                     arena_fmt(op->mem, "contact %lld", (long long)contact),
                     arena_fmt(op->mem, "%lld to %lld", (long long)from_at, (long long)until_at));
}

ErrCode shift_remove(Op *op, int64_t id)
{
    ShiftDeleteRows gone;
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(sql_shift_delete(op, id, &gone));
    if (!gone.n)
        return err_set(&op->err, ERR_MISSING, "no shift has the number %lld", (long long)id);
    return audit_add(op, STR("alerts.shift_remove"),
                     arena_fmt(op->mem, "shift %lld", (long long)id), STR(""));
}

ErrCode shift_list(Op *op, Shifts *ret)
{
    ShiftAllRows rows;
    Shift *v;
    TRY(sql_shift_all(op, op->now, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const ShiftAllRow *r = &rows.v[i];
        v[i] = (Shift){ r->id, r->contact_id, r->desk, r->area, r->name, r->from_at, r->until_at };
    }
    *ret = (Shifts){ rows.n, v };
    return ERR_OK;
}

ErrCode silence_add(Op *op, Str matches, int64_t until_at, Str reason)
{
    Matches m;
    SilenceInsertRows made;
    matches = str_trim(matches);
    reason = str_trim(reason);
    TRY(account_require(op, MAY_DECIDE));
    TRY(alert_check_text(matches, "match", 1, 400, &op->err));
    TRY(matches_parse(matches, &m, &op->err));
    TRY(alert_check_text(reason, "reason", 1, ALERT_REASON_BYTES, &op->err));
    if (until_at <= op->now || until_at - op->now > SILENCE_MAX_SECONDS)
        return err_set(&op->err, ERR_INPUT, "until: expected within the next seven days");
    TRY(sql_silence_insert(
        op, &(SilenceInsertArgs){ matches, op->now, until_at, op->actor, reason }, &made));
    return audit_add(op, STR("alerts.silence"),
                     arena_fmt(op->mem, "silence %lld", (long long)made.v[0].id),
                     arena_fmt(op->mem, "%.*s: %.*s", STR_ARG(matches), STR_ARG(reason)));
}

ErrCode silence_stop(Op *op, int64_t id)
{
    SilenceEndRows ended;
    TRY(account_require(op, MAY_DECIDE));
    TRY(sql_silence_end(op, id, op->now, &ended));
    if (!ended.n)
        return err_set(&op->err, ERR_MISSING, "no silence that lasts has the number %lld",
                       (long long)id);
    return audit_add(op, STR("alerts.silence_stop"),
                     arena_fmt(op->mem, "silence %lld", (long long)id), STR(""));
}

ErrCode silence_list(Op *op, Silences *ret)
{
    SilenceAllRows rows;
    Silence *v;
    TRY(sql_silence_all(op, op->now, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) {
        const SilenceAllRow *r = &rows.v[i];
        v[i] = (Silence){ r->id,    r->matches,    r->from_at, r->until_at,
                          r->owner, r->owner_name, r->reason };
    }
    *ret = (Silences){ rows.n, v };
    return ERR_OK;
}
