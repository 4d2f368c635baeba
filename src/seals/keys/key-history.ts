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
 *     the log stay active after every event. To replace a stolen key, add the new one first.
 *
 * The first rule that fails is the one reported, with the number of the event. There is no rewriting: a history only grows,
 * and of two histories that part ways after a common beginning both are proof that the authority, or its roots, lied.
 *
 * Written times are not compared. A clock can be set; a position in a list cannot.
 */
import assert from 'node:assert/strict';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Digest, digestOfJson } from '../digest.ts';
import { equalBytes, toBase64 } from '../encoding.ts';
import { type Genesis, type KeyChange, type KeyEvent, keyEventType, type NewKey, readKeyEvent, type RootSet } from './key-events.ts';
import { type AuthorityId, authorityIdOf, type KeyId, keyIdOf } from './key-id.ts';
import { activeKeys, keyById, type KeyState, type RootKey } from './key-state.ts';
import { checkPublicKey } from '../suites/public-key-check.ts';
import { logSuite, type SignatureSuite } from '../suites/signature-suite.ts';
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

/** What a root event fixes about the set that may follow it: which keys, in which order, and how many must sign. */
export function rootsDigest(roots: readonly Uint8Array[], threshold: number): Digest {
  return digestOfJson({ roots: roots.map(toBase64), threshold });
}

function applyKeyEvent(state: KeyState | null, bytes: Uint8Array, suites: Suites): Result<KeyState> {
  const index = state?.size ?? 0;
  const name = `keyHistory[${index}]`;
  if (index >= eventsMax) return refused(name, `A key history ends after ${eventsMax} events.`);
  const document = readSigned(bytes, name);
  if (!document.ok) return document;
  if (document.value.payloadType !== keyEventType) return refused(name, 'It is not a key event.');
  const read = readKeyEvent(document.value.payload, name);
  if (!read.ok) return read;
  const placed = checkPlace(state, read.value, { index, name });
  if (!placed.ok) return placed;
  const signed = checkSigners(state, document.value, { event: read.value, name, suite: suites.suite });
  if (!signed.ok) return signed;
  const base = state ?? emptyState(authorityIdOf(document.value.payload));
  const next = applyContent({ ...base, size: index + 1, head: documentDigest(document.value) }, read.value.content, { name, suites });
  if (!next.ok) return next;
  const missing = alwaysActive.find((purpose) => activeKeys(next.value, purpose).length === 0);
  return missing === undefined ? next : refused(name, `After it there would be no active key for ${missing}.`);
}

