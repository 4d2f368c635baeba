// SPDX-License-Identifier: Apache-2.0
/**
 * Authority keys: the private side of a key history, and how an authority begins.
 *
 * An authority holds four keys to work with (dispatch, seal, log, transport) and two sets of roots: the present set signs key
 * events, the next one waits, named only by its digest. The server needs the working keys and nothing else; every root has a
 * file of its own, so that each can be carried to another holder the moment the authority exists. Whoever steals the server's
 * file can sign dispatches until the key is revoked, and can neither revoke nor add a key.
 *
 * Keys that wait were made before their time: for an event that the roots have still to sign, or for an epoch to come. Former
 * keys stay as long as something sealed for them may be on its way; `withoutDeadSeals` then drops their private halves.
 */
import assert from 'node:assert/strict';
import { addMs, fail, failWith, type Instant, type Issue, ok, type RandomBytes, type Result } from '../../kernel/index.ts';
import { equalBytes, utf8 } from '../encoding.ts';
import { rootsDigest } from './apply-key-event.ts';
import { type AuthorityId, type KeyId, keyIdOf, type KeyPurpose } from './key-id.ts';
import { activeKeys, keyById, type KeyState, sealKeyAt } from './key-state.ts';
import { appendKeyEvent, makeGenesis } from './make-key-event.ts';
import { type KeyPair, logSuite } from '../suites/signature-suite.ts';
import { connectionSuiteOf, type Suites } from '../suites/suites.ts';

export interface HeldKey extends KeyPair {
  readonly keyId: KeyId;
  readonly purpose: KeyPurpose;
  readonly suite: string;
}

/** What the server holds: the keys in use, those that wait for their time, and `former`, which opens what is older. */
export interface AuthorityKeys {
  readonly authorityId: AuthorityId;
  readonly dispatch: HeldKey;
  readonly seal: HeldKey;
  readonly log: HeldKey;
  /** Null for an authority that was made without one: it can add one like any other key. */
  readonly transport: HeldKey | null;
  readonly waiting: readonly HeldKey[];
  readonly former: readonly HeldKey[];
}

/** What is kept away from the server: the roots that sign now and those that may follow. */
export interface RootKeys {
  readonly authorityId: AuthorityId;
  readonly suite: string;
  readonly threshold: number;
  readonly present: readonly KeyPair[];
  readonly nextThreshold: number;
  readonly next: readonly KeyPair[];
}

/**
 * A new authority: its identity, its public history of one event (two with an endpoint) and its private keys.
 * Without `rootCount` and `threshold` there is one root; an authority in earnest has three and asks for two.
 */
export function makeAuthority(
  input: Suites & {
    readonly random: RandomBytes;
    readonly createdAt: Instant;
    readonly endpoint?: string;
    readonly rootCount?: number;
    readonly threshold?: number;
  },
): { readonly authorityId: AuthorityId; readonly history: readonly Uint8Array[]; readonly keys: AuthorityKeys; readonly roots: RootKeys } {
  const { suite, sealSuite, random, createdAt, rootCount = 1, threshold = 1 } = input;
  const makeRoots = (): KeyPair[] => Array.from({ length: rootCount }, () => suite.generate(random));
  const [present, next] = [makeRoots(), makeRoots()];
  const dispatch = held('dispatch', suite.name, suite.generate(random));
  const seal = held('seal', sealSuite.name, sealSuite.generate(random));
  const log = held('log', logSuite.name, logSuite.generate(random));
  const connectionSuite = connectionSuiteOf(input);
  const transport = held('transport', connectionSuite.name, connectionSuite.generate(random));
  const nextRootsDigest = rootsDigest(next.map(publicKeyIn), threshold);
  const keys = [dispatch, seal, log, transport].map((key) => ({ purpose: key.purpose, suite: key.suite, publicKey: key.publicKey }));
  const { authorityId, event } = makeGenesis(
    { roots: present.map(publicKeyIn), threshold, nextRootsDigest, keys, createdAt },
    present,
    input,
  );
  const history =
    input.endpoint === undefined ? [event] : withEndpoint([event], input.endpoint, { ...input, rootKeyPairs: present, at: createdAt });
  const roots = { authorityId, suite: suite.name, threshold, present, nextThreshold: threshold, next };
  return { authorityId, history, keys: { authorityId, dispatch, seal, log, transport, waiting: [], former: [] }, roots };
}

/** The held key of this id, in use or former; null when the authority never held it here. */
export function heldKey(keys: AuthorityKeys, keyId: KeyId): HeldKey | null {
  return allHeld(keys).find((key) => key.keyId === keyId) ?? null;
}

/**
 * That the private file and the public history belong together: same identity, the keys in use are the newest active ones,
 * every held key is in the history, and each private key really is the other half of its public key (tried, not believed).
 */
