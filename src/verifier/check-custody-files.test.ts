// SPDX-License-Identifier: Apache-2.0
/** Custody logs in a bundle: a custodian who lies in his own log, or shows less than he must, is found although he signs everything anew. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canonicalJson } from '../kernel/index.ts';
import { bundleLayout, realSuites } from '../seals/index.ts';
import type { CustodyLies } from '../../tests/verifiers/sample-custody.ts';
import { type Lies, sampleBundle, signedAnew, zipOf } from '../../tests/verifiers/sample-bundle.ts';
import { verifyBundle } from './index.ts';

const sample = sampleBundle('custody logs');
const [ledger, less] = ['evi_01k0ledger', 'evi_01k0ledgerless'].map((item) => bundleLayout.custody(item)) as [string, string];

type File = { caseRef: string; item: { title: string; entries: Entry[] }; proofs: { index: number }[] };
type Entry = { number: number; digest: string; at: string; content: Record<string, unknown> };

function fileAt(path: string): File {
  return JSON.parse(new TextDecoder().decode(sample.files.get(path))) as File;
}

function problemsOf(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  return verifyBundle(zipOf(files), { suites: realSuites }).issues.map(({ path, problem }) => `${path}: ${problem}`);
}

describe('a custody log that was changed after it was written, though the exporter signs its list anew', () => {
  const entry = ({ item }: File, place: number): Entry => item.entries[place] ?? assert.fail('it has this entry');
  const place = ({ proofs }: File, at: number): File['proofs'][number] => proofs[at] ?? assert.fail('it has this place');
  const changes: readonly (readonly [string, string, (file: File) => void, RegExp])[] = [
    ['an entry says something else', ledger, (file) => void (entry(file, 1).content['answer'] = 'not-met'), /Entry 2 .* does not follow/],
    ['it was done on another day', ledger, (file) => void (entry(file, 0).at = '2026-11-19T15:00:00.000Z'), /Entry 1 .* does not follow/],
    ['the item has another title', ledger, ({ item }) => void (item.title = 'Ledger of another'), /Entry 1 .* does not follow/],
    [
      'an entry is missing',
      ledger,
      ({ item, proofs }) => void (item.entries.splice(1, 1), proofs.splice(1, 1)),
      /Entry 2 .* does not follow/,
    ],
    [
      'its end is missing',
      ledger,
      ({ item, proofs }) => void (item.entries.pop(), proofs.pop()),
      /log of what it was made from does not speak/,
    ],
    ['an entry has no place in the log', ledger, ({ proofs }) => void proofs.pop(), /not one place in the log for each entry/],
    [
      'two entries have each other’s place',
      ledger,
      (file) => void file.proofs.splice(0, 2, place(file, 1), place(file, 0)),
      /is another one in/,
    ],
    [
      'an entry has the place of an entry of another item',
      less,
      ({ proofs }) => void (proofs[0] = place(fileAt(ledger), 0)),
      /is another one in/,
    ],
    ['a place is moved', less, (file) => void (place(file, 0).index -= 1), /not in the log under this head/],
    ['it is of another case', less, (file) => void (file.caseRef = 'req_01k0another'), /of another case/],
  ];
  for (const [what, path, change, expected] of changes) {
    test(what, () => {
      const file = fileAt(path);
      change(file);
      const bytes = new TextEncoder().encode(canonicalJson(file));
      assert.match(problemsOf(signedAnew(new Map(sample.files).set(path, bytes), sample.xa.dispatchKey)).join('\n'), expected);
    });
  }

  test('the log of what an item was made from is left out', () => {
    const files = new Map(sample.files);
    files.delete(ledger);
    assert.match(problemsOf(signedAnew(files, sample.xa.dispatchKey)).join('\n'), /from which it was made, is missing/);
  });

  test('a log lies under the name of another item', () => {
    const files = new Map(sample.files).set(bundleLayout.custody('evi_01k0other'), sample.files.get(less) ?? new Uint8Array());
    assert.match(problemsOf(signedAnew(files, sample.xa.dispatchKey)).join('\n'), /does not bear the identifier of its item/);
  });
});

describe('a custodian who writes his log so that it does not bind', () => {
  const lies: readonly (readonly [string, CustodyLies, RegExp])[] = [
    [
      'the original speaks of a file with another digest',
      { content: (content) => (content['kind'] === 'redacted' ? { ...content, digest: `sha256:${'11'.repeat(32)}` } : content) },
      /does not speak of it/,
    ],
    [
      'what was made of another begins as if it was collected',
      { content: (content) => (content['kind'] === 'derived' ? { ...content, kind: 'collected' } : content) },
      /does not say from what it was made/,
    ],
    [
      'an entry names a dispatch that is nowhere',
      {
        content: (content, place) =>
          place === 'evi_01k0ledger 2'
            ? { kind: 'taken-there', answer: `sha256:${'22'.repeat(32)}`, headThere: '', itemThere: '' }
            : content,
      },
      /names a dispatch that is not in this bundle/,
    ],
  ];
  for (const [what, custody, expected] of lies) {
    test(what, () => {
      const given: Lies = { custody };
      assert.match(problemsOf(sampleBundle(`custody: ${what}`, given).files).join('\n'), expected);
    });
  }
});
