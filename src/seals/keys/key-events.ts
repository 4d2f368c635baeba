// SPDX-License-Identifier: Apache-2.0
/**
 * Key events: what an authority can say about its own keys, and the one written form of each.
 *
 * An event is a signed document whose payload is canonical JSON:
 *
 *     {"at":"2026-01-05T09:00:00.000Z","index":0,"keys":[...],"kind":"genesis","nextRoots":"sha256:...","roots":["..."],
 *      "threshold":1,"v":1}
 *     {"at":"...","authority":"ca1...","index":1,"key":{...},"kind":"add-key","prev":"sha256:...","v":1}
 *
 * Every event after the first names the authority and the digest of the event before it, so an event can be neither moved to
 * another history nor to another place in its own. Each kind has exactly the members its table row lists: a member left out, or
 * one too many, is refused, and so is a version that is not known. `at` is what the authority says the time was; nothing is
 * decided by it.
 *
 *  - genesis: the first roots, how many of them must sign, the digest of the roots that may follow, and the first keys;
 *  - add-key, retire-key, revoke-key: see `AuthorityKey` for what the last two mean;
 *  - rotate-root: a new root set; it must be the one whose digest the last root event fixed, and signs for itself;
 *  - endpoint: the address other servers deliver to.
 *
 * Not here: names of authorities. Those come from agreements, never from the authority's own word.
 */
import {
  canonicalJson,
  isInstant,
  type Instant,
  type Issue,
  type JsonValue,
  fail,
  failWith,
  ok,
  parseStrictJson,
  type Result,
} from '../../kernel/index.ts';
import { type Digest, isDigest } from '../digest.ts';
import { fromBase64, toBase64, utf8 } from '../encoding.ts';
import { endpointFault } from './endpoint.ts';
import { type AuthorityId, isAuthorityId, isKeyId, type KeyId, type KeyPurpose, keyPurposes } from './key-id.ts';
import { membersOf } from '../signed-document.ts';

export const keyEventType = 'application/vnd.comity.key-event+json';

export interface NewKey {
  readonly purpose: Exclude<KeyPurpose, 'root'>;
  readonly suite: string;
  readonly publicKey: Uint8Array;
}

/** A root set as it is announced: `nextRootsDigest` is made by `rootsDigest` from the set that may follow. */
export interface RootSet {
  readonly roots: readonly Uint8Array[];
  readonly threshold: number;
  readonly nextRootsDigest: Digest;
}

export type KeyChange =
  | ({ readonly kind: 'add-key' } & NewKey)
  | { readonly kind: 'retire-key'; readonly keyId: KeyId }
  /** `suspectFrom`: the index in the authority's log from which what the key signed needs to be affirmed again. */
  | { readonly kind: 'revoke-key'; readonly keyId: KeyId; readonly suspectFrom: number }
  | ({ readonly kind: 'rotate-root' } & RootSet)
  | { readonly kind: 'endpoint'; readonly url: string };

export type Genesis = { readonly kind: 'genesis'; readonly keys: readonly NewKey[] } & RootSet;

export interface KeyEvent {
  readonly index: number;
  readonly at: Instant;
  /** Null in the first event alone. */
  readonly after: { readonly authority: AuthorityId; readonly prev: Digest } | null;
  readonly content: Genesis | KeyChange;
}

/** More would be a nuisance to sign with and to check. */
export const rootsMax = 9;
/** First keys of an authority: one or two of each purpose. */
const firstKeysMax = 16;
const publicKeyBytesMax = 8192;
const eventBytesMax = 262_144;

/** The payload of an event, in its only spelling. */
export function writeKeyEvent(event: KeyEvent): Uint8Array {
  const frame = { v: 1, index: event.index, at: event.at, kind: event.content.kind, ...event.after };
  return utf8(canonicalJson({ ...frame, ...membersFor(event.content) }));
}

