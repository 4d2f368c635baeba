// SPDX-License-Identifier: Apache-2.0
/**
 * Keys as they travel between servers, and as the workplace sees them.
 *
 * `peering.keys` is pushed the moment a key history grows; the question is how a server asks a peer how far its history goes.
 * Pages: wire/peering-keys.md, wire/key-question.md.
 */
import { z } from 'zod';

/** Events in one dispatch or answer: each of them is up to some tens of kilobytes. */
export const eventsAtOnceMax = 32;
/** Places in one dispatch; a longer list goes in several. */
export const standsAtOnceMax = 1000;

const events = z.array(z.string().max(400_000)).max(eventsAtOnceMax);

/** Up to this place of a channel, everything that the sender's revoked key has signed stands. */
export const standSchema = z.strictObject({
  channel: z.string().max(200),
  epoch: z.int().min(0),
  seq: z.int().min(1),
  digest: z.string().max(80),
});
export type StandWire = z.infer<typeof standSchema>;

export const keysBodySchema = z.strictObject({
  /** The position of the first event. */
  from: z.int().min(0),
  events,
  stands: z.array(standSchema).max(standsAtOnceMax),
});
export type KeysBodyWire = z.infer<typeof keysBodySchema>;

export const keyQuestionSchema = z.strictObject({
  v: z.literal(1),
  from: z.string().max(80),
  to: z.string().max(80),
  /** How many events of the asked authority the asker holds. */
  after: z.int().min(0),
  /** How many events the asker's own history has, so that one who lost the end of it gets it back. */
  own: z.int().min(0),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
});
export type KeyQuestionWire = z.infer<typeof keyQuestionSchema>;

export const keyAnswerSchema = z.strictObject({
  v: z.literal(1),
  /** The signed view, in base 64. */
  view: z.string().max(20_000),
  events,
  /** What the asker's own history has beyond `own`, as the asked one holds it. */
  yours: events,
  /** How many entries the asker's log had at least, as its own receipts prove. */
  seen: z.int().min(0),
});
export type KeyAnswerWire = z.infer<typeof keyAnswerSchema>;

// --- calls ------------------------------------------------------------------------------------------------------
export const keyEventRowSchema = z.strictObject({
  index: z.int(),
  kind: z.string(),
  digest: z.string(),
  at: z.string(),
  /** When this server took it in; null for events that came with the invitation before this was noted. */
  seenAt: z.string().nullable(),
  signatures: z.int(),
  keyIds: z.array(z.string()),
  /** For `revoke-key`: the position in its author's log from which it is suspect. */
  suspectFrom: z.int().nullable(),
});
export const keyRowSchema = z.strictObject({
  keyId: z.string(),
  purpose: z.string(),
  suite: z.string(),
  state: z.enum(['active', 'waiting', 'retired', 'revoked']),
  addedAt: z.int(),
  endedAt: z.int().nullable(),
  /** When it was added, as its authority dates it. */
  since: z.string().nullable(),
  epochFrom: z.string().nullable(),
  epochUntil: z.string().nullable(),
});
export type KeyRowWire = z.infer<typeof keyRowSchema>;

export const peerKeysSchema = z.strictObject({
  authorityId: z.string(),
  keysSeenAt: z.string().nullable(),
  isStale: z.boolean(),
  skewMs: z.int().nullable(),
  events: z.array(keyEventRowSchema),
  keys: z.array(keyRowSchema),
  /** Why the exchange was frozen, with the evidence by its digest. */
  evidence: z.array(z.strictObject({ digest: z.string(), kind: z.string(), at: z.string() })),
  suspects: z.array(z.strictObject({ dispatch: z.string(), caseRef: z.string().nullable(), keyId: z.string(), since: z.string() })),
});
export type PeerKeysWire = z.infer<typeof peerKeysSchema>;

/** A change of keys that was laid before the officers: what it does, and whether it needed no approval and is done. */
export const keyChangeSchema = z.strictObject({ sentences: z.array(z.string()), isApplied: z.boolean() });

export const ownKeysSchema = z.strictObject({
  authorityId: z.string(),
  head: z.string(),
  size: z.int(),
  threshold: z.int(),
  roots: z.int(),
  restoreEpoch: z.int(),
  events: z.array(keyEventRowSchema),
  keys: z.array(keyRowSchema),
  /** Peers, and how many of our events each is known to hold. */
  peers: z.array(z.strictObject({ authorityId: z.string(), name: z.string(), isTold: z.boolean() })),
});
export type OwnKeysWire = z.infer<typeof ownKeysSchema>;
