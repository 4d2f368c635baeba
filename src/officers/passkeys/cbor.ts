// SPDX-License-Identifier: Apache-2.0
/**
 * The part of CBOR (RFC 8949) in which authenticators write: whole numbers, byte and text strings, lists and maps of known
 * length, true, false and null. Numbers have one spelling, a name stands once, and nothing may follow. Everything else an
 * authenticator has no reason to write is refused; the answer then is null.
 */
export type CborValue = number | string | boolean | null | Uint8Array | readonly CborValue[] | CborMap;
export type CborMap = ReadonlyMap<number | string, CborValue>;

/** Deeper than any attestation. */
const depthMax = 8;

/** The first value and how many bytes it takes; null when it is not written as it should be. */
export function readCbor(bytes: Uint8Array): { readonly value: CborValue; readonly length: number } | null {
  const reader = { bytes, at: 0 };
  try {
    const value = readValue(reader, 0);
    return { value, length: reader.at };
  } catch (error) {
    if (error instanceof NotCbor) return null;
    throw error;
  }
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

/** Never leaves this file. */
class NotCbor extends Error {}

function readValue(reader: Reader, depth: number): CborValue {
  if (depth > depthMax) throw new NotCbor();
  const [initial = 0] = take(reader, 1);
  const [major, detail] = [initial >> 5, initial & 31];
  if (major === 7) return readSimple(detail);
  const count = readCount(reader, detail);
  switch (major) {
    case 0:
      return count;
    case 1:
      return -1 - count;
    case 2:
      return take(reader, count).slice();
    case 3:
      return readText(take(reader, count));
    case 4:
      return readList(reader, count, depth);
    case 5:
      return readMap(reader, count, depth);
    default:
      throw new NotCbor();
  }
}

function readSimple(detail: number): CborValue {
  const simple = { 20: false, 21: true, 22: null }[detail];
  if (simple === undefined) throw new NotCbor();
  return simple;
}

/** In the shortest spelling; eight bytes are for numbers that nothing here has. */
function readCount(reader: Reader, detail: number): number {
  if (detail < 24) return detail;
  const size = { 24: 1, 25: 2, 26: 4 }[detail];
  if (size === undefined) throw new NotCbor();
  const count = take(reader, size).reduce((sum, byte) => sum * 256 + byte, 0);
  const least = { 1: 24, 2: 256, 4: 65_536 }[size];
  if (least === undefined || count < least) throw new NotCbor();
  return count;
}

function readText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new NotCbor();
  }
}

function readList(reader: Reader, count: number, depth: number): readonly CborValue[] {
  if (count > reader.bytes.length - reader.at) throw new NotCbor();
  return Array.from({ length: count }, () => readValue(reader, depth + 1));
}

function readMap(reader: Reader, count: number, depth: number): CborMap {
  const map = new Map<number | string, CborValue>();
  for (let index = 0; index < count; index++) {
    const name = readValue(reader, depth + 1);
    if ((typeof name !== 'number' && typeof name !== 'string') || map.has(name)) throw new NotCbor();
    map.set(name, readValue(reader, depth + 1));
  }
  return map;
}

function take(reader: Reader, count: number): Uint8Array {
  if (reader.at + count > reader.bytes.length) throw new NotCbor();
  const taken = reader.bytes.subarray(reader.at, reader.at + count);
  reader.at += count;
  return taken;
}