/** The event, or what is wrong with its form. Whether it fits the history is for `foldKeyHistory`. */
export function readKeyEvent(payload: Uint8Array, name: string): Result<KeyEvent> {
  const parsed = parseStrictJson(payload, name, { bytesMax: eventBytesMax, depthMax: 4 });
  if (!parsed.ok) return parsed;
  const value = parsed.value;
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('v' in value)) return refused(name, 'It is not a key event.');
  if (value['v'] !== 1) return refused(`${name}.v`, 'This version of key events is not known.');
  const kind = value['kind'];
  const row = typeof kind === 'string' && Object.hasOwn(rows, kind) ? rows[kind as KeyEvent['content']['kind']] : undefined;
  if (row === undefined) return refused(`${name}.kind`, 'This kind of key event is not known.');
  const frame = kind === 'genesis' ? ['v', 'kind', 'index', 'at'] : ['v', 'kind', 'index', 'at', 'authority', 'prev'];
  const members = membersOf(value, [...frame, ...row.members]);
  if (members === null) return refused(name, `It does not hold exactly ${[...frame, ...row.members].join(', ')}.`);
  const [, , index, at, authority, prev] = members;
  if (typeof index !== 'number' || index < 0) return refused(`${name}.index`, 'It is not a position in a history.');
  if (!isInstant(at)) return refused(`${name}.at`, 'It is not a moment in UTC.');
  if (kind !== 'genesis' && !isAuthorityId(authority)) return refused(`${name}.authority`, 'It is not the identity of an authority.');
  if (kind !== 'genesis' && !isDigest(prev)) return refused(`${name}.prev`, 'It is not the digest of an event.');
  const content = row.read(members.slice(frame.length), name);
  if (!content.ok) return content;
  const after = isAuthorityId(authority) && isDigest(prev) && kind !== 'genesis' ? { authority, prev } : null;
  const event: KeyEvent = { index, at, after, content: content.value };
  // Digests are over these bytes, so another spelling of the same event would be a second event.
  if (!Buffer.from(writeKeyEvent(event)).equals(payload)) return refused(name, 'It is not written in canonical JSON.');
  return ok(event);
}

type Values = readonly (JsonValue | undefined)[];

interface Row {
  readonly members: readonly string[];
  readonly read: (values: Values, name: string) => Result<Genesis | KeyChange>;
}

/** One row for each kind: the members it has beside the frame, and how their values are read in this order. */
const rows: Readonly<Record<KeyEvent['content']['kind'], Row>> = {
  genesis: {
    members: ['roots', 'threshold', 'nextRoots', 'keys'],
    read: ([roots, threshold, nextRoots, keys], name) => {
      const rootSet = readRootSet([roots, threshold, nextRoots], name);
      if (!rootSet.ok) return rootSet;
      if (!Array.isArray(keys) || keys.length > firstKeysMax)
        return refused(`${name}.keys`, `It is not a list of up to ${firstKeysMax} keys.`);
      const read: NewKey[] = [];
      for (const [index, entry] of keys.entries()) {
        const key = readNewKey(entry, `${name}.keys[${index}]`);
        if (!key.ok) return key;
        read.push(key.value);
      }
      return ok({ kind: 'genesis', ...rootSet.value, keys: read });
    },
  },
  'add-key': {
    members: ['key'],
    read: ([key], name) => {
      const read = readNewKey(key, `${name}.key`);
      return read.ok ? ok({ kind: 'add-key', ...read.value }) : read;
    },
  },
  'retire-key': {
    members: ['keyId'],
    read: ([keyId], name) => (isKeyId(keyId) ? ok({ kind: 'retire-key', keyId }) : refused(`${name}.keyId`, 'It is not the id of a key.')),
  },
  'revoke-key': {
    members: ['keyId', 'suspectFrom'],
    read: ([keyId, suspectFrom], name) => {
      if (!isKeyId(keyId)) return refused(`${name}.keyId`, 'It is not the id of a key.');
      if (typeof suspectFrom !== 'number' || suspectFrom < 0) return refused(`${name}.suspectFrom`, 'It is not a position in a log.');
      return ok({ kind: 'revoke-key', keyId, suspectFrom });
    },
  },
  'rotate-root': {
    members: ['roots', 'threshold', 'nextRoots'],
    read: (values, name) => {
      const rootSet = readRootSet(values, name);
      return rootSet.ok ? ok({ kind: 'rotate-root', ...rootSet.value }) : rootSet;
    },
  },
  endpoint: {
    members: ['url'],
    read: ([url], name) => {
      const fault = endpointFault(url);
      if (fault !== null || typeof url !== 'string') return refused(`${name}.url`, `The address ${fault}.`);
      return ok({ kind: 'endpoint', url });
    },
  },
};

