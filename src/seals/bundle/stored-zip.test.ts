// SPDX-License-Identifier: Apache-2.0
//
// A bundle's container has one sequence of bytes; every other is refused, and every file in it is bound by the manifest.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { concatBytes, utf8 } from '../encoding.ts';
import { bundleManifest, checkManifest, manifestPath } from './bundle-manifest.ts';
import { type BundleFile, readStoredZip, writeStoredZip } from './stored-zip.ts';

const files: readonly BundleFile[] = [
  { path: 'readme.txt', bytes: utf8('for people') },
  { path: 'keys/ca1a/0001.json', bytes: utf8('{}') },
  { path: 'empty', bytes: new Uint8Array(0) },
];
const zip = writeStoredZip(files);
const local = (path: string, bytes: Uint8Array): Uint8Array =>
  writeStoredZip([{ path, bytes }]).subarray(0, 30 + path.length + bytes.length);

describe('the container', () => {
  test('gives the files back, whatever the order they came in', () => {
    const read = readStoredZip(zip);
    assert(read.ok);
    assert.deepEqual([...read.value.keys()], ['empty', 'keys/ca1a/0001.json', 'readme.txt']);
    for (const file of files) assert.deepEqual(read.value.get(file.path), file.bytes);
    assert.deepEqual(writeStoredZip(files.toReversed()), zip);
  });
  test('may be empty', () => assert.deepEqual(readStoredZip(writeStoredZip([])), { ok: true, value: new Map() }));

  test('gives any files back', () => {
    const path = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,10}(?:\/[a-z0-9][a-z0-9._-]{0,10}){0,3}$/);
    const set = fc.uniqueArray(fc.record({ path, bytes: fc.uint8Array({ maxLength: 300 }) }, { noNullPrototype: true }), {
      selector: (file) => file.path,
      maxLength: 12,
    });
    fc.assert(
      fc.property(set, (some) => {
        const read = readStoredZip(writeStoredZip(some));
        assert(read.ok);
        assert.deepEqual(
          [...read.value].map(([name, bytes]) => ({ path: name, bytes })),
          some.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
        );
      }),
    );
  });

  test('is refused with any byte changed, any byte cut and any byte put in', () => {
    for (let at = 0; at < zip.length; at++) {
      for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
        assert.equal(readStoredZip(zip.map((byte, index) => (index === at ? byte ^ bit : byte))).ok, false, `byte ${at}, bit ${bit}`);
      }
      assert.equal(readStoredZip(zip.subarray(0, at)).ok, false, `cut at ${at}`);
      assert.equal(readStoredZip(concatBytes(zip.subarray(0, at), Uint8Array.of(0), zip.subarray(at))).ok, false, `put in at ${at}`);
    }
  });

  const content = utf8('x');
  const compressed = zip.slice();
  compressed[8] = 8;
  const climbing = ['../x', '/x', 'a/../x', 'a//x', './x', 'a/', 'C:x', 'a\\x', 'A', 'é', 'a b', '.hidden', 'a'.repeat(201)];
  const refused: readonly [what: string, bytes: Uint8Array, problem: RegExp][] = [
    ['nothing', new Uint8Array(0), /not as it was written/],
    ['something before it', concatBytes(utf8('#!/bin/sh\n'), zip), /not as it was written/],
    ['something after it', concatBytes(zip, Uint8Array.of(10)), /not as it was written/],
    ['another container after it', concatBytes(zip, zip), /not as it was written/],
    ['a compressed file', compressed, /compressed/],
    ['a file twice', concatBytes(local('a', content), writeStoredZip([{ path: 'a', bytes: content }])), /twice/],
    ['files in another order', concatBytes(local('b', content), local('a', content)), /not as it was written/],
    ['a file the directory does not list', concatBytes(local('0', content), zip), /not as it was written/],
  ];
  for (const [what, bytes, problem] of refused) {
    test(`is refused with ${what}`, () => {
      const read = readStoredZip(bytes);
      assert.match(read.ok ? '' : (read.issues[0]?.problem ?? ''), problem);
    });
  }
  for (const path of climbing) {
    test(`neither holds nor is read with the path ${JSON.stringify(path.slice(0, 20))}`, () => {
      assert.throws(() => writeStoredZip([{ path, bytes: content }]));
      const name = utf8(path);
      const header = local('a', content).slice(0, 30);
      new DataView(header.buffer).setUint16(26, name.length, true);
      new DataView(header.buffer).setUint32(14, crc32(content), true);
      assert.equal(readStoredZip(concatBytes(header, name, content)).ok, false);
    });
  }
  test('does not take a file twice', () => assert.throws(() => writeStoredZip([...files, ...files])));
});

describe('the manifest', () => {
  const listed = new Map([...files.map((file): [string, Uint8Array] => [file.path, file.bytes]), [manifestPath, bundleManifest(files)]]);
  const without = (path: string): Map<string, Uint8Array> => new Map([...listed].filter(([name]) => name !== path));
  const text = new TextDecoder().decode(bundleManifest(files));
  const withManifest = (changed: string): Map<string, Uint8Array> => new Map([...listed, [manifestPath, utf8(changed)]]);

  test('fits the files it was made for', () => assert.equal(checkManifest(listed).ok, true));
  const refused: readonly [what: string, candidate: Map<string, Uint8Array>][] = [
    ['it is missing', without(manifestPath)],
    ['a file is missing', without('readme.txt')],
    ['a file is too many', new Map([...listed, ['more.txt', utf8('')]])],
    ['a file was changed', new Map([...listed, ['readme.txt', utf8('for peoplE')]])],
    ['two files were swapped', new Map([...listed, ['readme.txt', utf8('{}')], ['keys/ca1a/0001.json', utf8('for people')]])],
    ['it is not canonical', withManifest(`${text} `)],
    ['it lists a file twice', withManifest(text.replace(/\[(\{[^}]*\})/, '[$1,$1'))],
    ['it is of another version', withManifest(text.replace('"v":1', '"v":2'))],
    ['it has a member too many', withManifest(text.replace('{', '{"a":1,'))],
    ['it is no JSON', withManifest('manifest')],
  ];
  for (const [what, candidate] of refused) {
    test(`does not fit when ${what}`, () => assert.equal(checkManifest(candidate).ok, false));
  }
});
