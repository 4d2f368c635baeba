// SPDX-License-Identifier: Apache-2.0
/**
 * The files of private keys: JSON that is read back strictly. One file for the server, one for the roots.
 *
 * The bytes are private keys in the clear. The server writes its file readable by itself alone; the file of the roots is for a
 * medium that is taken out of the machine. Reading checks form and ids; `checkAuthorityKeys` tries the keys themselves.
 */
import { fail, type JsonValue, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import type { AuthorityKeys, HeldKey, RootKeys } from './authority-keys.ts';
import { fromBase64, toBase64, utf8 } from '../encoding.ts';
import { isAuthorityId, keyIdOf, type KeyPurpose, keyPurposes } from './key-id.ts';
import { membersOf } from '../signed-document.ts';
import type { KeyPair } from '../suites/signature-suite.ts';

const keysFormat = 'comity-authority-keys-v1';
const rootsFormat = 'comity-root-keys-v1';
/** Room for some hundred former keys. */
const fileBounds = { bytesMax: 4_194_304, depthMax: 4 };

export function writeAuthorityKeys(keys: AuthorityKeys): Uint8Array {
  const { authorityId, dispatch, seal, log, former } = keys;
  return jsonFile({ format: keysFormat, authorityId, keys: [dispatch, seal, log].map(heldMembers), former: former.map(heldMembers) });
}

export function readAuthorityKeys(bytes: Uint8Array, name = 'keys'): Result<AuthorityKeys> {
  const members = readFile(bytes, { name, format: keysFormat, members: ['format', 'authorityId', 'keys', 'former'] });
  if (!members.ok) return members;
  const [, authorityId, inUse, formerKeys] = members.value;
  if (!isAuthorityId(authorityId)) return damaged(`${name}.authorityId`);
  const [dispatch, seal, log, ...more] = Array.isArray(inUse) ? inUse.map(readHeld) : [];
  if (dispatch?.purpose !== 'dispatch' || seal?.purpose !== 'seal' || log?.purpose !== 'log' || more.length > 0)
    return damaged(`${name}.keys`);
  const former = Array.isArray(formerKeys) ? formerKeys.map(readHeld) : [null];
  if (!former.every((key) => key !== null)) return damaged(`${name}.former`);
  return ok({ authorityId, dispatch, seal, log, former });
}

export function writeRootKeys(roots: RootKeys): Uint8Array {
  const { authorityId, suite, threshold, nextThreshold } = roots;
  const sets = { present: roots.present.map(pairMembers), next: roots.next.map(pairMembers) };
  return jsonFile({ format: rootsFormat, authorityId, suite, threshold, nextThreshold, ...sets });
}

export function readRootKeys(bytes: Uint8Array, name = 'roots'): Result<RootKeys> {
  const names = ['format', 'authorityId', 'suite', 'threshold', 'nextThreshold', 'present', 'next'];
  const members = readFile(bytes, { name, format: rootsFormat, members: names });
  if (!members.ok) return members;
  const [, authorityId, suite, threshold, nextThreshold, presentKeys, nextKeys] = members.value;
  if (!isAuthorityId(authorityId)) return damaged(`${name}.authorityId`);
  if (typeof suite !== 'string') return damaged(`${name}.suite`);
  const present = Array.isArray(presentKeys) ? presentKeys.map(readPair) : [null];
  const next = Array.isArray(nextKeys) ? nextKeys.map(readPair) : [null];
  if (!present.every((pair) => pair !== null) || !isThreshold(threshold, present)) return damaged(`${name}.present`);
  if (!next.every((pair) => pair !== null) || !isThreshold(nextThreshold, next)) return damaged(`${name}.next`);
  return ok({ authorityId, suite, threshold, present, nextThreshold, next });
}

type Values = readonly (JsonValue | undefined)[];

function readFile(
  bytes: Uint8Array,
  file: { readonly name: string; readonly format: string; readonly members: readonly string[] },
): Result<Values> {
  const parsed = parseStrictJson(bytes, file.name, fileBounds);
  if (!parsed.ok) return parsed;
  const members = membersOf(parsed.value, file.members);
  return members === null || members[0] !== file.format ? damaged(file.name) : ok(members);
}

function jsonFile(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value, null, 2)}\n`);
}

function heldMembers(key: HeldKey): Readonly<Record<string, string>> {
  return { keyId: key.keyId, purpose: key.purpose, suite: key.suite, ...pairMembers(key) };
}

function pairMembers(pair: KeyPair): Readonly<Record<string, string>> {
  return { publicKey: toBase64(pair.publicKey), privateKey: toBase64(pair.privateKey) };
}

function readHeld(value: JsonValue): HeldKey | null {
  const members = membersOf(value, ['keyId', 'purpose', 'suite', 'publicKey', 'privateKey']);
  if (members === null) return null;
  const [keyId, purposeText, suite, publicText, privateText] = members;
  const purpose: KeyPurpose | undefined = keyPurposes.find((one) => one === purposeText);
  const pair = pairOf(publicText, privateText);
  if (purpose === undefined || typeof suite !== 'string' || pair === null) return null;
  const named = keyIdOf(purpose, suite, pair.publicKey);
  return named === keyId ? { keyId: named, purpose, suite, ...pair } : null;
}

function readPair(value: JsonValue): KeyPair | null {
  const members = membersOf(value, ['publicKey', 'privateKey']);
  return members === null ? null : pairOf(members[0], members[1]);
}

function pairOf(publicText: JsonValue | undefined, privateText: JsonValue | undefined): KeyPair | null {
  const publicKey = typeof publicText === 'string' ? fromBase64(publicText) : null;
  const privateKey = typeof privateText === 'string' ? fromBase64(privateText) : null;
  return publicKey === null || privateKey === null ? null : { publicKey, privateKey };
}

function isThreshold(value: JsonValue | undefined, pairs: readonly KeyPair[]): value is number {
  return typeof value === 'number' && value >= 1 && value <= pairs.length;
}

/** Says where and never what: the content of this file belongs in no log. */
function damaged(path: string): ReturnType<typeof fail> {
  return fail(path, 'The file of private keys is damaged or of another kind.', 'Restore it from a backup.');
}
