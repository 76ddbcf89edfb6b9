/* The lists of the standard, which writer and reader share. */
#ifndef ALERTS_CAP_PRIV_H
#define ALERTS_CAP_PRIV_H

#include "alerts/cap.h"

/* What is wrong with a message, in words; NULL for nothing. */
const char *cap_fault(const CapMessage *m);

#endif
