// SPDX-License-Identifier: Apache-2.0
/**
 * Key histories that come inside a dispatch: a consent, a recall, or an answer to one carries the history of whoever signed it, so
 * that a reader who never met the signer can check it. Here the reader may have met him, and know more than the document shows.
 *
 *     the document shows         held here                     what follows
 *     genesis add                nothing: no peer              nothing can be compared; the document proves itself
 *     genesis add                genesis add revoke            signed with the revoked key: the dispatch is rejected
 *     genesis add revoke         genesis add                   the tail is taken in like one that was pushed
 *     genesis add' ...           genesis add revoke            a fork: the signer is frozen, the evidence kept, the dispatch rejected
 *
 * It is asked before any room sees the dispatch, for every document anywhere in its body, whoever brings it: a forged consent of B
 * that A carries to C is caught at C if C exchanges keys with B. A peer whose fingerprint nobody has confirmed yet is not compared.
 *
 * What it does not do: it judges no document by its content (the rooms do), and freezes nobody for carrying what others have signed.
 *
 * Source: the validity rule of key histories (take-key-events.ts); a document without a position in a log is believed only while its
 * key is not revoked.
 */
import type { Instant } from '../../kernel/index.ts';
import { compareHistories, foldKnownHistory, fromBase64, keyById, type KeyState, readSigned, sharedKeyOf } from '../../seals/index.ts';
import { reject, type Rejection } from '../examine-dispatch.ts';
import type { ExchangePorts } from '../ports.ts';
import { takeKeyEvents } from './take-key-events.ts';

interface Carried {
  readonly document: string;
  readonly history: readonly string[];
}

/** How deep a body is looked into; strict JSON lets none be deeper. */
const depthMax = 32;

/** Null when nothing that is known here speaks against the documents in the body; what it learns of keys is kept either way. */
export async function takeCarriedHistories<Tx>(ports: ExchangePorts<Tx>, tx: Tx, body: unknown, at: Instant): Promise<Rejection | null> {
  const bySigner = new Map<string, { readonly events: readonly Uint8Array[]; readonly documents: string[] }>();
  for (const { document, history } of carriedIn(body, 0)) {
    const spelled = history.join('\n');
    const known = bySigner.get(spelled);
    const events = known?.events ?? history.flatMap((event) => fromBase64(event) ?? []);
    if (events.length < history.length) return malformed;
    if (known === undefined) bySigner.set(spelled, { events, documents: [document] });
    else known.documents.push(document);
  }
  const found = [...bySigner.values()].map((one) => ({ ...one, state: foldKnownHistory(one.events, ports) }));
  // The rows of peers are locked in one order, whatever the order in which a body names them.
  const sorted = found.flatMap(({ state, ...one }) => (state.ok ? [{ ...one, state: state.value }] : []));
  if (sorted.length < found.length) return malformed;
  for (const { state, events, documents } of sorted.toSorted((left, right) =>
    left.state.authorityId < right.state.authorityId ? -1 : 1,
  )) {
    const rejection = await judgeOne(ports, tx, { state, events, documents, at });
    if (rejection !== null) return rejection;
  }
  return null;
}

async function judgeOne<Tx>(
  ports: ExchangePorts<Tx>,
  tx: Tx,
  given: { readonly state: KeyState; readonly events: readonly Uint8Array[]; readonly documents: readonly string[]; readonly at: Instant },
): Promise<Rejection | null> {
  const { state, events, documents, at } = given;
  const { authorityId } = state;
  if (authorityId === ports.self.authorityId) {
    const compared = compareHistories(ports.self.history, events, 0);
    return compared.ok && compared.value.kind === 'known' ? revoked(ports.self.keyState, documents) : notOurs;
  }
  const peer = await ports.store.peerNow(authorityId);
  if (peer === null || peer.state === 'invited') return sharedKeyOf(state, ports.self.keyState) === null ? null : malformed;
  const taken = await takeKeyEvents(ports, tx, { peer: authorityId, from: 0, events, at });
  switch (taken.outcome) {
    case 'frozen':
      return reject('document-invalid', `A document in it shows a key history of ${authorityId} that contradicts the one held here.`);
    case 'refused':
      return malformed;
    case 'extended':
      return revoked(taken.state, documents);
    case 'known':
    case 'gap':
      return revoked(peer.keyState, documents);
  }
}

function revoked(state: KeyState, documents: readonly string[]): Rejection | null {
  const isByRevoked = documents.some((document) => {
    const bytes = fromBase64(document);
    const signed = bytes === null ? null : readSigned(bytes, 'document');
    if (signed === null || !signed.ok) return false;
    return signed.value.signatures.some(({ keyId }) => (keyById(state, keyId)?.revokedAt ?? null) !== null);
  });
  if (!isByRevoked) return null;
  return reject(
    'document-invalid',
    `A document in it is signed by a key that ${state.authorityId} has revoked since; ask it to sign anew.`,
  );
}

const malformed = reject('document-invalid', 'The key history of a document in it does not hold.');
const notOurs = reject('document-invalid', 'A document in it shows a key history in our name that is not ours.');

/** Everything in a body that has the two members of a carried document. */
function carriedIn(value: unknown, depth: number): Carried[] {
  if (typeof value !== 'object' || value === null || depth > depthMax) return [];
  if (Array.isArray(value)) return value.flatMap((element) => carriedIn(element, depth + 1));
  const { document, history } = value as { readonly document?: unknown; readonly history?: unknown };
  const own = typeof document === 'string' && isTexts(history) ? [{ document, history }] : [];
  return [...own, ...Object.values(value).flatMap((member) => carriedIn(member, depth + 1))];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((element) => typeof element === 'string');
}
