/* What the two channels over GOV.UK Notify share. */
#ifndef ALERTS_CHANNELS_NOTIFY_PRIV_H
#define ALERTS_CHANNELS_NOTIFY_PRIV_H

#include "alerts/channel.h"

/* Posts to /v2/notifications/KIND with a token of its own. */
SendResult notify_post(const DeliverySettings *s, Transport *t, const char *kind, int64_t at,
                       Str body, Arena *mem);

#endif
