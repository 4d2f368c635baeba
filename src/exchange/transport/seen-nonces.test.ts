// SPDX-License-Identifier: Apache-2.0
// A signed call counts once, for each authority by itself, and the memory for it stays small.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuthorityId, KeyId } from '../../seals/index.ts';
import { seenNonces } from './seen-nonces.ts';

const [xa, xb] = ['xa', 'xb'] as unknown[] as [AuthorityId, AuthorityId];
const now = 1_795_789_800;
const signed = (nonce: string, created = now) => ({ keyId: 'key' as KeyId, nonce, created, expires: created + 60 });

test('a nonce is fresh once, and once for each authority', () => {
  const nonces = seenNonces(now);
  assert.equal(nonces.take(xa, signed('one'), now), 'fresh');
  assert.equal(nonces.take(xa, signed('one'), now + 1), 'replayed');
  assert.equal(nonces.take(xb, signed('one'), now + 1), 'fresh');
  assert.equal(nonces.take(xa, signed('two'), now + 1), 'fresh');
});

test('it is kept for as long as its signature could be taken, clocks that differ included', () => {
  const nonces = seenNonces(now);
  nonces.take(xa, signed('one'), now);
  assert.equal(nonces.take(xa, signed('one'), now + 120), 'replayed');
  assert.equal(nonces.take(xa, signed('one'), now + 121), 'fresh', 'by then the signature is stale, and the nonce is forgotten');
});

test('what was signed before the process began is not taken: the process before may have seen it', () => {
  const nonces = seenNonces(now);
  assert.equal(nonces.take(xa, signed('one', now - 1), now), 'replayed');
  assert.equal(nonces.take(xa, signed('two', now), now), 'fresh');
});

test('an authority that floods us is told to wait, and another is not', () => {
  const nonces = seenNonces(now);
  for (let count = 0; count < 60_000; count++) nonces.take(xa, signed(String(count)), now);
  assert.equal(nonces.take(xa, signed('one more'), now), 'too-many');
  assert.equal(nonces.take(xb, signed('one'), now), 'fresh');
  assert.equal(nonces.take(xa, signed('later', now + 122), now + 122), 'fresh', 'what has lapsed makes room');
});
