// SPDX-License-Identifier: Apache-2.0
/**
 * Which key counted when: decided by position in the exporter's log, never by a moment that somebody claims.
 *
 * The log's entry of each dispatch holds how far both key histories went when it was written, and cannot be rewritten. So the key
 * under a dispatch must have been in use in the fold of its author's history at exactly that size:
 *
 *     history of XA    genesis  add K2  retire K1  revoke K1 (suspect from 40)
 *     entry 31 of XA's log says "4 events"            a dispatch signed by K1 is not believed, whatever its date
 *     entry 12 of XA's log says "1 event"             the same signature holds
 *
 * A dispatch of the other side may have been on its way while its key was retired, so a retired key counts there and a revoked one
 * does not. A key that was revoked afterwards makes the dispatch suspect from the position its owner names: the bundle says so in a
 * line of its own, since what was signed before a theft stands.
 */
import { z } from 'zod';
import { ok, type Result } from '../kernel/index.ts';
import { type AuthorityId, type AuthorityKey, isDigest, keyById, wasActiveAt } from '../seals/index.ts';
import { signerOf } from './bundle-check.ts';
import { broken, type BundledDispatch, type BundleLine, type ReadBundle } from './read-bundle.ts';

export const positionFacts = z.object({
  keyEvents: z.int().min(1),
  keyState: z.string().refine(isDigest),
  peerKeyEvents: z.int().min(1).optional(),
});
export type PositionFacts = z.infer<typeof positionFacts>;

/** The line that a suspect dispatch needs, or null; an issue when its key did not count at the entry. */
export function verifyKeyPosition(
  bundle: ReadBundle,
  dispatch: BundledDispatch,
  entry: { readonly path: string; readonly index: number; readonly facts: PositionFacts },
): Result<BundleLine | null> {
  const author = signerOf(dispatch);
  const isOwn = author === bundle.certificate.exportedBy;
  const state = bundle.keyStates.get(author as AuthorityId);
  const keyId = dispatch.document.signatures[0]?.keyId;
  const key = state === undefined || keyId === undefined ? null : keyById(state, keyId);
  const events = isOwn ? entry.facts.keyEvents : entry.facts.peerKeyEvents;
  if (state === undefined || key === null || events === undefined)
    return broken(entry.path, "The entry does not say how far its author's key history went.");
  if (events > state.size) return broken(entry.path, `The key history in the bundle ends before event ${events}, which the entry names.`);
  const counted = wasActiveAt(key, events) || (!isOwn && wasRetiredAt(key, events));
  if (!counted) return broken(dispatch.path, `Its key did not count when the key history had ${events} events.`);
  return ok(suspicion(key, { author, digest: dispatch.digest, index: isOwn ? entry.index : null }));
}

function wasRetiredAt(key: AuthorityKey, events: number): boolean {
  return wasActiveAt({ ...key, retiredAt: null }, events);
}

/** Of the other side's dispatches we do not know the place in its own log; so all of a revoked key are named. */
function suspicion(key: AuthorityKey, given: { author: string; digest: string; index: number | null }): BundleLine | null {
  if (key.revokedAt === null || (given.index !== null && given.index < (key.suspectFrom ?? 0))) return null;
  const what = `has revoked the key under ${given.digest}, with effect from entry ${key.suspectFrom ?? 0} of its own log: ask it to affirm this one`;
  return { what, by: given.author, clause: null };
}
