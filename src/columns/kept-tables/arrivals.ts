// SPDX-License-Identifier: Apache-2.0
/**
 * Movements as they arrive, written to disk one record each, and then given out in order of time, a part at a time.
 *
 *     read:   row, row, row ...  -> one file of records, as they come
 *     divide: by moments of a sample, so that each part holds about as many rows as there is room for
 *     give:   each part whole, sorted, with what came twice taken out; part after part is the table
 *
 * What happened at one moment lies in one part, since that is where what came twice is found. A file whose rows all have one moment is
 * therefore one part, and takes memory like a table that is built there.
 */
import { lineNumber, type MovementsIntake, type NewMovement, numberAssets } from '../build-movements.ts';
import { exactUnitsMax } from '../exact-units.ts';
import { findTwice, type TwiceColumns } from '../find-twice.ts';
import { movementCode } from '../movements.ts';
import { inOrder, orderByTime } from '../rows.ts';
import { limbsPerAmount, writeWideAmount } from '../wide-amounts.ts';
import type { KeptNames } from './keep-names.ts';
import { openParts, openRecordWriter, type RecordPiece, type RecordWriter, readRecords } from './records.ts';

/** Words of a record: three doubles, six numbers; of a wide amount four limbs more. */
const word = { timeMs: 0, amount: 2, sourceRow: 4, from: 6, to: 7, asset: 8, transaction: 9, line: 10, kind: 11 } as const;
const recordWords = 12;
const limbWords = limbsPerAmount * 2;
/** Beside the kind: its exact amount is the next one in the file of wide amounts. */
const wideMark = 0x100;

const pieceRecords = 2 ** 15;
/** One moment in so many is looked at to divide by. */
const sampleEvery = 256;

export interface Arrivals extends MovementsIntake {
  /** Closes what was written. Then `parts` may be read once. */
  readonly movedRows: number;
  readonly isWide: boolean;
  close(): void;
  parts(): Generator<ArrivedPart>;
}

export interface ArrivedPart {
  /** In order of time, nothing twice. */
  readonly columns: TwiceColumns;
  /** Source rows of what was taken out. */
  readonly twice: readonly number[];
  readonly alike: { readonly count: number; readonly first: readonly number[] };
}

interface Receiving {
  readonly parties: KeptNames;
  readonly transactions: KeptNames;
  /** About so many rows are in memory at a time. */
  readonly partRows: number;
}

export function receiveArrivals(folder: string, { parties, transactions, partRows }: Receiving): Arrivals {
  const file = `${folder}/arrived.records`;
  const wideFile = `${folder}/arrived.wide`;
  const records = openRecordWriter(file, { recordWords, pieceRecords });
  let wide: RecordWriter | null = null;
  const sample: number[] = [];
  let [latest, movedRows] = [Number.NEGATIVE_INFINITY, 0];
  return {
    parties,
    transactions,
    ...numberAssets(),
    get count() {
      return records.count;
    },
    get movedRows() {
      return movedRows;
    },
    get isWide() {
      return wide !== null;
    },
    add(movement) {
      const { timeMs } = movement;
      if (timeMs < latest) movedRows += 1;
      else latest = timeMs;
      if (records.count % sampleEvery === 0) sample.push(timeMs);
      const isWide = movement.amount > exactUnitsMax;
      writeRecord(records, movement, isWide);
      if (!isWide) return;
      wide ??= openRecordWriter(wideFile, { recordWords: limbWords, pieceRecords });
      const limbs = new BigUint64Array(wide.words.buffer, wide.next() * 4, limbsPerAmount);
      writeWideAmount(limbs, 0, BigInt(movement.amount));
    },
    close() {
      records.close();
      wide?.close();
    },
    *parts() {
      const ends = endsOf(sample, Math.ceil(records.count / partRows));
      const words = recordWords + (wide === null ? 0 : limbWords);
      const parts = openParts(folder, { name: 'moments', parts: ends.length + 1, recordWords: words });
      divide({ file, wideFile: wide === null ? null : wideFile }, ends, parts.writers);
      for (const part of parts.read()) if (part.count > 0) yield inOrderOfTime(part, words);
    },
  };
}

function writeRecord({ words, doubles, next }: RecordWriter, movement: NewMovement, isWide: boolean): void {
  const at = next();
  doubles[(at + word.timeMs) / 2] = movement.timeMs;
  doubles[(at + word.amount) / 2] = Number(movement.amount);
  doubles[(at + word.sourceRow) / 2] = movement.sourceRow;
  words[at + word.from] = movement.from;
  words[at + word.to] = movement.to;
  words[at + word.asset] = movement.asset;
  words[at + word.transaction] = movement.transaction ?? 0;
  words[at + word.line] = movement.line === undefined ? 0 : lineNumber(movement.line);
  words[at + word.kind] = movementCode[movement.kind] | (isWide ? wideMark : 0);
}

/** The first moments of the parts after the first, rising. */
function endsOf(sample: readonly number[], parts: number): Float64Array {
  const sorted = Float64Array.from(sample).sort();
  const ends = new Set<number>();
  for (let part = 1; part < parts; part += 1) {
    const end = sorted[Math.floor((part * sorted.length) / parts)];
    if (end !== undefined && end > (sorted[0] ?? 0)) ends.add(end);
  }
  return Float64Array.from(ends);
}

