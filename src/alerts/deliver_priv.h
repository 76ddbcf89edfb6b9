/* What the sender and the writer of envelopes share. */
#ifndef ALERTS_DELIVER_PRIV_H
#define ALERTS_DELIVER_PRIV_H

#include "alerts/channel.h"
#include "alerts/deliver.h"

/* The message as it leaves; it is rendered from issues that never change, so every attempt says the
 * same. */
ErrCode deliver_envelope(Op *op, const Delivery *d, const OutboxMessage *m, Envelope *ret) MUST_USE;

#endif
