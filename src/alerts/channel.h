/* channel.h - what a channel is: one file in alerts/channels, one const struct at its foot.  A
 * channel gets a finished notice and an address and hands it over; it knows no alert and no
 * database. */
#ifndef ALERTS_CHANNEL_H
#define ALERTS_CHANNEL_H

#include "alerts/transport.h"

enum { ENVELOPE_PARTS = 20 };

typedef struct {
    Str name, type, bytes; /* of an attachment */
} EnvelopePart;

typedef struct {
    Str to;      /* the only address that it may go to */
    Str id;      /* the same for every attempt: message id, idempotency key */
    Str subject; /* one line */
    Str text;    /* for reading */
    Str brief;   /* for a text message */
    Str json;    /* for a system */
    Str secret;  /* that the receiving system knows as well */
    int64_t at;
    bool exercise;
    size_t parts_n;
    EnvelopePart parts[ENVELOPE_PARTS];
} Envelope;

typedef struct Channel {
    const char *name, *medium; /* medium: email, sms, webhook */
    const char *title;         /* for people */
    int rank;                  /* of the ready ones of a medium the lowest is taken */
    bool (*ready)(const DeliverySettings *s);
    SendResult (*send)(const DeliverySettings *s, Transport *t, const Envelope *m, Arena *mem);
} Channel;

#define CHANNEL(id)                                                                                \
    extern const Channel channel_##id;                                                             \
    const Channel channel_##id

extern const Channel *const channel_list[];

/** The channel that serves a medium under these settings, or NULL. */
const Channel *channel_for(const DeliverySettings *s, Str medium) NONNULL;

#endif
