// SPDX-License-Identifier: Apache-2.0
/**
 * What each kind of key event does to the key state, once its place and its signatures have been found good.
 *
 * Every key that comes in is new in all its raw parts, fit for its suite and of the suite its purpose asks for; nothing that was
 * ended comes back. Moments inside an event are compared with each other and never with a clock.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Digest, digestOfJson } from '../digest.ts';
import { toBase64 } from '../encoding.ts';
import type { Genesis, KeyChange, NewKey, Restore, RootSet, SealEpoch } from './key-change.ts';
import { type AuthorityId, type KeyId, keyIdOf } from './key-id.ts';
import { type AuthorityKey, keyById, type KeyState, type RootKey } from './key-state.ts';
import { sharesPart } from './shared-keys.ts';
import { checkPublicKey } from '../suites/public-key-check.ts';
import { logSuite, type SignatureSuite } from '../suites/signature-suite.ts';
import { connectionSuiteOf, type Suites } from '../suites/suites.ts';

export function emptyState(authorityId: AuthorityId): KeyState {
  const nothing = rootsDigest([], 0);
  const ends = { endpoint: null, restores: [], closedAt: null };
  return { authorityId, size: 0, head: nothing, threshold: 0, roots: [], nextRootsDigest: nothing, keys: [], ...ends };
}

/** What a root event fixes about the set that may follow it: which keys, in which order, and how many must sign. */
export function rootsDigest(roots: readonly Uint8Array[], threshold: number): Digest {
  return digestOfJson({ roots: roots.map(toBase64), threshold });
}

export function applyContent(
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
    case 'seal-epoch':
      return withEpochs(state, content.epochs, by);
    case 'restore-epoch':
      return withRestore(state, content, by.name);
    case 'close':
      return ok({ ...state, closedAt: state.size - 1 });
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
  const ended = {
    purpose: 'root' as const,
    suite: by.suites.suite.name,
    epoch: null,
    retiredAt: state.size - 1,
    revokedAt: null,
    suspectFrom: null,
  };
  const keys = [...state.keys, ...state.roots.map((root) => ({ ...root, ...ended }))];
  return ok({ ...state, roots, keys, threshold: set.threshold, nextRootsDigest: set.nextRootsDigest });
}

/** The new keys take the place of all that were in use or waited: of two plans nobody could tell which counts. */
function withEpochs(
  state: KeyState,
  epochs: readonly SealEpoch[],
  by: { readonly name: string; readonly suites: Suites },
): Result<KeyState> {
  const at = state.size - 1;
  const isReplaced = (key: AuthorityKey): boolean => key.purpose === 'seal' && key.retiredAt === null && key.revokedAt === null;
  const keys = state.keys.map((key) => (isReplaced(key) ? { ...key, retiredAt: at } : key));
  let next: KeyState = { ...state, keys };
  for (const [index, { from, until, ...key }] of epochs.entries()) {
    const added = withKey(next, { purpose: 'seal', ...key }, { name: `${by.name}.epochs[${index}]`, suites: by.suites }, { from, until });
    if (!added.ok) return added;
    next = added.value;
  }
  return ok(next);
}

/** Returns are counted without gaps, and a later one cannot claim less than an earlier one was known to have lost. */
function withRestore(state: KeyState, { epoch, logSize, logRoot, seenSize }: Restore, name: string): Result<KeyState> {
  const before = state.restores.length;
  if (epoch !== before + 1) return refused(`${name}.epoch`, `It is return ${epoch}, and ${before} were announced before.`);
  return ok({ ...state, restores: [...state.restores, { epoch, logSize, logRoot, seenSize }] });
}

function withKey(
  state: KeyState,
  key: NewKey,
  by: { readonly name: string; readonly suites: Suites },
  epoch: AuthorityKey['epoch'] = null,
): Result<KeyState> {
  const suite = suiteFor(key.purpose, by.suites);
  if (suite.name !== key.suite) return refused(`${by.name}.suite`, `A key for ${key.purpose} of the suite "${key.suite}" is not known.`);
  const fit = checkNewKey(keysOf(state), key.publicKey, { suite, path: `${by.name}.publicKey` });
  if (!fit.ok) return fit;
  const keyId = keyIdOf(key.purpose, key.suite, key.publicKey);
  const added = { keyId, purpose: key.purpose, suite: key.suite, publicKey: key.publicKey, addedAt: state.size - 1, epoch };
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

function suiteFor(purpose: NewKey['purpose'], suites: Suites): SignatureSuite | Suites['sealSuite'] {
  return { dispatch: suites.suite, seal: suites.sealSuite, log: logSuite, transport: connectionSuiteOf(suites) }[purpose];
}

export function rootKeysOf(
  roots: readonly Uint8Array[],
  suite: SignatureSuite,
): { readonly keyId: KeyId; readonly publicKey: Uint8Array }[] {
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

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Refuse this key history and ask the authority by another way.');
}
