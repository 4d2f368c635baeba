// SPDX-License-Identifier: Apache-2.0
/**
 * The files of private keys: JSON that is read back strictly. One file for the server, one for each root.
 *
 * The bytes are private keys in the clear. The server writes its file readable by itself alone; the file of a root is for a
 * medium that is taken out of the machine. Reading checks form and ids; `checkAuthorityKeys` tries the keys themselves.
 */
import { fail, type JsonValue, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import type { AuthorityKeys, HeldKey } from './authority-keys.ts';
import { equalBytes, fromBase64, toBase64, utf8 } from '../encoding.ts';
import { type AuthorityId, isAuthorityId, keyIdOf, type KeyPurpose, keyPurposes } from './key-id.ts';
import { membersOf } from '../signed-document.ts';
import type { KeyPair } from '../suites/signature-suite.ts';

const keysFormat = 'comity-authority-keys-v2';
const rootFormat = 'comity-root-key-v1';
/** Room for some hundred former keys. */
const fileBounds = { bytesMax: 4_194_304, depthMax: 4 };

export function writeAuthorityKeys(keys: AuthorityKeys): Uint8Array {
  const { authorityId, dispatch, seal, log, transport, waiting, former } = keys;
  const inUse = [dispatch, seal, log, ...(transport === null ? [] : [transport])].map(heldMembers);
  return jsonFile({ format: keysFormat, authorityId, keys: inUse, waiting: waiting.map(heldMembers), former: former.map(heldMembers) });
}

export function readAuthorityKeys(bytes: Uint8Array, name = 'keys'): Result<AuthorityKeys> {
  const members = readFile(bytes, { name, format: keysFormat, members: ['format', 'authorityId', 'keys', 'waiting', 'former'] });
  if (!members.ok) return members;
  const [, authorityId, inUse, waitingKeys, formerKeys] = members.value;
  if (!isAuthorityId(authorityId)) return damaged(`${name}.authorityId`);
  const [dispatch, seal, log, transport = null, ...more] = Array.isArray(inUse) ? inUse.map(readHeld) : [];
  const isWhole = dispatch?.purpose === 'dispatch' && seal?.purpose === 'seal' && log?.purpose === 'log' && more.length === 0;
  if (!isWhole || (Array.isArray(inUse) && inUse.length === 4 && transport?.purpose !== 'transport')) return damaged(`${name}.keys`);
  const waiting = Array.isArray(waitingKeys) ? waitingKeys.map(readHeld) : [null];
  if (!waiting.every((key) => key !== null)) return damaged(`${name}.waiting`);
  const former = Array.isArray(formerKeys) ? formerKeys.map(readHeld) : [null];
  if (!former.every((key) => key !== null)) return damaged(`${name}.former`);
  return ok({ authorityId, dispatch, seal, log, transport, waiting, former });
}

/** One root as its holder keeps it, with the set it belongs to: one file of the next set is enough to know that set. */
export interface RootFile {
  readonly authorityId: AuthorityId;
  readonly suite: string;
  readonly threshold: number;
  readonly set: readonly Uint8Array[];
  readonly key: KeyPair;
}

/** The files of a set of roots, one for each holder. */
export function rootFiles(set: {
  readonly authorityId: AuthorityId;
  readonly suite: string;
  readonly threshold: number;
  readonly pairs: readonly KeyPair[];
}): Uint8Array[] {
  const { authorityId, suite, threshold, pairs } = set;
  const publicKeys = pairs.map((pair) => toBase64(pair.publicKey));
  return pairs.map((pair) => jsonFile({ format: rootFormat, authorityId, suite, threshold, set: publicKeys, ...pairMembers(pair) }));
}

export function readRootFile(bytes: Uint8Array, name = 'root'): Result<RootFile> {
  const names = ['format', 'authorityId', 'suite', 'threshold', 'set', 'publicKey', 'privateKey'];
  const members = readFile(bytes, { name, format: rootFormat, members: names });
  if (!members.ok) return members;
  const [, authorityId, suite, threshold, setTexts, publicText, privateText] = members.value;
  if (!isAuthorityId(authorityId)) return damaged(`${name}.authorityId`);
  if (typeof suite !== 'string') return damaged(`${name}.suite`);
  const set = Array.isArray(setTexts) ? setTexts.map((text: JsonValue) => (typeof text === 'string' ? fromBase64(text) : null)) : [null];
  if (!set.every((key) => key !== null)) return damaged(`${name}.set`);
  const key = pairOf(publicText, privateText);
  if (key === null || !set.some((publicKey) => equalBytes(publicKey, key.publicKey))) return damaged(`${name}.publicKey`);
  if (typeof threshold !== 'number' || threshold < 1 || threshold > set.length) return damaged(`${name}.threshold`);
  return ok({ authorityId, suite, threshold, set, key });
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

function pairOf(publicText: JsonValue | undefined, privateText: JsonValue | undefined): KeyPair | null {
  const publicKey = typeof publicText === 'string' ? fromBase64(publicText) : null;
  const privateKey = typeof privateText === 'string' ? fromBase64(privateText) : null;
  return publicKey === null || privateKey === null ? null : { publicKey, privateKey };
}

/** Says where and never what: the content of this file belongs in no log. */
function damaged(path: string): ReturnType<typeof fail> {
  return fail(path, 'The file of private keys is damaged or of another kind.', 'Restore it from a backup.');
}
