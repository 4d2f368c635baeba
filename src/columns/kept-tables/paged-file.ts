// SPDX-License-Identifier: Apache-2.0
/**
 * A file read in pages: the last ones that were asked for stay in memory, up to a fixed number, so that a file of any size takes no more
 * than that.
 *
 * Reading is synchronous, as an engine needs it that goes from party to party: a page that the system still holds costs microseconds.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface PagedFile {
  readonly bytes: number;
  readonly pageBytes: number;
  /** The page of this number; the last one is shorter. It is not to be written to, nor kept beyond the next call. */
  page(number: number): Uint8Array<ArrayBuffer>;
  close(): void;
}

export function openPagedFile(file: string, given: { readonly pageBytes: number; readonly pagesMax: number }): PagedFile {
  const { pageBytes, pagesMax } = given;
  const handle = openSync(file, 'r');
  const bytes = fstatSync(handle).size;
  const held = new Map<number, Uint8Array<ArrayBuffer>>();
  let last = { number: -1, page: new Uint8Array(0) };
  return {
    bytes,
    pageBytes,
    page(number) {
      if (number === last.number) return last.page;
      let page = held.get(number);
      if (page === undefined) {
        page = new Uint8Array(Math.max(0, Math.min(pageBytes, bytes - number * pageBytes)));
        readWhole(handle, page, number * pageBytes);
        // The page that came first goes first; one that is asked for often comes back at once, out of the system's own memory.
        if (held.size >= pagesMax)
          for (const oldest of held.keys()) {
            held.delete(oldest);
            break;
          }
        held.set(number, page);
      }
      last = { number, page };
      return page;
    },
    close: () => closeSync(handle),
  };
}

/** The system reads no more than this at once. */
const readBytesMax = 2 ** 30;

/** Fills `into` from the place; throws where the file ends before. */
export function readWhole(handle: number, into: Uint8Array, place: number): void {
  for (let at = 0; at < into.length;) {
    const read = readSync(handle, into, at, Math.min(readBytesMax, into.length - at), place + at);
    if (read === 0) throw new Error('A file of the table is shorter than it says: it is damaged.');
    at += read;
  }
}
