/* settings.h - how notices leave this machine: mail server, webhooks, GOV.UK Notify, and where an
 * exercise's notices go instead.  Read from a file of its own, because it holds passwords; the
 * database never does. */
#ifndef ALERTS_SETTINGS_H
#define ALERTS_SETTINGS_H

#include "base/arena.h"

enum { SETTINGS_ALLOWED = 16 };

typedef enum { MAIL_STARTTLS, MAIL_TLS, MAIL_PLAIN } MailSafety;

typedef struct {
    bool ready;
    Str host;
    int port;
    MailSafety safety;
    Str user, password, from;
    Str ca; /* file of the authorities that are trusted, "" for the system's */
} MailSettings;

typedef struct {
    size_t allowed_n;
    Str allowed[SETTINGS_ALLOWED]; /* HOST:PORT of our own net that may be called, without TLS too
                                    */
    int64_t timeout_seconds;
} WebhookSettings;

typedef struct {
    bool ready;
    Str address, service, secret; /* of the key: its last two parts */
    Str email_template, sms_template;
} NotifySettings;

typedef struct {
    Str site; /* https://... that people reach the site at, "" for none: notices have no links then
               */
    MailSettings mail;
    WebhookSettings webhook;
    NotifySettings notify;
    Str exercise_email, exercise_phone, exercise_webhook; /* "" for none */
} DeliverySettings;

/**
 * Reads and checks the settings; `name` stands in messages, never a password.
 *
 * own     the texts live in mem
 * error   ERR_INPUT  line and field of what is wrong
 * test    tests/unit/test_delivery_settings.c
 */
ErrCode delivery_settings_parse(Str text, const char *name, Arena *mem, DeliverySettings *ret,
                                Err *e) NONNULL MUST_USE;

/**
 * Reads the file, which nobody but its owner may read.
 *
 * error   ERR_IO     it cannot be read
 *         ERR_INPUT  others may read it, or as delivery_settings_parse
 */
ErrCode delivery_settings_load(const char *path, Arena *mem, DeliverySettings *ret, Err *e)
    NONNULL MUST_USE;

#endif
