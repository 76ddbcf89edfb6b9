/* page_cache.h - answers that are the same for every visitor, kept while the database stays as it
 * is.  Bounded in number and bytes; beyond that the oldest questions are asked again. */
#ifndef WEB_PAGE_CACHE_H
#define WEB_PAGE_CACHE_H

#include "web/site.h"

typedef struct PageCache PageCache;

/** An empty cache; NULL when there is no memory. */
PageCache *page_cache_open(void) MUST_USE;

/** Frees it; NULL is fine. */
void page_cache_close(PageCache *c);

/** Copies the answer kept under a key for that version of the database, if there is one. */
bool page_cache_get(PageCache *c, Str key, int64_t version, Answer *ret) NONNULL;

/** Keeps an answer, when it is one to keep. */
void page_cache_keep(PageCache *c, Str key, int64_t version, const Answer *a) NONNULL;

#endif
