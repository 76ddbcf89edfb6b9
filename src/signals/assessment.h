/* assessment.h - what was judged of an issue, and the level that follows (form F3).
 *
 * The machine suggests a level by a stated rule, an author sets one and writes why, and a different
 * person has to agree before a level comes into force that is 1 or 2 or follows on one that was.
 * Versions are immutable. */
#ifndef SIGNALS_ASSESSMENT_H
#define SIGNALS_ASSESSMENT_H

#include "signals/issue.h"

typedef struct {
    int64_t id, issue_id, version, at, author;
    Str author_name;
    LevelEvidence evidence;
    Str experienced_why, evidenced_why, potential_why; /* what each score rests on */
    int suggested, level;
    Str why;                                    /* why this level */
    Str trend;                                  /* RIS, STE, FAL, UNK */
    int64_t likely_72h, likely_14d, likely_90d; /* place on the yardstick, 0: not judged */
    int64_t impact_safety, impact_fear, impact_relations, impact_trust, impact_democracy; /* 0-5 */
    Str what, where;
    Str vulnerable, protective; /* places and groups */
    Str gaps, alternatives;
    Str confidence; /* H, M, L */
    Str dissent, rights, asked;
    int64_t next_review_at; /* 0 to set it as late as the level allows */
    bool names_checked;     /* when setting: what looks like a person's name is none */
    Str state;              /* waits, in_force, returned, superseded, cancelled */
    Str state_reason;       /* what the second reader wrote */
} Assessment;

typedef struct {
    size_t n;
    const Assessment *v;
} Assessments;

/**
 * Keeps a new version (everything but id, version, at, author, suggested and state is given).  It
 * comes into force at once, or waits for a second reader; *ret_waits says which.  One that waited
 * before is superseded.
 *
 * error   ERR_DENIED    the actor may not assess, or the place is not in the actor's area
 *         ERR_INPUT     names the field; lawful protest alone raises no level; the review comes too
 *                       late for the level
 *         ERR_MISSING   no issue of that number
 *         ERR_CONFLICT  the issue is closed
 * test    tests/store/test_levels.c
 */
ErrCode assessment_set(Op *op, const Assessment *a, int64_t *ret_id, bool *ret_waits)
    NONNULL MUST_USE;

/**
 * The second reader agrees: the level comes into force.
 *
 * error   ERR_DENIED    the actor may not assess there, or is the author
 *         ERR_CONFLICT  it does not wait for a reader
 *         ERR_MISSING   no assessment of that number
 */
ErrCode assessment_approve(Op *op, int64_t id) NONNULL MUST_USE;

/**
 * The second reader does not agree, and says why; the level in force stays.
 *
 * error   as assessment_approve; ERR_INPUT  no reason
 */
ErrCode assessment_return(Op *op, int64_t id, Str reason) NONNULL MUST_USE;

/**
 * Takes back the level of an issue that came into force by mistake: it is unknown until it is
 * assessed again.  Nothing else can come of a cancellation.
 *
 * error   ERR_DENIED    the actor may not assess, or the place is not in the actor's area
 *         ERR_INPUT     no reason
 *         ERR_CONFLICT  the issue has no level, or was closed
 *         ERR_MISSING   no issue of that number
 */
ErrCode assessment_cancel(Op *op, int64_t issue, Str reason) NONNULL MUST_USE;

/**
 * The versions of an issue, newest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode assessment_list(Op *op, int64_t issue, Assessments *ret) NONNULL MUST_USE;

/**
 * The versions that wait for a second reader, everywhere, oldest first.
 *
 * own     *ret lives in op->mem
 * error   ERR_STORE  the database refused
 */
ErrCode assessment_waiting(Op *op, Assessments *ret) NONNULL MUST_USE;

/**
 * One version.
 *
 * own     *ret lives in op->mem
 * error   ERR_MISSING  no assessment of that number
 */
ErrCode assessment_find(Op *op, int64_t id, Assessment *ret) NONNULL MUST_USE;

#endif