export async function checkAuthorityKeys(
  keys: AuthorityKeys,
  state: KeyState,
  by: Suites & { readonly random: RandomBytes },
): Promise<Result<AuthorityKeys>> {
  if (keys.authorityId !== state.authorityId) {
    return fail('keys.authorityId', 'The keys and the key history belong to different authorities.', 'Restore both from one backup.');
  }
  const issues: Issue[] = [];
  for (const purpose of ['dispatch', 'seal', 'log', 'transport'] as const) {
    const key = keys[purpose];
    if (key === null || activeKeys(state, purpose).some((active) => active.keyId === key.keyId)) continue;
    issues.push({
      path: `keys.${purpose}`,
      problem: 'It is not an active key of the history.',
      remedy: 'Restore the file that belongs to the history.',
    });
  }
  const waiting = keys.waiting.filter((key) => keyById(state, key.keyId) !== null);
  for (const key of allHeld({ ...keys, waiting })) {
    const known = keyById(state, key.keyId);
    const fits = known !== null && known.purpose === key.purpose && equalBytes(known.publicKey, key.publicKey) && (await isPair(key, by));
    if (!fits)
      issues.push({
        path: `keys ${key.keyId}`,
        problem: 'The private key does not fit the history.',
        remedy: 'Restore the file from a backup.',
      });
  }
  return issues.length > 0 ? failWith(issues) : ok(keys);
}

/** Every held key, those in use first. */
export function allHeld({ dispatch, seal, log, transport, waiting, former }: AuthorityKeys): HeldKey[] {
  return [dispatch, seal, log, ...(transport === null ? [] : [transport]), ...waiting, ...former];
}

/** A key of this purpose, made now, with the name it will have when the roots have added it. */
export function makeHeldKey(purpose: Exclude<KeyPurpose, 'root'>, by: Suites & { readonly random: RandomBytes }): HeldKey {
  const suite = { dispatch: by.suite, seal: by.sealSuite, log: logSuite, transport: connectionSuiteOf(by) }[purpose];
  return held(purpose, suite.name, suite.generate(by.random));
}

/**
 * The keys as they follow from a history that has grown: for each purpose the newest active one that is held is in use (for
 * sealing the one whose time it is), a key that the history has ended is former, and all others wait.
 */
export function settledKeys(keys: AuthorityKeys, state: KeyState, now: Instant): AuthorityKeys {
  const all = allHeld(keys);
  const inUse = (purpose: 'dispatch' | 'seal' | 'log' | 'transport'): HeldKey | null => {
    const candidates = purpose === 'seal' ? [sealKeyAt(state, now), ...activeKeys(state, 'seal')] : activeKeys(state, purpose);
    return candidates.map(({ keyId }) => all.find((key) => key.keyId === keyId)).find((key) => key !== undefined) ?? keys[purpose];
  };
  const { dispatch, seal, log, transport } = {
    dispatch: inUse('dispatch'),
    seal: inUse('seal'),
    log: inUse('log'),
    transport: inUse('transport'),
  };
  assert(dispatch !== null && seal !== null && log !== null, 'these three are always in use');
  const others = all.filter((key) => ![dispatch, seal, log, transport].includes(key));
  const isOver = ({ keyId }: HeldKey): boolean => {
    const known = keyById(state, keyId);
    return known !== null && (known.retiredAt !== null || known.revokedAt !== null || (known.epoch !== null && known.epoch.until <= now));
  };
  const { authorityId } = keys;
  return { authorityId, dispatch, seal, log, transport, waiting: others.filter((key) => !isOver(key)), former: others.filter(isOver) };
}

/**
 * The keys without the former ones for sealing whose last letter can no longer be on its way: their time, or the moment at which
 * the history ended them (`endedAt`), lies further back than any dispatch is tried and a week.
 */
export function withoutDeadSeals(
  keys: AuthorityKeys,
  by: { readonly endedAt: (keyId: KeyId) => Instant | null; readonly windowMs: number; readonly now: Instant },
): AuthorityKeys {
  const isDead = (key: HeldKey): boolean => {
    const endedAt = key.purpose === 'seal' ? by.endedAt(key.keyId) : null;
    return endedAt !== null && addMs(endedAt, by.windowMs + graceMs) < by.now;
  };
  return { ...keys, former: keys.former.filter((key) => !isDead(key)) };
}

/** A week for a recipient whose server stood still. */
const graceMs = 7 * 86_400_000;

function held<Purpose extends KeyPurpose>(purpose: Purpose, suite: string, keyPair: KeyPair): HeldKey & { readonly purpose: Purpose } {
  return { ...keyPair, keyId: keyIdOf(purpose, suite, keyPair.publicKey), purpose, suite };
}

function publicKeyIn(keyPair: KeyPair): Uint8Array {
  return keyPair.publicKey;
}

function withEndpoint(history: readonly Uint8Array[], url: string, by: Parameters<typeof appendKeyEvent>[2]): readonly Uint8Array[] {
  const event = appendKeyEvent(history, { kind: 'endpoint', url }, by);
  if (!event.ok) throw new RangeError(`${url} cannot be announced: ${event.issues.map((issue) => issue.problem).join(' ')}`);
  return [...history, event.value];
}

async function isPair(key: HeldKey, by: Suites & { readonly random: RandomBytes }): Promise<boolean> {
  const probe = utf8('comity-key-trial-v1');
  if (key.purpose !== 'seal') {
    const suite = key.purpose === 'log' ? logSuite : key.purpose === 'transport' ? connectionSuiteOf(by) : by.suite;
    return suite.name === key.suite && suite.verify(key.publicKey, probe, suite.sign(key.privateKey, probe));
  }
  const { random, sealSuite } = by;
  const sealed = await sealSuite.seal({ publicKey: key.publicKey, info: probe, aad: probe, plaintext: probe, random });
  const opened = await sealSuite.open({ privateKey: key.privateKey, info: probe, aad: probe, ...sealed });
  return sealSuite.name === key.suite && opened !== null && equalBytes(opened, probe);
}
