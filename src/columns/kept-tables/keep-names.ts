// SPDX-License-Identifier: Apache-2.0
/**
 * Names numbered densely in the order of their first appearance, as a dictionary numbers them, with the names themselves on disk.
 *
 * In memory stay 8 bytes for each name and 4 to 8 for its slot, and the pages of names that were looked at last; so a hundred million
 * references of payments would take about 2 GB and not the 10 GB that as many texts take.
 *
 * Three files. NAME.names: length (two bytes) and UTF-8 bytes of each, none across the end of a page. NAME.at: where each begins, in units
 * of four bytes. NAME.slots: by the hash's last bits the number of the name, the next slot where one is taken, 0 where none is.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { fillNameBytes, nameBytes } from './name-hash.ts';
import { writeWhole } from './records.ts';

/** A field that is longer is no name of an account or a payment. */
export const nameBytesMax = 4096;
export const namePageBytes = 2 ** 20;
/** Names begin at multiples of it, so that 32 bits say where one of 16 GB begins. */
export const nameUnit = 4;
/** Hash and place of each name lie beside each other, in pieces of so many names, so that growing copies nothing. */
const pieceBits = 18;
const pieceNames = 2 ** pieceBits;

export interface KeptNames {
  /** Throws a LongName on what is longer than a name may be. */
  numberOf(name: string): number;
  readonly size: number;
  /** Writes everything; then the names are read by `openKeptNames`. */
  close(): void;
}

export class LongName extends Error {}

/** The name of number 0 is fixed and not on disk. `pagesMax`: pages of a megabyte that stay in memory. */
export function keepNames(base: string, given: { readonly nameOfZero: string; readonly pagesMax: number }): KeptNames {
  const { nameOfZero, pagesMax } = given;
  const bytes = openBytes(`${base}.names`, pagesMax);
  const scratch = nameBytes();
  const pieces: Uint32Array<ArrayBuffer>[] = [];
  let slots = new Uint32Array(2 ** 16);
  let size = 0;
  const keep = (hash: number, place: number): number => {
    if (size % pieceNames === 0) pieces.push(new Uint32Array(pieceNames * 2));
    const at = (size % pieceNames) * 2;
    const piece = pieces.at(-1);
    if (piece !== undefined) [piece[at], piece[at + 1]] = [hash, place];
    size += 1;
    return size - 1;
  };
  const grow = (): void => {
    slots = new Uint32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 1; number < size; number += 1) {
      let slot = (pieces[number >>> pieceBits]?.[(number % pieceNames) * 2] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
  };
  keep(0, 0);
  return {
    numberOf(name) {
      if (name === nameOfZero) return 0;
      fillNameBytes(scratch, name);
      const { length, hash } = scratch;
      if (length > nameBytesMax) throw new LongName(`A name has ${length} bytes; ${nameBytesMax} are the most.`);
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (let number = slots[slot] ?? 0; number !== 0; number = slots[slot] ?? 0) {
        const piece = pieces[number >>> pieceBits];
        const at = (number % pieceNames) * 2;
        if (piece?.[at] === hash && bytes.isAt(piece[at + 1] ?? 0, scratch.bytes, length)) return number;
        slot = (slot + 1) & mask;
      }
      const number = keep(hash, bytes.append(scratch.bytes, length));
      slots[slot] = number;
      if (size > slots.length * fullShare) grow();
      return number;
    },
    get size() {
      return size;
    },
    close() {
      bytes.close();
      writePlaces(`${base}.at`, pieces, size);
      writeColumn(`${base}.slots`, slots);
      slots = new Uint32Array(0);
      pieces.length = 0;
    },
  };
}

/** Slots that are fuller make a search longer. */
const fullShare = 0.7;

function writePlaces(file: string, pieces: readonly Uint32Array[], size: number): void {
  const handle = openSync(file, 'w', 0o600);
  for (const [index, piece] of pieces.entries()) {
    const names = Math.min(pieceNames, size - index * pieceNames);
    writeWhole(
      handle,
      Uint32Array.from({ length: names }, (_unused, name) => piece[name * 2 + 1] ?? 0),
    );
  }
  closeSync(handle);
}

function writeColumn(file: string, column: Uint32Array): void {
  const handle = openSync(file, 'w', 0o600);
  writeWhole(handle, column);
  closeSync(handle);
}

interface NamesOnDisk {
  /** Where the name was written, in units. */
  append(name: Uint8Array, length: number): number;
  isAt(place: number, name: Uint8Array, length: number): boolean;
  close(): void;
}

function openBytes(file: string, pagesMax: number): NamesOnDisk {
  const handle = openSync(file, 'w+', 0o600);
  const pages: (Uint8Array | undefined)[] = [];
  /** Pages in memory that stand on disk too, the one that came first going first. */
  const held: number[] = [];
  let current = new Uint8Array(namePageBytes);
  let [number, at] = [0, 0];
  pages[0] = current;
  const hold = (page: number, bytes: Uint8Array): void => {
    pages[page] = bytes;
    held.push(page);
    if (held.length > pagesMax) pages[held.shift() ?? 0] = undefined;
  };
  const nextPage = (): void => {
    writeWhole(handle, current);
    hold(number, current);
    current = new Uint8Array(namePageBytes);
    number += 1;
    pages[number] = current;
    at = 0;
  };
  return {
    append(name, length) {
      if (at + 2 + length > namePageBytes) nextPage();
      const place = (number * namePageBytes + at) / nameUnit;
      if (place >= 2 ** 32) throw new RangeError('The names of one table take 16 GB at the most.');
      current[at] = length & 255;
      current[at + 1] = length >>> 8;
      for (let index = 0; index < length; index += 1) current[at + 2 + index] = name[index] ?? 0;
      at = Math.ceil((at + 2 + length) / nameUnit) * nameUnit;
      return place;
    },
    isAt(place, name, length) {
      const page = Math.floor((place * nameUnit) / namePageBytes);
      let bytes = pages[page];
      if (bytes === undefined) {
        bytes = new Uint8Array(namePageBytes);
        readSync(handle, bytes, 0, namePageBytes, page * namePageBytes);
        hold(page, bytes);
      }
      const from = place * nameUnit - page * namePageBytes;
      if (bytes[from] !== (length & 255) || bytes[from + 1] !== length >>> 8) return false;
      for (let index = 0; index < length; index += 1) if (bytes[from + 2 + index] !== name[index]) return false;
      return true;
    },
    close() {
      writeWhole(handle, current.subarray(0, at));
      closeSync(handle);
    },
  };
}
