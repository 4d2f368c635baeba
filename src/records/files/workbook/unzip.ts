// SPDX-License-Identifier: Apache-2.0
/**
 * The parts of a ZIP, each taken out only when it is asked for, and never more of it than it says it is.
 *
 * A few kilobytes can swell to gigabytes (a "zip bomb"), so nothing is inflated before it is known what it may become: a part says its
 * length, the length is within the limits below, and the inflating stops there. Names and lengths are read from the directory at the end,
 * and the part itself must agree with it. What a workbook does not need is refused: encryption, several volumes, ZIP64, two parts of one name.
 *
 * Source: the .ZIP File Format Specification 6.3 (APPNOTE), sections 4.3.7, 4.3.12 and 4.3.16.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { fail, ok, type Result } from '../../../kernel/index.ts';

/** Of all parts that are taken out together: a sheet of a million cells has some 100 MiB. */
const inflatedBytesMax = 256 * 1_048_576;
/** A sheet that repeats itself shrinks to a fiftieth; bombs to a thousandth. Short parts may do so without harm. */
const ratioMax = 250;
const smallBytes = 1_048_576;
const partsMax = 2000;

export interface Unzipped {
  readonly names: ReadonlySet<string>;
  readonly part: (name: string) => Result<Uint8Array>;
}

interface Entry {
  readonly method: number;
  readonly crc: number;
  readonly packedLength: number;
  readonly length: number;
  readonly at: number;
}

export function unzip(bytes: Uint8Array): Result<Unzipped> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(file);
  if (!entries.ok) return entries;
  let taken = 0;
  return ok({
    names: new Set(entries.value.keys()),
    part(name) {
      const entry = entries.value.get(name);
      if (entry === undefined) return notWhole(`The part "${name}" is missing.`);
      taken += entry.length;
      const isSwollen = entry.length > smallBytes && entry.length > entry.packedLength * ratioMax;
      if (taken > inflatedBytesMax || isSwollen) {
        const problem = `Its part "${name}" would swell from ${entry.packedLength} to ${entry.length} bytes.`;
        return fail('file', problem, `Send it as CSV; a workbook may hold ${inflatedBytesMax} bytes, ${ratioMax} times what is packed.`);
      }
      return inflate(file, name, entry);
    },
  });
}

const endSignature = 0x06054b50;
const endLength = 22;
const commentLengthMax = 65_535;

function readDirectory(file: Buffer): Result<ReadonlyMap<string, Entry>> {
  let end = file.length - endLength;
  while (end >= 0 && end >= file.length - endLength - commentLengthMax && file.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0 || file.readUInt32LE(end) !== endSignature) return notWhole('It is no ZIP file, or its end is missing.');
  const [disk, directoryDisk, count, total] = [4, 6, 8, 10].map((at) => file.readUInt16LE(end + at));
  const start = file.readUInt32LE(end + 16);
  if (disk !== 0 || directoryDisk !== 0 || count !== total) return notWhole('It is one of several volumes.');
  if (count === 0xffff || start === 0xffffffff || (count ?? 0) > partsMax) return notWhole(`It has more than ${partsMax} parts.`);
  const entries = new Map<string, Entry>();
  let at = start;
  for (let index = 0; index < (count ?? 0); index += 1) {
    if (at + 46 > end || file.readUInt32LE(at) !== 0x02014b50) return notWhole('Its directory is broken.');
    const [flags = 0, method = 0] = [8, 10].map((place) => file.readUInt16LE(at + place));
    const [crc = 0, packedLength = 0, length = 0, local = 0] = [16, 20, 24, 42].map((place) => file.readUInt32LE(at + place));
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((place) => file.readUInt16LE(at + place));
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    if ((flags & 1) !== 0) return notWhole(`Its part "${name.slice(0, 100)}" is encrypted.`);
    if (entries.has(name)) return notWhole(`It has two parts "${name.slice(0, 100)}".`);
    entries.set(name, { method, crc, packedLength, length, at: local });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return ok(entries);
}

function inflate(file: Buffer, name: string, { method, crc, packedLength, length, at }: Entry): Result<Uint8Array> {
  if (at + 30 > file.length || file.readUInt32LE(at) !== 0x04034b50) return notWhole(`Its part "${name}" is not where the directory says.`);
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const packed = file.subarray(start, start + packedLength);
  if (packed.length !== packedLength) return notWhole(`Its part "${name}" ends early.`);
  if (method !== 0 && method !== 8) return notWhole(`Its part "${name}" is packed in a way that workbooks are not.`);
  try {
    const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, length) });
    if (content.length === length && crc32(content) === crc) return ok(content);
  } catch {
    // Broken, or longer than it says; the answer is the same.
  }
  return notWhole(`Its part "${name}" is not what its directory says.`);
}

function notWhole(problem: string): Result<never> {
  return fail('file', problem, 'Save the workbook again as .xlsx, without a password, and send it whole.');
}