interface Arrived {
  readonly file: string;
  readonly wideFile: string | null;
}

function divide({ file, wideFile }: Arrived, ends: Float64Array, writers: readonly RecordWriter[]): void {
  const limbs = wideFile === null ? null : limbsInOrder(wideFile);
  for (const { words, doubles, count } of readRecords(file, { recordWords, pieceRecords })) {
    for (let at = 0; at < count * recordWords; at += recordWords) {
      const writer = writers[partOf(ends, doubles[(at + word.timeMs) / 2] ?? 0)];
      if (writer === undefined) throw new RangeError('there is a writer for each part');
      const place = writer.next();
      for (let index = 0; index < recordWords; index += 1) writer.words[place + index] = words[at + index] ?? 0;
      if (limbs === null) continue;
      const isWide = ((words[at + word.kind] ?? 0) & wideMark) !== 0;
      const amount = isWide ? limbs.next().value : null;
      const exact = new BigUint64Array(writer.words.buffer, (place + recordWords) * 4, limbsPerAmount);
      if (amount === null) writeWideAmount(exact, 0, BigInt(doubles[(at + word.amount) / 2] ?? 0));
      else if (amount !== undefined) exact.set(amount);
    }
  }
}

function* limbsInOrder(file: string): Generator<BigUint64Array, undefined> {
  for (const { words, count } of readRecords(file, { recordWords: limbWords, pieceRecords }))
    for (let record = 0; record < count; record += 1) yield new BigUint64Array(words.buffer, record * limbWords * 4, limbsPerAmount);
}

function partOf(ends: Float64Array, timeMs: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inOrderOfTime(part: RecordPiece, wordsEach: number): ArrivedPart {
  const columns = columnsInOrder(part, wordsEach);
  const { keep, ...found } = findTwice(columns);
  return { columns: keep === null ? columns : kept(columns, keep), ...found };
}

function columnsInOrder({ words, doubles, count }: RecordPiece, wordsEach: number) {
  const times = doubleColumn(doubles, count, wordsEach, word.timeMs);
  const { order } = orderByTime(times, count);
  const double = (at: number): Float64Array<ArrayBuffer> => inOrder(doubleColumn(doubles, count, wordsEach, at), count, order);
  const number = (at: number): Uint32Array<ArrayBuffer> => inOrder(numberColumn(words, count, wordsEach, at), count, order);
  return {
    count,
    timeMs: inOrder(times, count, order),
    amount: double(word.amount),
    sourceRow: double(word.sourceRow),
    from: number(word.from),
    to: number(word.to),
    asset: number(word.asset),
    transaction: number(word.transaction),
    line: number(word.line),
    kind: Uint8Array.from(number(word.kind), (kind) => kind & 0xff),
    wide: wordsEach === recordWords ? null : limbsColumn(words, count, order),
  };
}

function doubleColumn(doubles: Float64Array, count: number, wordsEach: number, at: number): Float64Array<ArrayBuffer> {
  const column = new Float64Array(count);
  for (let row = 0, place = at / 2; row < count; row += 1, place += wordsEach / 2) column[row] = doubles[place] ?? 0;
  return column;
}

function numberColumn(words: Uint32Array, count: number, wordsEach: number, at: number): Uint32Array<ArrayBuffer> {
  const column = new Uint32Array(count);
  for (let row = 0, place = at; row < count; row += 1, place += wordsEach) column[row] = words[place] ?? 0;
  return column;
}

function limbsColumn(words: Uint32Array<ArrayBuffer>, count: number, order: Uint32Array | null): BigUint64Array<ArrayBuffer> {
  const wordsEach = recordWords + limbWords;
  const column = new BigUint64Array(count * limbsPerAmount);
  const limbs = new BigUint64Array(words.buffer);
  for (let row = 0; row < count; row += 1) {
    const from = ((order?.[row] ?? row) * wordsEach + recordWords) / 2;
    for (let limb = 0; limb < limbsPerAmount; limb += 1) column[row * limbsPerAmount + limb] = limbs[from + limb] ?? 0n;
  }
  return column;
}

type Columns = ReturnType<typeof columnsInOrder>;

function kept(columns: Columns, keep: Uint32Array): TwiceColumns {
  const [count, { wide }] = [keep.length, columns];
  const limbs = wide === null ? null : new BigUint64Array(count * limbsPerAmount);
  for (let row = 0; limbs !== null && wide !== null && row < count; row += 1) {
    const from = (keep[row] ?? 0) * limbsPerAmount;
    limbs.set(wide.subarray(from, from + limbsPerAmount), row * limbsPerAmount);
  }
  return {
    count,
    timeMs: inOrder(columns.timeMs, count, keep),
    amount: inOrder(columns.amount, count, keep),
    sourceRow: inOrder(columns.sourceRow, count, keep),
    from: inOrder(columns.from, count, keep),
    to: inOrder(columns.to, count, keep),
    asset: inOrder(columns.asset, count, keep),
    transaction: inOrder(columns.transaction, count, keep),
    line: inOrder(columns.line, count, keep),
    kind: inOrder(columns.kind, count, keep),
    wide: limbs,
  };
}
