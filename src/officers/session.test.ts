// SPDX-License-Identifier: Apache-2.0
/** When sessions end, what their tokens tell, and how tries are counted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '../kernel/index.ts';
import { accountKey, addressKey, attemptRules, normalEmail, waitMs } from './attempts.ts';
import { csrfTokenOf, isSessionToken, makeSessionToken, sessionEndsAt, sessionTokenDigest } from './session.ts';

test('a session ends 30 minutes after the last call, and 12 hours after the sign-in at the latest', () => {
  const createdAt = '2026-11-20T08:00:00.000Z' as Instant;
  const rows = [
    ['2026-11-20T08:00:00.000Z', '2026-11-20T08:30:00.000Z'],
    ['2026-11-20T12:10:00.000Z', '2026-11-20T12:40:00.000Z'],
    ['2026-11-20T19:29:59.999Z', '2026-11-20T19:59:59.999Z'],
    ['2026-11-20T19:45:00.000Z', '2026-11-20T20:00:00.000Z'],
  ] as const;
  for (const [seenAt, endsAt] of rows) assert.equal(sessionEndsAt({ createdAt, seenAt: seenAt as Instant }), endsAt);
});

test('neither the stored digest nor the token against forged calls tells the session token', () => {
  const token = makeSessionToken((count) => new Uint8Array(count).fill(7));
  assert.ok(isSessionToken(token));
  const shown = [token, sessionTokenDigest(token), csrfTokenOf(token)];
  assert.equal(new Set(shown).size, 3);
  assert.ok(!isSessionToken(sessionTokenDigest(token)), 'a digest read from the database opens nothing');
});

test('an address is counted alone, a network of IPv6 addresses together', () => {
  const rows: readonly (readonly [left: string, right: string, isSame: boolean])[] = [
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2', false],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['2001:db8::1', '2001:db8:0:0:5::1', true],
    ['::1', '::2', true],
  ];
  for (const [left, right, isSame] of rows) assert.equal(addressKey(left) === addressKey(right), isSame, `${left} and ${right}`);
});

test('an account is counted by its address in one spelling, and the key does not show it', () => {
  assert.equal(normalEmail('  Ada@XA.example '), 'ada@xa.example');
  assert.equal(accountKey('Ada@XA.example'), accountKey('ada@xa.example'));
  assert.ok(!accountKey('ada@xa.example').includes('ada'));
});

test('who is over the limit waits for the end of the window', () => {
  const now = '2026-11-20T08:05:00.000Z' as Instant;
  const windowEndsAt = '2026-11-20T08:15:00.000Z' as Instant;
  const rule = attemptRules.account;
  assert.equal(waitMs({ tries: rule.triesMax, windowEndsAt }, rule, now), null);
  assert.equal(waitMs({ tries: rule.triesMax + 1, windowEndsAt }, rule, now), 600_000);
});
