/* `belfry contacts` - who sits at which desk, who is on duty, and what is silenced. */
#include "access/account.h"
#include "alerts/contact.h"
#include "alerts/deliver.h"
#include "base/london.h"
#include "cli/serve_site.h"

static const char *const list_columns[] = { "id",    "desk",    "area",        "name", "email",
                                            "phone", "webhook", "digest_from", NULL };
static const char *const shift_columns[] = { "id",   "contact", "name",  "desk",
                                             "area", "from",    "until", NULL };
static const char *const silence_columns[] = { "id", "match", "until", "owner", "reason", NULL };

static Str option(const CommandCall *call, const char *name)
{
    return str_of(call_option(call, name));
}

static ErrCode list(CommandCall *call, Op *op)
{
    Contacts all;
    TRY(contact_list(op, option(call, "desk"), &all));
    Table t = table_open(op->mem, call->format, list_columns);
    for (size_t i = 0; i < all.n; i++) {
        const Contact *c = &all.v[i];
        table_int(&t, c->id);
        table_text(&t, c->desk);
        table_text(&t, c->area);
        table_text(&t, c->name);
        table_text(&t, c->email);
        table_text(&t, c->phone);
        table_text(&t, c->webhook);
        table_int(&t, c->digest_from);
    }
    return table_print(&t, "no contacts", call->out, &op->err);
}

static ErrCode add(CommandCall *call, Op *op)
{
    int64_t id, digest = 5;
    const char *text = call_option(call, "digest-from");
    if (text) TRY(str_int(str_of(text), "--digest-from", &digest, &op->err));
    Contact c = { .desk = option(call, "desk"),
                  .area = option(call, "area"),
                  .name = option(call, "name"),
                  .email = option(call, "email"),
                  .phone = option(call, "phone"),
                  .webhook = option(call, "webhook"),
                  .digest_from = digest < 0 || digest > 9 ? 0 : (int)digest };
    TRY(contact_add(op, &c, &id));
    buf_addf(call->out, "contact %lld added\n", (long long)id);
    return ERR_OK;
}

static ErrCode read_id(const CommandCall *call, Op *op, int64_t *ret)
{
    return str_int(str_of(call->argv[1]), "ID", ret, &op->err);
}

static ErrCode close_one(CommandCall *call, Op *op)
{
    int64_t id;
    TRY(read_id(call, op, &id));
    TRY(contact_close(op, id));
    buf_addf(call->out, "contact %lld closed\n", (long long)id);
    return ERR_OK;
}

static ErrCode read_time(const CommandCall *call, Op *op, const char *name, int64_t otherwise,
                         int64_t *ret)
{
    const char *text = call_option(call, name);
    *ret = otherwise;
    return text ? london_parse(str_of(text), name, ret, &op->err) : ERR_OK;
}

static ErrCode rota(CommandCall *call, Op *op)
{
    Shifts all;
    TRY(shift_list(op, &all));
    Table t = table_open(op->mem, call->format, shift_columns);
    for (size_t i = 0; i < all.n; i++) {
        const Shift *s = &all.v[i];
        table_int(&t, s->id);
        table_int(&t, s->contact);
        table_text(&t, s->name);
        table_text(&t, s->desk);
        table_text(&t, s->area);
        table_text(&t, arena_str(op->mem, str_of(london_words(s->from_at).text)));
        table_text(&t, arena_str(op->mem, str_of(london_words(s->until_at).text)));
    }
    return table_print(&t, "nobody is on duty: all of a desk are told", call->out, &op->err);
}

static ErrCode duty(CommandCall *call, Op *op)
{
    int64_t id, from, until;
    TRY(read_id(call, op, &id));
    TRY(read_time(call, op, "from", op->now, &from));
    TRY(read_time(call, op, "until", 0, &until));
    TRY(shift_add(op, id, from, until));
    buf_add(call->out, STR("shift added\n"));
    return ERR_OK;
}

static ErrCode off_duty(CommandCall *call, Op *op)
{
    int64_t id;
    TRY(read_id(call, op, &id));
    TRY(shift_remove(op, id));
    buf_add(call->out, STR("shift removed\n"));
    return ERR_OK;
}

