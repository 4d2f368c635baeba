// SPDX-License-Identifier: Apache-2.0
/**
 * A large invented file of payments in Comity's own CSV: half a year among a tenth as many accounts as there are payments, of which a few
 * have much. Every payment has a reference of its own, and one in ten stands up to an hour too late, as banks' exports have them, so that
 * what is read has to number every name and to put every row into order of time.
 *
 * Bytes are written where they stand, since a text for each row would take longer than to read it.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { seededRandomness } from '../../src/kernel/index.ts';

const halfYearMs = 180 * 86_400_000;
const beginsMs = Date.UTC(2026, 0, 1);
const hourMs = 3_600_000;
const lateShare = 0.1;
const header = 'time,kind,from,to,amount,asset,ledger,decimals,transaction,line\n';
const pieceBytes = 4 * 1024 ** 2;
/** No row is longer. */
const rowBytesMax = 160;

const accountPrefix = 'XA-';
const accountDigits = 9;

/** A few accounts have much: the first of ten million takes part in some 60,000 of a hundred million payments, on either side. */
export function drawAccount(random: Pick<ReturnType<typeof seededRandomness>, 'next'>, accounts: number): number {
  return 1 + Math.floor(accounts * random.next() ** 2.2);
}

export function accountName(account: number): string {
  return `${accountPrefix}${String(account).padStart(accountDigits, '0')}`;
}

export function writeLargeFile(
  file: string,
  given: { readonly movements: number; readonly accounts: number; readonly seed: number },
): void {
  const { movements, accounts } = given;
  const random = seededRandomness(given.seed);
  const piece = Buffer.alloc(pieceBytes);
  const handle = openSync(file, 'w', 0o600);
  let at = piece.write(header, 0, 'latin1');
  const digits = (number: number, length: number): void => {
    let rest = number;
    for (let place = at + length - 1; place >= at; place -= 1) {
      const tens = Math.floor(rest / 10);
      piece[place] = 48 + (rest - tens * 10);
      rest = tens;
    }
    at += length;
  };
  const text = (words: string): void => {
    at += piece.write(words, at, 'latin1');
  };
  const account = (): void => {
    text(accountPrefix);
    digits(drawAccount(random, accounts), accountDigits);
  };
  const day = { number: -1, text: '' };
  for (let row = 0; row < movements; row += 1) {
    if (at > pieceBytes - rowBytesMax) {
      writeSync(handle, piece, 0, at);
      at = 0;
    }
    const late = random.next() < lateShare ? Math.floor(random.next() * hourMs) : 0;
    const timeMs = beginsMs + hourMs + Math.floor((row / movements) * halfYearMs) - late;
    const dayNumber = Math.floor(timeMs / 86_400_000);
    if (dayNumber !== day.number) Object.assign(day, { number: dayNumber, text: new Date(timeMs).toISOString().slice(0, 11) });
    const ofDay = timeMs - dayNumber * 86_400_000;
    text(day.text);
    digits(Math.floor(ofDay / hourMs), 2);
    text(':');
    digits(Math.floor(ofDay / 60_000) % 60, 2);
    text(':');
    digits(Math.floor(ofDay / 1000) % 60, 2);
    text('.');
    digits(ofDay % 1000, 3);
    text('Z,transfer,');
    account();
    text(',');
    account();
    text(',');
    const cents = 1 + Math.floor(random.next() ** 4 * 1e9);
    digits(Math.floor(cents / 100), 8);
    text('.');
    digits(cents % 100, 2);
    text(',EUR,bank,2,R');
    digits(row, 10);
    text(',\n');
  }
  writeSync(handle, piece, 0, at);
  closeSync(handle);
}