function checkPlace(state: KeyState | null, event: KeyEvent, at: { readonly index: number; readonly name: string }): Result<null> {
  if (event.index !== at.index) return refused(`${at.name}.index`, `It says it stands at ${event.index}.`);
  if (state === null) return event.content.kind === 'genesis' ? ok(null) : refused(at.name, 'The first event is not a genesis event.');
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

function emptyState(authorityId: AuthorityId): KeyState {
  const nothing = rootsDigest([], 0);
  return { authorityId, size: 0, head: nothing, threshold: 0, roots: [], nextRootsDigest: nothing, keys: [], endpoint: null };
}

function applyContent(
  state: KeyState,
  content: Genesis | KeyChange,
  by: { readonly name: string; readonly suites: Suites },
): Result<KeyState> {
  switch (content.kind) {
    case 'genesis': {
      let next = withRoots(state, content, by);
      for (const [index, key] of content.keys.entries()) {
        if (!next.ok) return next;
        next = withKey(next.value, key, { name: `${by.name}.keys[${index}]`, suites: by.suites });
      }
      return next;
    }
    case 'rotate-root':
      if (rootsDigest(content.roots, content.threshold) === state.nextRootsDigest) return withRoots(state, content, by);
      return refused(`${by.name}.roots`, 'These are not the roots that the last root event fixed as the next.');
    case 'add-key':
      return withKey(state, content, { name: `${by.name}.key`, suites: by.suites });
    case 'retire-key':
    case 'revoke-key':
      return withEndedKey(state, content, by.name);
    case 'endpoint':
      return ok({ ...state, endpoint: content.url });
  }
}

function withRoots(state: KeyState, set: RootSet, by: { readonly name: string; readonly suites: Suites }): Result<KeyState> {
  const roots: RootKey[] = [];
  for (const [index, root] of rootKeysOf(set.roots, by.suites.suite).entries()) {
    const path = `${by.name}.roots[${index}]`;
    const fit = checkNewKey([...keysOf(state), ...roots.map(({ publicKey }) => publicKey)], root.publicKey, {
      suite: by.suites.suite,
      path,
    });
    if (!fit.ok) return fit;
    roots.push({ ...root, addedAt: state.size - 1 });
  }
  // Former roots stay in the list of keys, so that they can never come back for another purpose.
  const ended = { purpose: 'root' as const, suite: by.suites.suite.name, retiredAt: state.size - 1, revokedAt: null, suspectFrom: null };
  const keys = [...state.keys, ...state.roots.map((root) => ({ ...root, ...ended }))];
  return ok({ ...state, roots, keys, threshold: set.threshold, nextRootsDigest: set.nextRootsDigest });
}

function withKey(state: KeyState, key: NewKey, by: { readonly name: string; readonly suites: Suites }): Result<KeyState> {
  const suite = suiteFor(key.purpose, by.suites);
  if (suite === null || suite.name !== key.suite)
    return refused(`${by.name}.suite`, `A key for ${key.purpose} of the suite "${key.suite}" is not known.`);
  const fit = checkNewKey(keysOf(state), key.publicKey, { suite, path: `${by.name}.publicKey` });
  if (!fit.ok) return fit;
  const keyId = keyIdOf(key.purpose, key.suite, key.publicKey);
  const added = { keyId, purpose: key.purpose, suite: key.suite, publicKey: key.publicKey, addedAt: state.size - 1 };
  return ok({ ...state, keys: [...state.keys, { ...added, retiredAt: null, revokedAt: null, suspectFrom: null }] });
}

function withEndedKey(state: KeyState, change: KeyChange & { kind: 'retire-key' | 'revoke-key' }, name: string): Result<KeyState> {
  const ended = keyById(state, change.keyId);
  if (ended === null || ended.purpose === 'root') return refused(`${name}.keyId`, 'This key was never added.');
  if (ended.revokedAt !== null) return refused(`${name}.keyId`, 'This key is already revoked.');
  if (change.kind === 'retire-key' && ended.retiredAt !== null) return refused(`${name}.keyId`, 'This key is already retired.');
  const at = state.size - 1;
  const after = change.kind === 'retire-key' ? { ...ended, retiredAt: at } : { ...ended, revokedAt: at, suspectFrom: change.suspectFrom };
  return ok({ ...state, keys: state.keys.map((key) => (key === ended ? after : key)) });
}

/** Transport keys have no suite yet: connections are not authenticated by the key history. */
function suiteFor(purpose: NewKey['purpose'], suites: Suites): SignatureSuite | Suites['sealSuite'] | null {
  return { dispatch: suites.suite, seal: suites.sealSuite, log: logSuite, transport: null }[purpose];
}

function rootKeysOf(roots: readonly Uint8Array[], suite: SignatureSuite): { readonly keyId: KeyId; readonly publicKey: Uint8Array }[] {
  return roots.map((publicKey) => ({ keyId: keyIdOf('root', suite.name, publicKey), publicKey }));
}

function keysOf(state: KeyState): Uint8Array[] {
  return [...state.roots, ...state.keys].map((key) => key.publicKey);
}

function checkNewKey(
  known: readonly Uint8Array[],
  publicKey: Uint8Array,
  by: { readonly suite: SignatureSuite | Suites['sealSuite']; readonly path: string },
): Result<Uint8Array> {
  if (known.some((key) => sharesPart(key, publicKey))) return refused(by.path, 'This key, or half of it, was used before.');
  return checkPublicKey(by.suite, publicKey, by.path);
}

/**
 * Joined keys are two raw keys one behind the other. Wherever the seam lies, two that share a half begin or end alike, and
 * two honest keys never do.
 */
function sharesPart(left: Uint8Array, right: Uint8Array): boolean {
  return equalBytes(left.subarray(0, 32), right.subarray(0, 32)) || equalBytes(left.subarray(-32), right.subarray(-32));
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Refuse this key history and ask the authority by another way.');
}
