// SPDX-License-Identifier: Apache-2.0
/**
 * Identifiers of agreements that this program writes itself, and of what follows from an agreement. They follow from what the
 * agreement is between, so that everyone who writes the same one gives it the same identifier; no clock and no randomness is asked.
 */
import { type IdOf, type IdPrefix, isId } from '../../kernel/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import assert from 'node:assert/strict';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** `agr_` and 26 characters drawn from the digest of the names. */
export function idFromDigest(names: readonly string[]): IdOf<'agr'> {
  return derivedId('agr', names);
}

/** The prefix and 26 characters drawn from the digest of the names. */
export function derivedId<Prefix extends IdPrefix>(prefix: Prefix, names: readonly string[]): IdOf<Prefix> {
  const hex = digestOfJson(names).slice('sha256:'.length);
  const characters = Array.from(
    { length: 26 },
    (_, index) => alphabet[Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16) % alphabet.length] ?? '0',
  );
  const id = `${prefix}_${characters.join('')}`;
  assert(isId(prefix, id));
  return id;
}
