// SPDX-License-Identifier: Apache-2.0
/**
 * A table of movements on disk, opened: what lies around a party is read where it stands; whoever needs all rows loads the columns, while
 * names stay on disk and are read as they are shown.
 */
import { closeSync, openSync, statSync } from 'node:fs';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { Dictionary } from '../dictionary.ts';
import { type Movements, outsideWorld, type PartyMovements, type WhoPaidWhom } from '../movements.ts';
import { type ColumnBytes, digestOfMovementColumns, type TableDigest } from '../table-digest.ts';
import { limbsPerAmount, readWideAmount } from '../wide-amounts.ts';
import { openColumnFiles } from './column-files.ts';
import { openNames } from './open-names.ts';
import { openPagedFile, readWhole } from './paged-file.ts';
import { pieceOf } from './records.ts';
import type { TableFacts } from './table-facts.ts';
import { type PairSide, pairWord, pairWords } from './write-pairs.ts';

export interface MovementTable extends WhoPaidWhom {
  readonly facts: TableFacts;
  readonly parties: Dictionary;
  readonly transactions: Dictionary;
  columnBytes(): Readonly<Record<string, ColumnBytes>>;
  /** All rows in memory, 41 bytes each, or 73 where amounts are wide. Its names are read from this table, which must stay open. */
  load(): Movements;
  /** Some rows in memory, in the order in which they are given; it keeps their places in the files, and the names as `load` does. */
  loadRows(rows: readonly number[]): Movements;
  /** The digest, taken again from every byte. */
  digest(): TableDigest;
  close(): void;
}

const placePageBytes = 4096;
const placePagesMax = 4096;

/** An issue where a file is missing or has another size than the table says. */
export function openMovementTable(folder: string, facts: TableFacts): Result<MovementTable> {
  for (const [name, expected] of Object.entries(facts.files)) {
    const size = statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.size ?? 0;
    if (size === expected) continue;
    return fail(`${folder}/${name}`, `It has ${size} bytes and not ${expected}: the table is damaged.`, 'Import the files again.');
  }
  return ok(openWhole(folder, facts));
}

function openWhole(folder: string, facts: TableFacts): MovementTable {
  const { count, isWide, assets } = facts;
  const columns = openColumnFiles(folder, facts);
  const parties = openNames(`${folder}/parties`, { nameOfZero: outsideWorld, size: facts.parties });
  const transactions = openNames(`${folder}/transactions`, { nameOfZero: '', size: facts.transactions });
  const wideAt = isWide ? openWide(folder) : null;
  const sides = { out: openSide(folder, 'out', wideAt), in: openSide(folder, 'in', wideAt) };
  const columnBytes = (): Readonly<Record<string, ColumnBytes>> =>
    Object.fromEntries(columns.names.map((name) => [name, { byteLength: columns.byteLength(name), pieces: () => columns.bytes(name) }]));
  return {
    facts,
    parties,
    transactions,
    assets,
    movementsOf: (party, side) => sides[side].movementsOf(party),
    columnBytes,
    load: () => ({ count, ...columns.load(), parties, assets, transactions }),
    loadRows: (rows) => ({ count: rows.length, ...columns.loadRows(rows), parties, assets, transactions }),
    digest: () => digestOfMovementColumns(columnBytes(), { count, assets, parties, transactions }),
    close() {
      for (const one of [parties, transactions, sides.out, sides.in]) one.close();
      wideAt?.close();
    },
  };
}

type WideAt = { (row: number): bigint; close(): void };

function openWide(folder: string): WideAt {
  const handle = openSync(`${folder}/wide.column`, 'r');
  const limbs = new BigUint64Array(limbsPerAmount);
  const wideAt = (row: number): bigint => {
    readWhole(handle, new Uint8Array(limbs.buffer), row * limbs.byteLength);
    return readWideAmount(limbs, 0);
  };
  return Object.assign(wideAt, { close: () => closeSync(handle) });
}

const recordBytes = pairWords * 4;
const nothing = pieceOf(0, pairWords);
/** A party with more movements is read in pieces of so many. */
const pieceRecords = 2 ** 15;

function openSide(folder: string, side: PairSide, wideAt: WideAt | null): { movementsOf(party: number): PartyMovements; close(): void } {
  const first = openPagedFile(`${folder}/${side}.first`, { pageBytes: placePageBytes, pagesMax: placePagesMax });
  const handle = openSync(`${folder}/${side}.records`, 'r');
  const placeOf = (party: number): number => {
    const page = first.page(Math.floor((party * 4) / placePageBytes));
    return new DataView(page.buffer).getUint32((party * 4) % placePageBytes, true);
  };
  return {
    movementsOf(party) {
      const [begin, end] = [placeOf(party), placeOf(party + 1)];
      // Of a party that has too many to be gone through, the number alone is asked, so nothing is read before one is.
      let [words, doubles] = [nothing.words, nothing.doubles];
      let piece = -1;
      /** Where in `words` the movement stands; its piece is read if it is not there. */
      const at = (index: number): number => {
        const wanted = Math.floor(index / pieceRecords);
        if (wanted !== piece) {
          const from = begin + wanted * pieceRecords;
          const records = Math.min(pieceRecords, end - from);
          ({ words, doubles } = pieceOf(records, pairWords));
          readWhole(handle, new Uint8Array(words.buffer), from * recordBytes);
          piece = wanted;
        }
        return (index - wanted * pieceRecords) * pairWords;
      };
      const wordAt = (index: number, word: number): number => {
        const place = at(index) + word;
        return words[place] ?? 0;
      };
      const doubleAt = (index: number, word: number): number => {
        const place = (at(index) + word) / 2;
        return doubles[place] ?? 0;
      };
      return {
        count: end - begin,
        row: (index) => wordAt(index, pairWord.row),
        other: (index) => wordAt(index, pairWord.other),
        timeMs: (index) => doubleAt(index, pairWord.timeMs),
        asset: (index) => wordAt(index, pairWord.asset),
        units(index) {
          const near = doubleAt(index, pairWord.amount);
          if (near <= Number.MAX_SAFE_INTEGER) return BigInt(near);
          if (wideAt === null) throw new Error(`The amount of row ${wordAt(index, pairWord.row)} is not in the table: it is damaged.`);
          return wideAt(wordAt(index, pairWord.row));
        },
      };
    },
    close() {
      first.close();
      closeSync(handle);
    },
  };
}
