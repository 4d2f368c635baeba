// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes as the database gives them, and as the rest of the room takes them: plain arrays of bytes, or null where nothing is kept.
 *
 * A list of bytes goes to PostgreSQL as text, in hexadecimal, which both sides spell out; one value goes as it is. So what many rows
 * hold is sent as one value and cut apart there (`partOf` in store.ts).
 */

export function bytesOrNull(bytes: Buffer | null | undefined): Uint8Array | null {
  return bytes === null || bytes === undefined ? null : new Uint8Array(bytes);
}

/** What the rows of a statement hold, as one value and where each part of it begins and how long it is; null where nothing is kept. */
export interface PackedBytes {
  readonly whole: Buffer;
  /** In the order of the parts. The first byte is number 1. */
  readonly begins: readonly (number | null)[];
  readonly lengths: readonly (number | null)[];
}

export function packBytes(parts: readonly (Uint8Array | null)[]): PackedBytes {
  let next = 1;
  const begins = parts.map((part) => {
    const begin = next;
    next += part?.length ?? 0;
    return part === null ? null : begin;
  });
  return { whole: Buffer.concat(parts.flatMap((part) => part ?? [])), begins, lengths: parts.map((part) => part?.length ?? null) };
}
