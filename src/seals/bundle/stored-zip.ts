// SPDX-License-Identifier: Apache-2.0
/**
 * Stored ZIP: the container of an evidence bundle. Any computer opens it; only one sequence of bytes is a good one.
 *
 * Files are stored without compression, sorted by path, with one fixed date and no extra fields, so the same files always give
 * the same bytes, and two parties can compare bundles by digest.
 *
 * ZIP says everything twice (before each file and in the directory at the end) and readers differ in which they believe; files
 * can be hidden between entries, before the first or after the last. So reading is strict: the container is taken apart, put
 * together again from what was found, and must come out as the same bytes. A flipped bit anywhere, a second directory, a
 * comment, a compressed or repacked entry: refused. Someone who repacked a bundle is told to use the original.
 *
 * Paths are lower-case words with dots, hyphens and slashes; there is nothing in them to climb out of a folder with, and no two
 * differ only in a way that some file systems ignore.
 *
 * Follows the .ZIP File Format Specification 6.3 (APPNOTE), sections 4.3.7, 4.3.12 and 4.3.16, without its extensions.
 */
import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { fail, limits, ok, type Result } from '../../kernel/index.ts';
import { concatBytes, equalBytes } from '../encoding.ts';

export interface BundleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Folders and names of lower-case letters, digits, dot, hyphen and underscore; each begins with a letter or digit. */
const pathShape = /^(?=.{1,200}$)[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/;
/** The format counts files in two bytes. */
const filesMax = 65_535;
const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;
/** 1 January 1980, the first day the format knows. */
const dosDate = 0x0021;

/** Throws when a path is not allowed or occurs twice, or the whole is over the limit: the bundle's maker chose both. */
export function writeStoredZip(files: readonly BundleFile[]): Uint8Array {
  const sorted = files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
  assert(sorted.length <= filesMax, `a bundle holds up to ${filesMax} files`);
  const wholeBytes = sorted.reduce((sum, file) => sum + localBytes + centralBytes + 2 * file.path.length + file.bytes.length, endBytes);
  assert(wholeBytes <= limits.bundleBytesMax, `a bundle is at most ${limits.bundleBytesMax} bytes`);
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let at = 0;
  for (const [index, file] of sorted.entries()) {
    assert(pathShape.test(file.path), `"${file.path}" is a path of a bundle`);
    assert(file.path !== sorted[index - 1]?.path, `"${file.path}" occurs once`);
    const name = Buffer.from(file.path, 'ascii');
    const entry = entryFields(file, name.length);
    locals.push(
      concatBytes(header(localBytes, 0x04034b50, [[4, 10], ...entry.map(([place, value]): Field => [place + 4, value])]), name, file.bytes),
    );
    centrals.push(
      concatBytes(
        header(centralBytes, 0x02014b50, [[4, 20], [6, 10], ...entry.map(([place, value]): Field => [place + 6, value]), [42, at]]),
        name,
      ),
    );
    at += localBytes + name.length + file.bytes.length;
  }
  const directory = concatBytes(...centrals);
  const end = header(endBytes, 0x06054b50, [
    [8, sorted.length],
    [10, sorted.length],
    [12, directory.length],
    [16, at],
  ]);
  return concatBytes(...locals, directory, end);
}

/** The files by path, or why this is not a bundle's container as `writeStoredZip` makes it. */
export function readStoredZip(bytes: Uint8Array, name = 'bundle'): Result<Map<string, Uint8Array>> {
  if (bytes.length > limits.bundleBytesMax) return refused(name, `It holds ${bytes.length} bytes; the limit is ${limits.bundleBytesMax}.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Uint8Array>();
  let at = 0;
  while (at + localBytes <= bytes.length && view.getUint32(at, true) === 0x04034b50) {
    const method = view.getUint16(at + 8, true);
    const storedCrc = view.getUint32(at + 14, true);
    const [size, nameLength] = [view.getUint32(at + 22, true), view.getUint16(at + 26, true)];
    const dataAt = at + localBytes + nameLength;
    if (method !== 0) return refused(`${name}: byte ${at + 8}`, 'A file is compressed.');
    if (dataAt + size > bytes.length) return refused(`${name}: byte ${at}`, 'A file goes on after the end.');
    const path = Buffer.from(bytes.subarray(at + localBytes, dataAt)).toString('latin1');
    if (!pathShape.test(path)) return refused(`${name}: byte ${at + localBytes}`, `"${path.slice(0, 60)}" is not a path of a bundle.`);
    if (files.has(path)) return refused(`${name}: ${path}`, 'The file occurs twice.');
    const content = bytes.slice(dataAt, dataAt + size);
    if (crc32(content) !== storedCrc) return refused(`${name}: ${path}`, 'The file was changed: its check sum does not fit.');
    files.set(path, content);
    at = dataAt + size;
  }
  if (files.size > filesMax) return refused(name, `It holds more than ${filesMax} files.`);
  const expected = writeStoredZip([...files].map(([path, content]) => ({ path, bytes: content })));
  if (equalBytes(expected, bytes)) return ok(files);
  const differsAt = bytes.findIndex((byte, index) => byte !== expected[index]);
  return refused(`${name}: byte ${differsAt < 0 ? bytes.length : differsAt}`, 'The container is not as it was written.');
}

type Field = readonly [place: number, value: number];

/** What the two headers of a file have in common, by place after their version numbers: flags, method and time stay zero. */
function entryFields(file: BundleFile, nameLength: number): readonly Field[] {
  return [
    [8, dosDate],
    [10, crc32(file.bytes)],
    [14, file.bytes.length],
    [18, file.bytes.length],
    [22, nameLength],
  ];
}

/** Fields of four bytes are the signature, check sums, sizes and places; the width follows from the field's place below. */
function header(length: number, signature: number, fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  for (const [place, value] of fields) {
    if (wideFields[length]?.includes(place) === true) view.setUint32(place, value, true);
    else view.setUint16(place, value, true);
  }
  return bytes;
}

const wideFields: Readonly<Record<number, readonly number[]>> = {
  [localBytes]: [14, 18, 22],
  [centralBytes]: [16, 20, 24, 42],
  [endBytes]: [12, 16],
};

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Use the bundle as its maker gave it, not a repacked copy.');
}