function membersFor(content: Genesis | KeyChange): Readonly<Record<string, unknown>> {
  switch (content.kind) {
    case 'genesis':
      return { ...rootSetMembers(content), keys: content.keys.map(keyMembers) };
    case 'add-key':
      return { key: keyMembers(content) };
    case 'retire-key':
      return { keyId: content.keyId };
    case 'revoke-key':
      return { keyId: content.keyId, suspectFrom: content.suspectFrom };
    case 'rotate-root':
      return rootSetMembers(content);
    case 'endpoint':
      return { url: content.url };
  }
}

function rootSetMembers(set: RootSet): Readonly<Record<string, unknown>> {
  return { roots: set.roots.map(toBase64), threshold: set.threshold, nextRoots: set.nextRootsDigest };
}

function keyMembers(key: NewKey): Readonly<Record<string, unknown>> {
  return { purpose: key.purpose, suite: key.suite, publicKey: toBase64(key.publicKey) };
}

function readRootSet([roots, threshold, nextRoots]: Values, name: string): Result<RootSet> {
  if (!Array.isArray(roots) || roots.length === 0 || roots.length > rootsMax)
    return refused(`${name}.roots`, `There are not 1 to ${rootsMax} roots.`);
  const read = roots.map((text: JsonValue) => publicKeyBytes(text));
  const issues = read.flatMap((root, index): Issue[] =>
    root === null ? [{ path: `${name}.roots[${index}]`, problem: 'It is not a public key in strict base 64.', remedy }] : [],
  );
  if (issues.length > 0) return failWith(issues);
  if (typeof threshold !== 'number' || threshold < 1 || threshold > roots.length) {
    return refused(`${name}.threshold`, 'It does not lie between one and the number of roots.');
  }
  if (!isDigest(nextRoots)) return refused(`${name}.nextRoots`, 'It is not a digest.');
  return ok({ roots: read.filter((root) => root !== null), threshold, nextRootsDigest: nextRoots });
}

function readNewKey(value: JsonValue | undefined, path: string): Result<NewKey> {
  const members = membersOf(value, ['purpose', 'suite', 'publicKey']);
  if (members === null) return refused(path, 'It does not hold exactly purpose, suite and publicKey.');
  const [purposeText, suite, publicKeyText] = members;
  const purpose = keyPurposes.find((one) => one === purposeText);
  if (purpose === undefined || purpose === 'root') return refused(`${path}.purpose`, 'It is not a purpose a key can be added for.');
  if (typeof suite !== 'string' || suite.length === 0 || suite.length > 100)
    return refused(`${path}.suite`, 'It is not the name of a suite.');
  const publicKey = publicKeyBytes(publicKeyText);
  if (publicKey === null) return refused(`${path}.publicKey`, 'It is not a public key in strict base 64.');
  return ok({ purpose, suite, publicKey });
}

function publicKeyBytes(text: JsonValue | undefined): Uint8Array | null {
  const bytes = typeof text === 'string' ? fromBase64(text) : null;
  return bytes !== null && bytes.length > 0 && bytes.length <= publicKeyBytesMax ? bytes : null;
}

const remedy = 'Refuse this key history and ask the authority by another way.';

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, remedy);
}
