// SPDX-License-Identifier: Apache-2.0
/** Names that were kept on disk, as a dictionary that reads the pages it is asked for. Nothing can be added to it. */
import path from 'node:path';
import type { Dictionary } from '../dictionary.ts';
import { nameUnit } from './keep-names.ts';
import { fillNameBytes, nameBytes } from './name-hash.ts';
import { openPagedFile, type PagedFile } from './paged-file.ts';

export type OpenNames = Dictionary & { close(): void };

/** Names that are asked for one after the other lie anywhere, so little is read for each; of each file 16 MB stay in memory. */
const pageBytes = 4096;
const pagesMax = 4096;

export function openNames(base: string, given: { readonly nameOfZero: string; readonly size: number }): OpenNames {
  const { nameOfZero, size } = given;
  const open = (ending: string): PagedFile => openPagedFile(`${base}.${ending}`, { pageBytes, pagesMax });
  const [names, places, slots] = [open('names'), open('at'), open('slots')];
  const scratch = nameBytes();
  const bytesOf = (number: number): Uint8Array => {
    const place = wordOf(places, number) * nameUnit;
    const page = names.page(Math.floor(place / pageBytes));
    const from = place % pageBytes;
    const length = (page[from] ?? 0) | ((page[from + 1] ?? 0) << 8);
    return from + 2 + length <= page.length ? page.subarray(from + 2, from + 2 + length) : acrossPages(names, place + 2, length);
  };
  const nameOf = (number: number): string => {
    if (!Number.isSafeInteger(number) || number < 0 || number >= size) throw new RangeError(`No name has the number ${number}.`);
    return number === 0 ? nameOfZero : textOf(bytesOf(number));
  };
  const find = (name: string): number | null => {
    if (name === nameOfZero) return 0;
    fillNameBytes(scratch, name);
    const mask = slots.bytes / 4 - 1;
    for (let slot = scratch.hash & mask; ; slot = (slot + 1) & mask) {
      const number = wordOf(slots, slot);
      if (number === 0) return null;
      if (isSame(bytesOf(number), scratch.bytes, scratch.length)) return number;
    }
  };
  return {
    find,
    nameOf,
    numberOf(name) {
      const known = find(name);
      if (known === null) throw new Error(`The table in ${path.basename(path.dirname(base))} is kept: it takes no more names.`);
      return known;
    },
    size,
    *names() {
      for (let number = 0; number < size; number += 1) yield nameOf(number);
    },
    close() {
      for (const file of [names, places, slots]) file.close();
    },
  };
}

function wordOf(file: PagedFile, number: number): number {
  const page = file.page(Math.floor((number * 4) / file.pageBytes));
  const at = (number * 4) % file.pageBytes;
  return ((page[at] ?? 0) | ((page[at + 1] ?? 0) << 8) | ((page[at + 2] ?? 0) << 16) | ((page[at + 3] ?? 0) << 24)) >>> 0;
}

/** What begins on one page and ends on a later one. */
function acrossPages(file: PagedFile, place: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const within = file.page(Math.floor((place + at) / file.pageBytes)).subarray((place + at) % file.pageBytes);
    bytes.set(within.subarray(0, length - at), at);
    if (within.length === 0) throw new Error('A file of the table is shorter than it says: it is damaged.');
    at += within.length;
  }
  return bytes;
}

function isSame(bytes: Uint8Array, name: Uint8Array, length: number): boolean {
  if (bytes.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (bytes[at] !== name[at]) return false;
  return true;
}

const decoder = new TextDecoder();

/** Short plain texts come out of their characters faster than out of a decoder. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte > 127) return decoder.decode(bytes);
    text += String.fromCharCode(byte);
  }
  return text;
}
