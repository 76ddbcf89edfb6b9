#include "alerts/channel.h"

const Channel *channel_for(const DeliverySettings *s, Str medium)
{
    const Channel *best = NULL;
    for (const Channel *const *c = channel_list; *c; c++)
        if (str_eq(str_of((*c)->medium), medium) && (*c)->ready(s) &&
            (!best || (*c)->rank < best->rank))
            best = *c;
    return best;
}
