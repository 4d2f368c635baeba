// SPDX-License-Identifier: Apache-2.0
/**
 * Records of a fixed number of 32-bit words in a file: written a piece at a time, read back in order, and divided into parts by a key, so
 * that each part fits into memory. Putting a hundred million rows into another order is nothing else: divide, sort each part, go on.
 *
 * A record begins at an even word, so that the same bytes are read as doubles where it holds some: word `w` of the record at `at` is
 * `words[at + w]`, and a double that begins there is `doubles[(at + w) / 2]`.
 */
import { closeSync, fstatSync, openSync, rmSync, writeSync } from 'node:fs';
import { readWhole } from './paged-file.ts';

export interface RecordPiece {
  readonly words: Uint32Array<ArrayBuffer>;
  readonly doubles: Float64Array<ArrayBuffer>;
  /** Records in it. */
  readonly count: number;
}

export interface RecordWriter {
  /** The place, in words, at which the next record is to be written into `words` and `doubles`. */
  readonly next: () => number;
  readonly words: Uint32Array<ArrayBuffer>;
  readonly doubles: Float64Array<ArrayBuffer>;
  readonly count: number;
  /** Writes what is left, and closes the file. */
  close(): void;
}

export function pieceOf(records: number, recordWords: number): Omit<RecordPiece, 'count'> {
  const bytes = new ArrayBuffer(records * recordWords * 4);
  return { words: new Uint32Array(bytes), doubles: new Float64Array(bytes) };
}

export function openRecordWriter(file: string, given: { readonly recordWords: number; readonly pieceRecords: number }): RecordWriter {
  const { recordWords, pieceRecords } = given;
  const { words, doubles } = pieceOf(pieceRecords, recordWords);
  const handle = openSync(file, 'w', 0o600);
  let [inPiece, count] = [0, 0];
  const flush = (): void => {
    writeWhole(handle, words.subarray(0, inPiece * recordWords));
    inPiece = 0;
  };
  return {
    words,
    doubles,
    next() {
      if (inPiece === pieceRecords) flush();
      count += 1;
      inPiece += 1;
      return (inPiece - 1) * recordWords;
    },
    get count() {
      return count;
    },
    close() {
      flush();
      closeSync(handle);
    },
  };
}

/** Writes all of it: a disk that is nearly full takes a part first. */
export function writeWhole(handle: number, column: ArrayBufferView): void {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at, Math.min(bytes.length - at, 2 ** 30));
}

/** The records of a file in order, `pieceRecords` at a time; the same piece is filled again each time. */
export function* readRecords(file: string, given: { readonly recordWords: number; readonly pieceRecords: number }): Generator<RecordPiece> {
  const { recordWords, pieceRecords } = given;
  const handle = openSync(file, 'r');
  try {
    const records = fstatSync(handle).size / (recordWords * 4);
    const { words, doubles } = pieceOf(Math.min(pieceRecords, records), recordWords);
    for (let from = 0; from < records; from += pieceRecords) {
      const count = Math.min(pieceRecords, records - from);
      readWhole(handle, new Uint8Array(words.buffer, 0, count * recordWords * 4), from * recordWords * 4);
      yield { words, doubles, count };
    }
  } finally {
    closeSync(handle);
  }
}

/** Files for parts of records, which are gone when their reader is done with them. */
export interface Parts {
  readonly writers: readonly RecordWriter[];
  /** Closes all; then each part in turn, whole, its file removed after it. All are read into the same memory. */
  read(): Generator<RecordPiece>;
}

/** What all parts together hold before they write, in bytes. */
const partsBytes = 64 * 1024 ** 2;

export function openParts(folder: string, given: { readonly name: string; readonly parts: number; readonly recordWords: number }): Parts {
  const { name, parts, recordWords } = given;
  const pieceRecords = Math.max(64, Math.min(16_384, Math.floor(partsBytes / (parts * recordWords * 4))));
  const files = Array.from({ length: parts }, (_unused, part) => `${folder}/${name}-${part}.part`);
  const writers = files.map((file) => openRecordWriter(file, { recordWords, pieceRecords }));
  return {
    writers,
    *read() {
      for (const writer of writers) writer.close();
      const most = Math.max(0, ...writers.map(({ count }) => count));
      const { words, doubles } = pieceOf(most, recordWords);
      for (const [part, file] of files.entries()) {
        const count = writers[part]?.count ?? 0;
        const handle = openSync(file, 'r');
        try {
          readWhole(handle, new Uint8Array(words.buffer, 0, count * recordWords * 4), 0);
        } finally {
          closeSync(handle);
        }
        yield { words, doubles, count };
        rmSync(file);
      }
    },
  };
}
