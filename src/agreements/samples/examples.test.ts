// SPDX-License-Identifier: Apache-2.0
/** The wire examples and the examples of whole agreements are what their pages say of them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { canonicalJson, type Instant } from '../../kernel/index.ts';
import { bilateralArrangement, decideOnFiles, lintAgreement, multilateralMemorandum, readAgreement } from '../index.ts';
import { sampleParties } from './sample-parties.test.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const { xa, xb, xc } = sampleParties;
const file = (...parts: string[]): Uint8Array => new Uint8Array(readFileSync(path.join(root, ...parts)));

suite('the examples of the page wire/agreement.md', () => {
  const page = readFileSync(path.join(root, 'wire/agreement.md'), 'utf8');
  const names = readdirSync(path.join(root, 'wire/agreement'));
  for (const name of names) {
    const row = new RegExp(`^\\| \\[[^\\]]+\\]\\(agreement/${name}\\) \\| (?:\`([^\`]+)\`|[^|]+) \\|`, 'm').exec(page);
    test(`${name} stands on the page and is what it is called`, () => {
      assert(row !== null, 'it is not on the page');
      const read = readAgreement(file('wire/agreement', name));
      assert.equal(read.ok, name.startsWith('valid-'));
      if (read.ok) assert.deepEqual(lintAgreement(read.value.document), []);
      else
        assert.deepEqual(
          read.issues.map((issue) => issue.path),
          [row[1]],
        );
    });
  }
  test('every file the page names is there', () => {
    const named = [...page.matchAll(/\(agreement\/([^)]+)\)/g)].map(([, name = '']) => name);
    assert.deepEqual(named.toSorted(), names.toSorted());
  });
});

suite('examples/agreements', () => {
  const rows = [
    ['memorandum-xa-xb-xc.json', multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since })],
    ['arrangement-xa-xb.json', bilateralArrangement({ parties: [xa, xb], inForceFrom: since })],
  ] as const;
  for (const [name, document] of rows) {
    test(`${name} is the sample as the program writes it`, () => {
      const read = readAgreement(file('examples/agreements', name));
      assert(read.ok);
      assert.equal(canonicalJson(read.value.document), canonicalJson(document));
    });
  }
  const agreements = rows.map(([name]) => file('examples/agreements', name));

  test('the urgent request is permitted with one approval', () => {
    const input = {
      agreements,
      act: file('examples/agreements/act-urgent-request.json'),
      facts: file('examples/agreements/facts-one-approval.json'),
      now,
    };
    const decided = decideOnFiles(input);
    assert(decided.ok);
    assert.deepEqual([decided.value.verdict.outcome, decided.value.verdict.governing?.clause], ['permitted', '4']);
  });
  test('without facts it still needs the approval', () => {
    const decided = decideOnFiles({ agreements, act: file('examples/agreements/act-urgent-request.json'), now });
    assert(decided.ok);
    assert.deepEqual(
      decided.value.verdict.reasons.map(({ kind }) => kind),
      ['approval'],
    );
  });
  test('the request for tax is refused by both', () => {
    const decided = decideOnFiles({ agreements, act: file('examples/agreements/act-tax.json'), now });
    assert(decided.ok);
    const { outcome, alternatives } = decided.value.verdict;
    assert.deepEqual([outcome, alternatives.map((alternative) => alternative.outcome)], ['refused', ['refused']]);
  });
  test('files that are not what they should be are named', () => {
    const decided = decideOnFiles({
      agreements: [file('wire/agreement/invalid-holiday.json')],
      act: new TextEncoder().encode('{}'),
      facts: new TextEncoder().encode('{"x":1}'),
      now,
    });
    assert(!decided.ok);
    assert.deepEqual(
      decided.issues.map(({ path: place }) => place),
      ['agreement 1: parties[0].calendar.holidays[0]', 'act.kind', 'facts'],
    );
  });
});
