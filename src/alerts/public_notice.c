#include "alerts/public_notice.h"

#include "access/account.h"
#include "access/audit.h"
#include "alerts/alert_priv.h"
#include "alerts/alert_sql_priv.h"
#include "base/date.h"
#include "places/scope.h"

enum { TITLE_BYTES = 160, BODY_BYTES = 4000 };

static Str name_of(Op *op, int64_t id)
{
    return arena_fmt(op->mem, "notice %lld", (long long)id);
}

ErrCode public_notice_write(Op *op, int64_t alert, Str title, Str body)
{
    Alert a;
    PublicNoticeInsertRows made;
    title = str_trim(title);
    body = str_trim(body);
    TRY(account_require(op, MAY_DECIDE));
    TRY(alert_find(op, alert, &a));
    TRY(scope_require(op, a.place));
    TRY(alert_check_text(title, "title", 1, TITLE_BYTES, &op->err));
    TRY(alert_check_text(body, "text", 1, BODY_BYTES, &op->err));
    if (a.exercise)
        return err_set(&op->err, ERR_CONFLICT,
                       "alert %lld is of an exercise: nothing is published of it",
                       (long long)alert);
    TRY(sql_public_notice_insert(
        op, &(PublicNoticeInsertArgs){ alert, title, body, op->actor, op->now }, &made));
    TRY(alert_note(op, &a, STR("public notice written"), title));
    return audit_add(op, STR("alerts.notice_write"), name_of(op, made.v[0].id), title);
}

static PublicNotice from_row(const PublicNoticeAllRow *r)
{
    return (PublicNotice){ .id = r->id,
                           .alert = r->alert_id,
                           .place = r->place,
                           .place_name = r->place_name,
                           .title = r->title,
                           .body = r->body,
                           .author = r->author,
                           .author_name = r->author_name,
                           .written_at = r->written_at,
                           .published_at = r->published_at,
                           .withdrawn_at = r->withdrawn_at };
}

ErrCode public_notice_list(Op *op, int64_t alert, bool only_public, PublicNotices *ret)
{
    PublicNoticeAllRows rows;
    PublicNotice *v;
    TRY(sql_public_notice_all(op, alert, only_public, &rows));
    NEW(v, rows.n + 1, op->mem, &op->err);
    for (size_t i = 0; i < rows.n; i++) v[i] = from_row(&rows.v[i]);
    *ret = (PublicNotices){ rows.n, v };
    return ERR_OK;
}

static ErrCode find(Op *op, int64_t id, PublicNotice *ret)
{
    PublicNotices all;
    TRY(account_require(op, MAY_DECIDE));
    TRY(public_notice_list(op, 0, false, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].id == id) {
            *ret = all.v[i];
            return scope_require(op, all.v[i].place);
        }
    return err_set(&op->err, ERR_MISSING, "no notice has the number %lld", (long long)id);
}

ErrCode public_notice_publish(Op *op, int64_t id)
{
    PublicNotice n;
    PublicNoticePublishRows done;
    TRY(find(op, id, &n));
    if (n.author == op->actor)
        return err_set(&op->err, ERR_DENIED, "a second person has to publish what you wrote");
    TRY(sql_public_notice_publish(op, id, op->actor, op->now, &done));
    if (!done.n)
        return err_set(&op->err, ERR_CONFLICT, "notice %lld is published or withdrawn",
                       (long long)id);
    return audit_add(op, STR("alerts.notice_publish"), name_of(op, id), n.title);
}

ErrCode public_notice_withdraw(Op *op, int64_t id)
{
    PublicNotice n;
    PublicNoticeWithdrawRows done;
    TRY(find(op, id, &n));
    TRY(sql_public_notice_withdraw(op, id, op->now, &done));
    if (!done.n)
        return err_set(&op->err, ERR_CONFLICT, "notice %lld is withdrawn already", (long long)id);
    return audit_add(op, STR("alerts.notice_withdraw"), name_of(op, id), n.title);
}

static void element(Buf *out, const char *name, const char *attributes, Str value)
{
    buf_addf(out, "<%s%s>", name, attributes);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (c == '&' || c == '<' || c == '>')
            buf_addf(out, "&%s;", c == '&' ? "amp" : c == '<' ? "lt" : "gt");
        else if ((unsigned char)c >= 32 || c == '\n' || c == '\t')
            buf_add(out, (Str){ 1, &value.p[i] });
    }
    buf_addf(out, "</%s>\n", name);
}

/* RFC 3339 in UTC. */
static void time_element(Buf *out, const char *name, int64_t at)
{
    int s = (int)(at % 86400);
    buf_addf(out, "<%s>%sT%02d:%02d:%02dZ</%s>\n", name, date_text((int32_t)(at / 86400)).text,
             s / 3600, s / 60 % 60, s % 60, name);
}

static int64_t changed_at(const PublicNotice *n)
{
    return n->withdrawn_at > n->published_at ? n->withdrawn_at : n->published_at;
}

void public_notice_atom(const PublicNotices *all, Str site, int64_t now, Buf *out)
{
    int64_t newest = 0;
    for (size_t i = 0; i < all->n; i++)
        if (changed_at(&all->v[i]) > newest) newest = changed_at(&all->v[i]);
    buf_add(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed "
                     "xmlns=\"http://www.w3.org/2005/Atom\">\n"
                     "<title>Public "
                     "notices</title>\n<id>urn:belfry:notices</id>\n<author><name>Belfry</name></"
                     "author>\n"));
    if (site.n) buf_addf(out, "<link rel=\"self\" href=\"%.*s/notices.atom\"/>\n", STR_ARG(site));
    time_element(out, "updated", newest ? newest : now);
    for (size_t i = 0; i < all->n; i++) {
        const PublicNotice *n = &all->v[i];
        buf_addf(out, "<entry>\n<id>urn:belfry:notice:%lld</id>\n", (long long)n->id);
        element(out, "title", "", n->title);
        time_element(out, "published", n->published_at);
        time_element(out, "updated", changed_at(n));
        buf_addf(out, "<category term=\"%.*s\"/>\n", STR_ARG(n->place));
        element(out, "content", " type=\"text\"",
                n->withdrawn_at ? STR("This notice was withdrawn.") : n->body);
        buf_add(out, STR("</entry>\n"));
    }
    buf_add(out, STR("</feed>\n"));
}
