// SPDX-License-Identifier: Apache-2.0
/**
 * Key history: the signed list of an authority's key events, and the state it folds to.
 *
 * Rules, in the order in which they are applied to each event:
 *
 *  1. The event is well formed (see key-events) and stands at its own index.
 *  2. The first is a genesis event and gives the identity; every other names that identity and the digest of its predecessor.
 *  3. Every signature on it holds, and enough different roots signed. For genesis and rotate-root those are the roots of the
 *     event itself, for every other the roots in force.
 *  4. rotate-root brings exactly the set whose digest the last root event fixed. So a thief of the present roots cannot install
 *     roots of his own, and an authority that lost its present roots can still go on with the next ones, which lay elsewhere.
 *  5. Raw keys are new: no key, and no half of a joined key, was ever used before in this history, for whatever purpose.
 *  6. Keys are fit (see public-key-check), of the suite their purpose asks for.
 *  7. A retired key is not retired again, a revoked one not changed; and one key for dispatches, one for sealing and one for
 *     the log stay active after every event. To replace a stolen key, add the new one first. Nothing follows a close.
 *
 * The first rule that fails is the one reported, with the number of the event. There is no rewriting: a history only grows,
 * and of two histories that part ways after a common beginning both are proof that the authority, or its roots, lied.
 *
 * Written times are not compared. A clock can be set; a position in a list cannot.
 */
import assert from 'node:assert/strict';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { applyContent, emptyState, rootKeysOf } from './apply-key-event.ts';
import type { KeyEvent } from './key-change.ts';
import { keyEventType, readKeyEvent } from './key-events.ts';
import { authorityIdOf } from './key-id.ts';
import { activeKeys, type KeyState } from './key-state.ts';
import type { SignatureSuite } from '../suites/signature-suite.ts';
import { documentDigest, readSigned, type SignedDocument, verifySigned } from '../signed-document.ts';
import type { Suites } from '../suites/suites.ts';

/** A history longer than this is a nuisance, not an authority that rotates its keys: two a week for forty years. */
const eventsMax = 4096;
const alwaysActive = ['dispatch', 'seal', 'log'] as const;

/** The state after all events, or the first rule that is broken. An empty history is refused. */
export function foldKeyHistory(events: readonly Uint8Array[], suites: Suites): Result<KeyState> {
  if (events.length === 0 || events.length > eventsMax) {
    return refused('keyHistory', `A key history has 1 to ${eventsMax} events, not ${events.length}.`);
  }
  return extendKeyState(null, events, suites);
}

/** The state after more events: for a reader who has verified and kept the state of the events before. Null is the empty history. */
export function extendKeyState(known: KeyState | null, events: readonly Uint8Array[], suites: Suites): Result<KeyState> {
  let state = known;
  for (const bytes of events) {
    const next = applyKeyEvent(state, bytes, suites);
    if (!next.ok) return next;
    state = next.value;
  }
  assert(state !== null, 'at least one event was applied');
  return ok(state);
}

function applyKeyEvent(state: KeyState | null, bytes: Uint8Array, suites: Suites): Result<KeyState> {
  const index = state?.size ?? 0;
  const name = `keyHistory[${index}]`;
  if (index >= eventsMax) return refused(name, `A key history ends after ${eventsMax} events.`);
  const document = readSigned(bytes, name);
  if (!document.ok) return document;
  if (document.value.payloadType !== keyEventType) return refused(name, 'It is not a key event.');
  return applyDocument(state, document.value, { index, name, suites, isSigned: true });
}

/** The state that an event would lead to if enough roots signed it: for whoever prepares one. */
export function previewKeyEvent(state: KeyState, document: SignedDocument, suites: Suites): Result<KeyState> {
  return applyDocument(state, document, { index: state.size, name: `keyHistory[${state.size}]`, suites, isSigned: false });
}

function applyDocument(
  state: KeyState | null,
  document: SignedDocument,
  by: { readonly index: number; readonly name: string; readonly suites: Suites; readonly isSigned: boolean },
): Result<KeyState> {
  const { index, name, suites } = by;
  const read = readKeyEvent(document.payload, name);
  if (!read.ok) return read;
  const placed = checkPlace(state, read.value, { index, name });
  if (!placed.ok) return placed;
  const signed = by.isSigned ? checkSigners(state, document, { event: read.value, name, suite: suites.suite }) : ok(null);
  if (!signed.ok) return signed;
  const base = state ?? emptyState(authorityIdOf(document.payload));
  const next = applyContent({ ...base, size: index + 1, head: documentDigest(document) }, read.value.content, { name, suites });
  if (!next.ok) return next;
  if (next.value.closedAt !== null) return next;
  const missing = alwaysActive.find((purpose) => activeKeys(next.value, purpose).length === 0);
  return missing === undefined ? next : refused(name, `After it there would be no active key for ${missing}.`);
}

function checkPlace(state: KeyState | null, event: KeyEvent, at: { readonly index: number; readonly name: string }): Result<null> {
  if (event.index !== at.index) return refused(`${at.name}.index`, `It says it stands at ${event.index}.`);
  if (state === null) return event.content.kind === 'genesis' ? ok(null) : refused(at.name, 'The first event is not a genesis event.');
  if (state.closedAt !== null) return refused(at.name, 'The authority was closed before it.');
  if (event.after === null) return refused(at.name, 'A genesis event stands in the middle.');
  if (event.after.authority !== state.authorityId) return refused(`${at.name}.authority`, 'It belongs to another authority.');
  if (event.after.prev !== state.head) return refused(`${at.name}.prev`, 'It does not follow the event before it.');
  return ok(null);
}

function checkSigners(
  state: KeyState | null,
  document: SignedDocument,
  by: { readonly event: KeyEvent; readonly name: string; readonly suite: SignatureSuite },
): Result<null> {
  const { content } = by.event;
  const signsForItself = content.kind === 'genesis' || content.kind === 'rotate-root';
  const roots = signsForItself ? rootKeysOf(content.roots, by.suite) : (state?.roots ?? []);
  const threshold = signsForItself ? content.threshold : (state?.threshold ?? Number.POSITIVE_INFINITY);
  const verified = verifySigned(
    document,
    { suite: by.suite, keys: (keyId) => roots.find((root) => root.keyId === keyId)?.publicKey ?? null },
    by.name,
  );
  if (!verified.ok) return verified;
  // Ids of keys are digests of raw keys, so different ids are different keys.
  if (verified.value.keyIds.length >= threshold) return ok(null);
  return refused(`${by.name}.signatures`, `${verified.value.keyIds.length} of the ${threshold} roots that are needed signed it.`);
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Refuse this key history and ask the authority by another way.');
}
