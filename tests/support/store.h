/* store.h - runs a test body on SQLite and on PostgreSQL. */
#ifndef TESTS_SUPPORT_STORE_H
#define TESTS_SUPPORT_STORE_H

#include "check.h"
#include "store/db.h"

/* The body gets a writing operation on a migrated, otherwise empty database; whatever it did is
 * thrown away. */
void on_both_databases(void (*body)(Op *op));

/* The body gets the address of a migrated, otherwise empty database of its own. */
void on_both_addresses(void (*body)(const char *address));

/* Runs one operation at an address; what it did is committed.  Fails the test when it fails. */
void in_op(const char *address, OpMode mode, void (*body)(Op *op, void *context), void *context);

#endif
