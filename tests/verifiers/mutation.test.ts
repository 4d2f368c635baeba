// SPDX-License-Identifier: Apache-2.0
/** Every element of a bundle is bound: each change to any file of it, with its list as it was or written anew, is found. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Instant } from '../../src/kernel/index.ts';
import { bundleLayout, readStoredZip, realSuites } from '../../src/seals/index.ts';
import { changesOf, seededNumbers, withNewLists } from './bundle-changes.ts';
import { redactBundle, verifyBundle } from '../../src/verifier/index.ts';
import { sampleBundle, zipOf } from './sample-bundle.ts';

const sample = sampleBundle('every element');
const other = sampleBundle('another case for every element');

function isValid(files: ReadonlyMap<string, Uint8Array>): boolean {
  return verifyBundle(zipOf(files), { suites: realSuites }).isValid;
}

describe('a change to a bundle is found', () => {
  test('whole: sampled bytes of every file and all of small ones, each file dropped, exchanged or of another case; seed "whole"', () => {
    let tried = 0;
    for (const { what, files } of withNewLists(sample.files, changesOf(sample.files, other.files, seededNumbers('whole'), 3))) {
      assert.equal(isValid(files), false, what);
      tried += 1;
    }
    assert(tried > 200, `${tried} changes`);
  });

  test('with parts withheld: the same, but that the words of nobody may be written anew; seed "withheld"', () => {
    const withhold = [{ dispatch: 3, pointer: '/records/0/body', manner: 'withheld', reason: 'Not needed.' }] as const;
    const made = redactBundle(zipOf(sample.files), {
      withhold,
      by: 'Clerk',
      at: '2026-12-01T09:00:00.000Z' as Instant,
      suites: realSuites,
    });
    assert(made.ok);
    const read = readStoredZip(made.value);
    assert(read.ok);
    const files = read.value;
    const changes = [...changesOf(files, other.files, seededNumbers('withheld'), 1)];
    for (const change of changes) assert.equal(isValid(change.files), false, change.what);
    const bound = changes.filter(({ what }) => !what.startsWith(`${bundleLayout.withheld}: byte`));
    for (const change of withNewLists(files, bound)) assert.equal(isValid(change.files), false, change.what);
  });

  test('a valid log entry, receipt or body of another dispatch of the same case is not taken for that of this one', () => {
    for (const folder of ['log/proofs/', 'receipts/', 'bodies/']) {
      const paths = [...sample.files.keys()].filter((path) => path.startsWith(folder));
      assert(paths.length >= 3);
      for (const [index, path] of paths.entries()) {
        const foreign = sample.files.get(paths[(index + 1) % paths.length] ?? '');
        assert(foreign !== undefined);
        const change = { what: path, files: new Map(sample.files).set(path, foreign) };
        for (const one of withNewLists(sample.files, [change])) assert.equal(isValid(one.files), false, one.what);
      }
    }
  });
});
