// SPDX-License-Identifier: Apache-2.0
/**
 * Passwords: kept as an argon2id hash (RFC 9106), computed beside the event loop, so that signing in holds nobody else up.
 *
 * The hash is written in the usual text form, with its parameters, so that later hashes may cost more while older ones
 * still verify:
 *
 *     $argon2id$v=19$m=65536,t=3,p=4$<salt>$<hash>
 *
 * An account that does not exist is checked against `absentPasswordHash`, which no password fits and which costs the same.
 */
import { strict as assert } from 'node:assert';
import { argon2, timingSafeEqual } from 'node:crypto';
import { fail, ok, type RandomBytes, type Result } from '../kernel/index.ts';

/** The second recommended option of RFC 9106, section 4: 64 MiB, three passes, four lanes; about a tenth of a second. */
const parameters = { memoryKibibytes: 65_536, passes: 3, lanes: 4, saltBytes: 16, hashBytes: 32 } as const;
/** No stored hash may ask for more than this, so that a damaged row cannot take the server's memory. */
const memoryKibibytesMax = 1_048_576;

export const passwordCharactersMin = 12;
const distinctCharactersMin = 5;
/** Parts of a name shorter than this are too common in words to be refused. */
const namePartCharactersMin = 4;

export async function hashPassword(password: string, random: RandomBytes): Promise<string> {
  const salt = random(parameters.saltBytes);
  const hash = await derive(password, { ...parameters, salt });
  return `$argon2id$v=19$m=${parameters.memoryKibibytes},t=${parameters.passes},p=${parameters.lanes}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Throws when the stored text is no hash of ours: the row was damaged, and no password is right or wrong then. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const read = storedShape.exec(stored)?.groups;
  assert(read !== undefined, 'the stored password hash is not readable');
  const expected = Buffer.from(read['hash'] ?? '', 'base64');
  const memoryKibibytes = Number(read['memory']);
  assert(memoryKibibytes <= memoryKibibytesMax && expected.length >= 16, 'the stored password hash has odd parameters');
  const salt = Buffer.from(read['salt'] ?? '', 'base64');
  const hash = await derive(password, {
    memoryKibibytes,
    passes: Number(read['passes']),
    lanes: Number(read['lanes']),
    hashBytes: expected.length,
    salt,
  });
  return timingSafeEqual(hash, expected);
}

const storedShape = /^\$argon2id\$v=19\$m=(?<memory>\d{1,8}),t=(?<passes>\d{1,3}),p=(?<lanes>\d{1,3})\$(?<salt>[\w+/]+)\$(?<hash>[\w+/]+)$/;

const parameterText = `m=${parameters.memoryKibibytes},t=${parameters.passes},p=${parameters.lanes}`;
/** A hash of the same cost that nobody ever computed: finding a password for it is as hard as breaking argon2id. */
export const absentPasswordHash = `$argon2id$v=19$${parameterText}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A first password: twenty characters without look-alikes, in groups that can be read aloud; 99 bits. */
export function makePassword(random: RandomBytes): string {
  const characters: string[] = [];
  while (characters.length < 20) {
    for (const byte of random(32)) {
      // 31 letters: bytes from 248 on are dropped, so that every letter is equally likely.
      if (byte < 248 && characters.length < 20) characters.push(passwordAlphabet[byte % passwordAlphabet.length] ?? '');
    }
  }
  return [0, 4, 8, 12, 16].map((from) => characters.slice(from, from + 4).join('')).join('-');
}

const passwordAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Whether an officer may take this password. Length counts; letters of several kinds are not asked for. */
export function checkNewPassword(password: string, officer: { readonly name: string; readonly email: string }): Result<string> {
  const path = 'newPassword';
  const characters = [...password.normalize('NFC')];
  if (characters.length < passwordCharactersMin) {
    return fail(
      path,
      `The password has fewer than ${passwordCharactersMin} characters.`,
      'Take several words, or let a password store make one.',
    );
  }
  if (new Set(characters).size < distinctCharactersMin) {
    return fail(path, 'The password repeats a few characters.', 'Take several words, or let a password store make one.');
  }
  const parts = [...officer.name.split(/\s+/), officer.email, officer.email.split('@')[0] ?? ''];
  for (const part of parts) {
    if (part.length < namePartCharactersMin || !password.toLowerCase().includes(part.toLowerCase())) continue;
    return fail(path, 'The password holds a part of your name or e-mail address.', 'Take something that others do not know of you.');
  }
  return ok(password);
}

interface Derivation {
  readonly memoryKibibytes: number;
  readonly passes: number;
  readonly lanes: number;
  readonly hashBytes: number;
  readonly salt: Uint8Array;
}

function derive(password: string, derivation: Derivation): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const input = {
      // One spelling of accented letters, whatever keyboard they come from.
      message: Buffer.from(password.normalize('NFC'), 'utf8'),
      nonce: derivation.salt,
      parallelism: derivation.lanes,
      tagLength: derivation.hashBytes,
      memory: derivation.memoryKibibytes,
      passes: derivation.passes,
    };
    argon2('argon2id', input, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