static ErrCode silences(CommandCall *call, Op *op)
{
    Silences all;
    TRY(silence_list(op, &all));
    Table t = table_open(op->mem, call->format, silence_columns);
    for (size_t i = 0; i < all.n; i++) {
        const Silence *s = &all.v[i];
        table_int(&t, s->id);
        table_text(&t, s->matches);
        table_text(&t, arena_str(op->mem, str_of(london_words(s->until_at).text)));
        table_text(&t, s->owner_name);
        table_text(&t, s->reason);
    }
    return table_print(&t, "nothing is silenced", call->out, &op->err);
}

static ErrCode silence(CommandCall *call, Op *op)
{
    int64_t until;
    TRY(read_time(call, op, "until", 0, &until));
    TRY(silence_add(op, option(call, "match"), until, option(call, "reason")));
    buf_add(call->out, STR("silenced\n"));
    return ERR_OK;
}

static ErrCode unsilence(CommandCall *call, Op *op)
{
    int64_t id;
    TRY(read_id(call, op, &id));
    TRY(silence_stop(op, id));
    buf_add(call->out, STR("the silence ended\n"));
    return ERR_OK;
}

/* The secret that a partner's system checks our signature with. */
static ErrCode secret(CommandCall *call, Op *op)
{
    char room[4200];
    const char *path = serve_key_path(call, room, sizeof room);
    int64_t id;
    Key key;
    Contact c;
    bool found;
    TRY(account_require(op, MAY_ADMINISTER));
    TRY(read_id(call, op, &id));
    TRY(contact_find(op, id, &c, &found));
    if (!found || !c.webhook.n)
        return err_set(&op->err, ERR_MISSING, "contact %lld is closed or has no webhook",
                       (long long)id);
    if (!path) return err_set(&op->err, ERR_INPUT, "--key FILE is needed");
    TRY(key_load(path, &key, &op->err));
    buf_addf(call->out, "%s\n", deliver_webhook_secret(&key, id).hex);
    return ERR_OK;
}

static const CommandVerb verbs[] = {
    { "list", 1, OP_READ, list },
    { "add", 1, OP_WRITE, add },
    { "close", 2, OP_WRITE, close_one },
    { "rota", 1, OP_READ, rota },
    { "duty", 2, OP_WRITE, duty },
    { "off-duty", 2, OP_WRITE, off_duty },
    { "silences", 1, OP_READ, silences },
    { "silence", 1, OP_WRITE, silence },
    { "unsilence", 2, OP_WRITE, unsilence },
    { "secret", 2, OP_READ, secret },
    { NULL, 0, OP_READ, NULL },
};

static ErrCode run(CommandCall *call)
{
    return call_verb(call, verbs);
}

static const CommandOption options[] = {
    { "desk", "NAME", "add: a desk of the routing; list: only this desk" },
    { "area", "CODE", "add: the place that the contact is for; empty for everywhere" },
    { "name", "TEXT", "add: person or system" },
    { "email", "ADDRESS", "add" },
    { "phone", "NUMBER", "add: for text messages" },
    { "webhook", "URL", "add: https address of a partner's system" },
    { "digest-from", "3-7", "add: levels from this on come once a day (default: 5)" },
    { "from", "TIME", "duty: such as 2026-11-24T16:30 (default: now)" },
    { "until", "TIME", "duty and silence: when it ends" },
    { "match", "LABEL=VALUE...", "silence: which alerts" },
    { "reason", "TEXT", "silence: why" },
    { "key", "FILE", "secret: the installation's key (default: beside a SQLite file)" },
    { NULL, NULL, NULL },
};

COMMAND(contacts) = {
    .name = "contacts",
    .usage =
        "contacts [list|add|close ID|rota|duty ID|off-duty SHIFT|silences|silence|unsilence ID|"
        "secret ID]",
    .summary = "Who is told: people and systems of each desk, rotas, silences",
    .help =
        "While somebody is on duty for a desk and area, only they are told; otherwise all of "
        "them.\n"
        "A silence mutes notices of alerts that match, for at most seven days, with your name and\n"
        "reason; levels 1 and 2 cannot be silenced.  Times are local in England.\n",
    .options = options,
    .max_args = 2,
    .needs = NEEDS_CONNECTION,
    .run = run,
};
