// SPDX-License-Identifier: Apache-2.0
/**
 * Authority keys: the private side of a key history, and how an authority begins.
 *
 * An authority holds three keys to work with (dispatch, seal, log) and two sets of roots: the present set signs key events, the
 * next one waits, named only by its digest. The server needs the working keys and nothing else; `RootKeys` is a separate value
 * with a separate file, so that the roots can be carried away the moment the authority exists. Whoever steals the server's
 * file can sign dispatches until the key is revoked, and can neither revoke nor add a key.
 *
 * Former keys stay: what was sealed for last month's key must still be opened, and a timeline still shows who signed.
 */
import { fail, failWith, type Instant, type Issue, ok, type RandomBytes, type Result } from '../../kernel/index.ts';
import { equalBytes, utf8 } from '../encoding.ts';
import { rootsDigest } from './key-history.ts';
import { type AuthorityId, type KeyId, keyIdOf, type KeyPurpose } from './key-id.ts';
import { activeKey, keyById, type KeyState } from './key-state.ts';
import { appendKeyEvent, makeGenesis } from './make-key-event.ts';
import { type KeyPair, logSuite } from '../suites/signature-suite.ts';
import type { Suites } from '../suites/suites.ts';

export interface HeldKey extends KeyPair {
  readonly keyId: KeyId;
  readonly purpose: KeyPurpose;
  readonly suite: string;
}

/** What the server holds. The first three are the ones in use; `former` opens and explains what is older. */
export interface AuthorityKeys {
  readonly authorityId: AuthorityId;
  readonly dispatch: HeldKey;
  readonly seal: HeldKey;
  readonly log: HeldKey;
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
  const nextRootsDigest = rootsDigest(next.map(publicKeyIn), threshold);
  const keys = [dispatch, seal, log].map((key) => ({ purpose: key.purpose, suite: key.suite, publicKey: key.publicKey }));
  const { authorityId, event } = makeGenesis(
    { roots: present.map(publicKeyIn), threshold, nextRootsDigest, keys, createdAt },
    present,
    input,
  );
  const history =
    input.endpoint === undefined ? [event] : withEndpoint([event], input.endpoint, { ...input, rootKeyPairs: present, at: createdAt });
  const roots = { authorityId, suite: suite.name, threshold, present, nextThreshold: threshold, next };
  return { authorityId, history, keys: { authorityId, dispatch, seal, log, former: [] }, roots };
}

/** The held key of this id, in use or former; null when the authority never held it here. */
export function heldKey(keys: AuthorityKeys, keyId: KeyId): HeldKey | null {
  return [keys.dispatch, keys.seal, keys.log, ...keys.former].find((key) => key.keyId === keyId) ?? null;
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
  for (const purpose of ['dispatch', 'seal', 'log'] as const) {
    if (keys[purpose].keyId === activeKey(state, purpose).keyId) continue;
    issues.push({
      path: `keys.${purpose}`,
      problem: 'It is not the newest active key of the history.',
      remedy: 'Restore the file that belongs to the history.',
    });
  }
  for (const key of [keys.dispatch, keys.seal, keys.log, ...keys.former]) {
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
    const suite = key.purpose === 'log' ? logSuite : by.suite;
    return suite.name === key.suite && suite.verify(key.publicKey, probe, suite.sign(key.privateKey, probe));
  }
  const { random, sealSuite } = by;
  const sealed = await sealSuite.seal({ publicKey: key.publicKey, info: probe, aad: probe, plaintext: probe, random });
  const opened = await sealSuite.open({ privateKey: key.privateKey, info: probe, aad: probe, ...sealed });
  return sealSuite.name === key.suite && opened !== null && equalBytes(opened, probe);
}
