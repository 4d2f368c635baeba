// SPDX-License-Identifier: Apache-2.0
/**
 * The digest of a body that may have to be destroyed: over a salt and the body, so that when both are gone the digest still
 * names what was there and helps nobody to find out by trying.
 */
import { datumDigest } from '../agreements/index.ts';
import type { RandomBytes } from '../kernel/index.ts';
import { type Digest, digestOfJson, toBase64 } from '../seals/index.ts';

const saltBytes = 32;

export function newSalt(random: RandomBytes): string {
  return toBase64(random(saltBytes));
}

/** A version that was kept before salts were has none, and its digest is over the body alone. */
export function saltedDigest(salt: string, body: unknown): Digest {
  return salt === '' ? digestOfJson(body) : datumDigest(salt, body);
}
