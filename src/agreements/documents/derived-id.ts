// SPDX-License-Identifier: Apache-2.0
/**
 * Identifiers of agreements that this program writes itself. They follow from what the agreement is between, so that
 * everyone who writes the same agreement gives it the same identifier; no clock and no randomness is asked.
 */
import { type IdOf, isId } from '../../kernel/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import assert from 'node:assert/strict';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** `agr_` and 26 characters drawn from the digest of the names. */
export function idFromDigest(names: readonly string[]): IdOf<'agr'> {
  const hex = digestOfJson(names).slice('sha256:'.length);
  const characters = Array.from(
    { length: 26 },
    (_, index) => alphabet[Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16) % alphabet.length] ?? '0',
  );
  const id = `agr_${characters.join('')}`;
  assert(isId('agr', id));
  return id;
}
