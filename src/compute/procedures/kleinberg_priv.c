#include "compute/procedures/kleinberg_priv.h"

ErrCode kleinberg_control(const ProcedureCall *c, KleinbergControl *ret)
{
    KleinbergControl k = { .base = 2.0, .gamma = 1.0 };
    TRY(setting_number(c->set, "s", 1.0, 1000.0, &k.base, c->err));
    TRY(setting_number(c->set, "gamma", -1e-300, 1e6, &k.gamma, c->err));
    *ret = k;
    return ERR_OK;
}
