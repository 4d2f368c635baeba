// SPDX-License-Identifier: Apache-2.0
/**
 * The body of a dispatch as a salted tree: what is signed is its root, so that any part can be shown or withheld afterwards
 * under the one signature.
 *
 * The tree has the shape of the JSON. A value without children (text, number, true, false, null, `{}`, `[]`) is a leaf; an
 * object and an array are the root of the tree (merkle.ts) of their members in order, with their number:
 *
 *     leaf     SHA-256( "comity body value v1" LF | seed | canonical JSON )
 *     name     SHA-256( "comity body name v1" LF | HMAC(seed of the member, "name") | the name )
 *     member   leaf hash of  name | digest of the member's value
 *     object   SHA-256( "comity body object v1" LF | number in 8 bytes | root over the members, sorted by name )
 *     element  leaf hash of  digest of the element
 *     array    SHA-256( "comity body array v1" LF | number in 8 bytes | root over the elements )
 *
 * Every place has a seed of 32 bytes. That of the whole body is random; that of a member is HMAC-SHA256 of its object's seed
 * over "member" LF and its name, that of an element over "element" LF and its index. So one seed opens exactly the part below
 * it, and a part that is withheld cannot be found by trying out values: its seed follows from nothing that is shown.
 *
 *     {"amount":"70","subject":"Crane Ltd"}    one seed, three hashes to show both; to show one, its seed and the other's digest
 *
 * What it does not hide: how many members and elements stand beside a part that is shown.
 *
 * Source: RFC 6962 for the trees, RFC 2104 for HMAC, RFC 8785 for the spelling of values and the order of names. Salting each
 * value is what RFC 9901 does for credentials; a tree in the shape of the body lets a whole record be one part.
 */
import assert from 'node:assert/strict';
import { canonicalJson, type JsonValue, limits, namesInOrder } from '../../kernel/index.ts';
import { type Digest, hmacSha256, sha256 } from '../digest.ts';
import { concatBytes, toHex, utf8 } from '../encoding.ts';
import { leafHash, rootOf } from './merkle.ts';

export const bodySeedBytes = 32;

const labels = {
  value: utf8('comity body value v1\n'),
  name: utf8('comity body name v1\n'),
  object: utf8('comity body object v1\n'),
  array: utf8('comity body array v1\n'),
} as const;

/** The root under which this body is signed. Throws on a body that no reader would take: see `bodyProblem`. */
export function bodyRootOf(body: JsonValue, seed: Uint8Array): Digest {
  assert(seed.length === bodySeedBytes, 'the seed of a body has 32 bytes');
  const problem = bodyProblem(body);
  assert(problem === null, problem ?? '');
  return digestText(nodeDigest(body, seed));
}

/** Why this value cannot be the body of a dispatch; null when it can. */
export function bodyProblem(body: JsonValue): string | null {
  let places = 0;
  const look = (value: JsonValue, depth: number): string | null => {
    places += 1;
    if (places > limits.bodyPlacesMax) return `It holds more than ${limits.bodyPlacesMax} values.`;
    if (depth > limits.jsonDepthMax) return `It is nested deeper than ${limits.jsonDepthMax}.`;
    if (typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0))) return 'A number in it is not whole.';
    if (isLeaf(value)) return null;
    for (const child of isList(value) ? value : membersOf(value).map(([, member]) => member)) {
      const found = look(child, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return look(body, 0);
}

/** The digest of a value under its seed. */
export function nodeDigest(value: JsonValue, seed: Uint8Array): Uint8Array {
  if (isLeaf(value)) return sha256(labels.value, seed, utf8(canonicalJson(value)));
  if (isList(value)) return arrayDigest(value.map((element, index) => nodeDigest(element, elementSeed(seed, index))));
  return objectDigest(
    membersOf(value).map(([name, member]) => {
      const own = memberSeed(seed, name);
      return memberDigest(name, nameSalt(own), nodeDigest(member, own));
    }),
  );
}

export function objectDigest(members: readonly Uint8Array[]): Uint8Array {
  return sha256(labels.object, eightBytes(members.length), rootOf(members));
}

export function arrayDigest(elements: readonly Uint8Array[]): Uint8Array {
  return sha256(labels.array, eightBytes(elements.length), rootOf(elements.map((element) => leafHash(element))));
}

export function memberDigest(name: string, salt: Uint8Array, value: Uint8Array): Uint8Array {
  return leafHash(concatBytes(sha256(labels.name, salt, utf8(name)), value));
}

export function memberSeed(seed: Uint8Array, name: string): Uint8Array {
  return hmacSha256(seed, utf8(`member\n${name}`));
}

export function elementSeed(seed: Uint8Array, index: number): Uint8Array {
  return hmacSha256(seed, utf8(`element\n${index}`));
}

/** What keeps a name secret; it follows from the member's seed, and shows nothing of the value. */
export function nameSalt(seedOfMember: Uint8Array): Uint8Array {
  return hmacSha256(seedOfMember, utf8('name'));
}

/** The members of an object in the order of canonical JSON. */
export function membersOf(value: { readonly [name: string]: JsonValue }): [string, JsonValue][] {
  const members: [string, JsonValue][] = [];
  for (const name of namesInOrder(value)) {
    const member = value[name];
    if (member !== undefined) members.push([name, member]);
  }
  return members;
}

export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

type Leaf = Exclude<JsonValue, readonly JsonValue[] | { readonly [name: string]: JsonValue }>;

export function isLeaf(value: JsonValue): value is Leaf {
  if (typeof value !== 'object' || value === null) return true;
  if (isList(value)) return value.length === 0;
  for (const name of Object.keys(value)) if (value[name] !== undefined) return false;
  return true;
}

export function digestText(bytes: Uint8Array): Digest {
  return `sha256:${toHex(bytes)}` as Digest;
}

function eightBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(8);
  for (let [at, rest] = [7, count]; rest > 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  return bytes;
}
