// SPDX-License-Identifier: Apache-2.0
/**
 * Log entry: what a leaf of an authority's log is made of, so that the writer of the log and an offline checker agree.
 *
 *     leaf        = 0x01 (version) | one byte: length of the event's name | the name, ASCII | 32 bytes: the body's digest
 *     body digest = SHA-256 of "comity audit body v1", a line feed, 32 bytes of salt, and the body's canonical bytes
 *
 * The event's name is in the open, so that somebody who holds only leaves can count what happened. Everything else is behind
 * the salted digest: it tells nothing about a body that could be guessed, and erasing salt and body leaves the tree as it was.
 */
import assert from 'node:assert/strict';
import { sha256 } from '../digest.ts';
import { concatBytes, utf8 } from '../encoding.ts';
import { leafHash } from './merkle.ts';

const leafVersion = 1;
const saltBytes = 32;
const label = utf8('comity audit body v1\n');

/**
 * The 32 bytes that stand for a body. With a salt of another length it is a digest that no log holds: otherwise the line
 * between salt and body could be moved, and one digest would stand for two bodies.
 */
export function logBodyDigest(salt: Uint8Array, body: Uint8Array): Uint8Array {
  return salt.length === saltBytes ? sha256(label, salt, body) : sha256(utf8(`no log entry: salt of ${salt.length} bytes\n`), salt, body);
}

/** The hash under which the entry stands in the tree. Throws when the name or the digest has not its length. */
export function logLeafHash(entry: { readonly event: string; readonly bodyDigest: Uint8Array }): Uint8Array {
  const name = utf8(entry.event);
  assert(name.length > 0 && name.length < 256 && entry.bodyDigest.length === 32, 'a leaf has a short name and a digest of 32 bytes');
  return leafHash(concatBytes(Uint8Array.of(leafVersion, name.length), name, entry.bodyDigest));
}
