// SPDX-License-Identifier: Apache-2.0
/**
 * Who paid whom, on disk: the movements of each party beside each other, in order of time, once as payer and once as payee.
 *
 * A record holds what a look around a party needs (moment, amount, row, the other party, asset), so that a party is one place in a file
 * and not one in every column: to go three hops from a party is a few thousand reads and not a million.
 *
 * SIDE.first: by the party's number where its records begin, and one more. SIDE.records: eight words each.
 */
import { closeSync, openSync } from 'node:fs';
import { isBetweenTwo } from '../movements.ts';
import type { ColumnFiles } from './column-files.ts';
import { openParts, pieceOf, type RecordPiece, type RecordWriter, writeWhole } from './records.ts';

export const pairWord = { timeMs: 0, amount: 2, row: 4, other: 5, asset: 6, party: 7 } as const;
export const pairWords = 8;

export type PairSide = 'out' | 'in';

/** Writes one side; `parties` is how many numbers of parties there are. Gives a moment between its parts to whoever waits for one. */
export async function writePairs(
  folder: string,
  given: {
    readonly side: PairSide;
    readonly parties: number;
    readonly columns: ColumnFiles;
    /** About so many records are in memory at a time; those of one party always. */
    readonly partRows: number;
    readonly pause: () => Promise<void>;
  },
): Promise<void> {
  const { side, parties, columns, partRows, pause } = given;
  const first = new Uint32Array(parties + 1);
  for (const piece of columns.pieces(['from', 'to', 'kind'])) {
    const { count, from, to, kind } = piece;
    const own = side === 'out' ? from : to;
    for (let row = 0; row < count; row += 1) {
      if (!isBetweenTwo(kind[row] ?? 0, from[row] ?? 0, to[row] ?? 0)) continue;
      const party = (own[row] ?? 0) + 1;
      first[party] = (first[party] ?? 0) + 1;
    }
    await pause();
  }
  for (let party = 1; party <= parties; party += 1) first[party] = (first[party] ?? 0) + (first[party - 1] ?? 0);
  const begins = firstParties(first, partRows);
  const parts = openParts(folder, { name: side, parts: begins.length, recordWords: pairWords });
  await divide(columns, side, (party) => parts.writers[partOf(begins, party)] as RecordWriter, pause);
  const file = openSync(`${folder}/${side}.records`, 'w', 0o600);
  let part = 0;
  for (const piece of parts.read()) {
    writeWhole(file, byParty(piece, first, begins[part] ?? 0));
    part += 1;
    await pause();
  }
  closeSync(file);
  const places = openSync(`${folder}/${side}.first`, 'w', 0o600);
  writeWhole(places, first);
  closeSync(places);
}

/** The first party of each part: as many parties as have about so many movements together. */
function firstParties(first: Uint32Array, partRows: number): number[] {
  const begins = [0];
  let from = 0;
  for (let party = 1; party < first.length - 1; party += 1) {
    if ((first[party + 1] ?? 0) - from <= partRows) continue;
    begins.push(party);
    from = first[party] ?? 0;
  }
  return begins;
}

function partOf(begins: readonly number[], party: number): number {
  let [low, high] = [0, begins.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((begins[middle] ?? 0) <= party) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

async function divide(
  columns: ColumnFiles,
  side: PairSide,
  writerOf: (party: number) => RecordWriter,
  pause: () => Promise<void>,
): Promise<void> {
  let before = 0;
  for (const { count, from, to, kind, asset, timeMs, amount } of columns.pieces(['from', 'to', 'kind', 'asset', 'timeMs', 'amount'])) {
    for (let row = 0; row < count; row += 1) {
      const [payer, payee] = [from[row] ?? 0, to[row] ?? 0];
      if (!isBetweenTwo(kind[row] ?? 0, payer, payee)) continue;
      const party = side === 'out' ? payer : payee;
      const { words, doubles, next } = writerOf(party);
      const at = next();
      doubles[(at + pairWord.timeMs) / 2] = timeMs[row] ?? 0;
      doubles[(at + pairWord.amount) / 2] = amount[row] ?? 0;
      words[at + pairWord.row] = before + row;
      words[at + pairWord.other] = side === 'out' ? payee : payer;
      words[at + pairWord.asset] = asset[row] ?? 0;
      words[at + pairWord.party] = party;
    }
    before += count;
    await pause();
  }
}

/** The records of a part, those of each party together, as they stand otherwise. */
function byParty({ words, count }: RecordPiece, first: Uint32Array, begin: number): Uint32Array {
  const sorted = pieceOf(count, pairWords).words;
  const base = first[begin] ?? 0;
  let last = begin;
  for (let at = pairWord.party; at < count * pairWords; at += pairWords) last = Math.max(last, words[at] ?? 0);
  const places = first.slice(begin, last + 1);
  for (let at = 0; at < count * pairWords; at += pairWords) {
    const party = (words[at + pairWord.party] ?? 0) - begin;
    const place = ((places[party] ?? 0) - base) * pairWords;
    places[party] = (places[party] ?? 0) + 1;
    for (let index = 0; index < pairWords; index += 1) sorted[place + index] = words[at + index] ?? 0;
  }
  return sorted;
}
