// SPDX-License-Identifier: Apache-2.0
/**
 * audit: what happened at this authority, in a log that can only grow and that anyone can check.
 *
 * Every weighty event (a dispatch queued, a record used, an officer changed) becomes a leaf of a Merkle tree (RFC 6962),
 * written in the same transaction as the event itself: both happen or neither does. The leaf is public and holds no
 * content; the content (the *body*) lies beside it and can be erased when the law asks, without touching the tree:
 *
 *     body       {"actor":"off_...","at":"2026-11-20T15:30:00.000Z","details":{"dispatch":"sha256:..."}}   canonical JSON
 *     digest     SHA-256("comity audit body v1\n" + salt + body)         salt: 32 random bytes, kept with the body
 *     leaf       version byte 1, length of the event's name, the name, digest
 *     leaf hash  SHA-256(0x00 + leaf), as in RFC 6962
 *
 * A small worked case. A request is queued; its room appends, last in its transaction, and an auditor checks later:
 *
 *     await appendAudit(tx, { event: 'dispatch.queued', actor: officer.id, at: now, details: { dispatch, caseRef } }, random);
 *     const signed = await signCheckpointNow(db, { logKey, origin, now });   // recomputes the root first
 *     const proof = await proveEntry(db, 17);                                // against the newest checkpoint
 *
 * How it stays right:
 *  - One row holds the size and the frontier (the roots of the complete subtrees); it is locked by every append until
 *    the caller's transaction ends. A function of the database appends, so that nothing is sent to and fro meanwhile. So append
 *    last: whoever holds this row must not wait for anything else. Where one transaction does several things, each of which
 *    notes entries, they are gathered and appended together at its end (`gatherAudit`, `noteAudit`).
 *  - The catalogue says which events exist and which details each may carry, as identifiers, digests, counts and codes.
 *    A detail that is not in the catalogue is a broken assumption and stops the transaction, so neither a person's name
 *    nor a payload can slip in.
 *  - The database refuses UPDATE, DELETE and TRUNCATE on the leaves (a trigger), whatever statement comes, and lets bodies
 *    be erased but not changed.
 *  - Before a checkpoint is signed, the root is computed again from stored leaves and compared with the frontier and with
 *    the last head that was signed; see sign-checkpoint.ts for what is read each time. If anything differs, nothing is
 *    signed, and the answer says which entry is wrong.
 *
 * What it does not do: it keeps nothing secret (sealing and disk encryption are others' work), it does not show the log to
 * other authorities, and erasing a body does not reach into backups. An operator who owns the database can stop the log;
 * he cannot change its past unseen once somebody holds a checkpoint.
 *
 * Source: RFC 6962 section 2; C2SP tlog-checkpoint. The obvious alternative, a table with a hash chain, proves one entry
 * only by showing all that follow it.
 */
export { type AuditDetails, type AuditEventName, auditEvents, detailsFromOutside, isAuditEventName } from './catalogue.ts';
export { type AuditFieldKind, auditFields } from './fields.ts';
export { type AuditCallDeps, auditCalls } from './http.ts';
export { auditReference } from './reference.ts';
export { type CheckpointKeys, type SignedCheckpoint, signCheckpointNow } from './sign-checkpoint.ts';
export { proveEntry } from './prove-entry.ts';
export {
  type AuditEntry,
  type AuditPosition,
  appendAudit,
  appendAudits,
  appendUnasked,
  appendGathered,
  eraseEntryBody,
  gatherAudit,
  latestCheckpoint,
  noteAudit,
  readEntry,
  readPage,
  rootAtSize,
} from './store.ts';
export { auditMigrations } from './tables/store.ts';
export {
  type AuditEntryWire,
  type AuditProofWire,
  auditEntrySchema,
  auditPageSchema,
  auditProofSchema,
  type CheckpointWire,
  checkpointSchema,
} from './wire.ts';
