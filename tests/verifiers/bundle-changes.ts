// SPDX-License-Identifier: Apache-2.0
/**
 * Changes to a bundle that must all be found, whoever checks it: a byte of a file flipped, a file dropped, a file of another case in
 * its place, two files of the case exchanged.
 */
import { createHash } from 'node:crypto';
import { bundleManifest, manifestPath } from '../../src/seals/index.ts';

export type Files = ReadonlyMap<string, Uint8Array>;
export interface Change {
  readonly what: string;
  readonly files: Files;
}
/** The next number below a bound, from a named seed. */
export type Numbers = (bound: number) => number;

export function seededNumbers(seed: string): Numbers {
  let drawn = 0;
  return (bound) => createHash('sha256').update(`${seed} ${drawn++}`).digest().readUInt32BE(0) % bound;
}

/** Below this size every byte of a file is flipped. */
const smallBytes = 200;

/** Each change once more with a manifest that fits it, as anybody could write who wants to deceive. */
export function* withNewLists(files: Files, changes: Iterable<Change>): Generator<Change> {
  for (const change of changes) {
    yield change;
    if (change.files.get(manifestPath) !== files.get(manifestPath)) continue;
    yield { what: `${change.what}, listed anew`, files: listedAnew(change.files) };
  }
}

/** `flips` bytes of each file, and every byte of small ones when `flips` is more than two. */
export function* changesOf(files: Files, other: Files, numbers: Numbers, flips: number): Generator<Change> {
  for (const [path, bytes] of files) {
    for (const place of placesIn(bytes, numbers, flips)) {
      yield { what: `${path}: byte ${place} flipped`, files: new Map(files).set(path, flipped(bytes, place, numbers)) };
    }
    const without = new Map(files);
    without.delete(path);
    yield { what: `${path}: dropped`, files: without };
    const foreign = other.get(path) ?? [...other].find(([name]) => folderOf(name) === folderOf(path))?.[1];
    if (foreign !== undefined && !isEqual(foreign, bytes)) {
      yield { what: `${path}: that of another case`, files: new Map(files).set(path, foreign) };
    }
  }
  const paths = [...files.keys()];
  for (const [index, left] of paths.entries()) {
    const right = paths[index + 1 + numbers(Math.max(1, paths.length - index - 1))];
    const [a, b] = [files.get(left), right === undefined ? undefined : files.get(right)];
    if (a === undefined || b === undefined || right === undefined || isEqual(a, b)) continue;
    yield { what: `${left} and ${right}: exchanged`, files: new Map(files).set(left, b).set(right, a) };
  }
}

function placesIn(bytes: Uint8Array, numbers: Numbers, flips: number): number[] {
  if (flips > 2 && bytes.length <= smallBytes) return [...bytes.keys()];
  return Array.from({ length: flips }, () => numbers(bytes.length));
}

function flipped(bytes: Uint8Array, place: number, numbers: Numbers): Uint8Array {
  return bytes.with(place, (bytes[place] ?? 0) ^ (1 << numbers(8)));
}

function listedAnew(files: Files): Files {
  const plain = new Map(files);
  plain.delete(manifestPath);
  return plain.set(manifestPath, bundleManifest([...plain].map(([path, bytes]) => ({ path, bytes }))));
}

function folderOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('log/') ? 2 : 1)
    .join('/');
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.from(left).equals(right);
}
