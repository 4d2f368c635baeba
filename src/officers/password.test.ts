// SPDX-License-Identifier: Apache-2.0
/** Passwords: hashed slowly, checked rightly, chosen with some sense. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { RandomBytes } from '../kernel/index.ts';
import { absentPasswordHash, checkNewPassword, hashPassword, makePassword, verifyPassword } from './password.ts';

function seeded(seed: string): RandomBytes {
  let count = 0;
  return (byteCount) => {
    const parts: Buffer[] = [];
    for (let have = 0; have < byteCount; have += 32) parts.push(createHash('sha256').update(`${seed} ${count++}`).digest());
    return new Uint8Array(Buffer.concat(parts).subarray(0, byteCount));
  };
}

test('a password fits its own hash and no other does', async () => {
  const stored = await hashPassword('seven brave otters', seeded('a'));
  assert.match(stored, /^\$argon2id\$v=19\$m=65536,t=3,p=4\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.equal(await verifyPassword('seven brave otters', stored), true);
  assert.equal(await verifyPassword('seven brave otter', stored), false);
});

test('a hash made elsewhere with other parameters is checked with those', async () => {
  // Computed by the reference program of argon2 for its documented example.
  const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  assert.equal(await verifyPassword('password', stored), true);
  assert.equal(await verifyPassword('passwore', stored), false);
});

test('two spellings of one accented letter are one password', async () => {
  const stored = await hashPassword('caf\u00e9 au lait noir', seeded('b'));
  assert.equal(await verifyPassword('cafe\u0301 au lait noir', stored), true);
});

test('the hash for absent accounts has the cost of a real one and fits nothing', async () => {
  const real = await hashPassword('x', seeded('c'));
  assert.equal(absentPasswordHash.split('$').slice(0, 4).join('$'), real.split('$').slice(0, 4).join('$'));
  assert.equal(absentPasswordHash.length, real.length);
  assert.equal(await verifyPassword('x', absentPasswordHash), false);
});

test('a damaged hash is a broken assumption, not a wrong password', async () => {
  for (const stored of [
    '',
    'plain',
    '$argon2i$v=19$m=65536,t=3,p=4$AAAA$AAAA',
    '$argon2id$v=19$m=99999999,t=3,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ]) {
    await assert.rejects(verifyPassword('x', stored), { code: 'ERR_ASSERTION' }, stored);
  }
});

test('hashing leaves the event loop free', async () => {
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 2);
  await hashPassword('seven brave otters', seeded('d'));
  clearInterval(timer);
  assert.ok(ticks >= 1, `the loop turned ${ticks} times while the hash was computed`);
});

test('a first password has twenty letters without look-alikes and differs with the randomness', () => {
  const passwords = ['e', 'f', 'g'].map((seed) => makePassword(seeded(seed)));
  for (const password of passwords) assert.match(password, /^(?:[a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/);
  assert.equal(new Set(passwords).size, 3);
});

test('a new password is long enough and not the name over again', () => {
  const officer = { name: 'Ada Quill', email: 'ada.quill@xa.example' };
  const rows: readonly (readonly [password: string, isTaken: boolean])[] = [
    ['seven brave otters', true],
    ['correct-horse-7', true],
    ['eleven char', false],
    ['aaaaaaaaaaaaaaaa', false],
    ['abababababababab', false],
    ['my name is QUILL, ok', false],
    ['ada.quill and more', false],
    ['ada is my first name', true],
  ];
  for (const [password, isTaken] of rows) assert.equal(checkNewPassword(password, officer).ok, isTaken, password);
});
