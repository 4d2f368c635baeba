// SPDX-License-Identifier: Apache-2.0
/** The redline: nothing is lost, nothing is invented, and text and terms stand together. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type AgreementDocument, bilateralArrangement } from '../../agreements/index.ts';
import { sampleParties } from '../../agreements/samples/sample-parties.test.ts';
import { type Instant, wordChanges } from '../../kernel/index.ts';
import { redline } from './redline.ts';

const { xa, xb } = sampleParties;
const document = bilateralArrangement({ parties: [xa, xb], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant });
const changesTo = (changed: Partial<AgreementDocument>) => redline(document, { ...document, ...changed });

describe('word by word', () => {
  test('what was and what is can be read from it, whatever the texts', () => {
    const words = fc
      .array(fc.constantFrom('the', 'party', 'shall', ' ', '.', 'ten', '\n', 'dias úteis'), { maxLength: 40 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const segments = wordChanges(before, after);
        const without = (change: string) =>
          segments
            .filter((one) => one.change !== change)
            .map(({ text }) => text)
            .join('');
        assert.equal(without('added'), before);
        assert.equal(without('removed'), after);
      }),
    );
  });
  test('one word changed is one word changed', () => {
    assert.deepEqual(wordChanges('within ten days', 'within five days'), [
      { change: 'same', text: 'within ' },
      { change: 'removed', text: 'ten' },
      { change: 'added', text: 'five' },
      { change: 'same', text: ' days' },
    ]);
  });
  test('two very long texts are told as removed and added whole', () => {
    const long = (word: string) => Array.from({ length: 2500 }, (_, index) => `${word}${index}`).join(' ');
    assert.deepEqual(
      wordChanges(long('a'), long('b'))
        .map(({ change }) => change)
        .filter((change) => change !== 'same')
        .slice(0, 1),
      ['removed'],
    );
  });
});

describe('clause by clause', () => {
  test('the same document changes nothing', () => {
    const { counts, facts, clauses } = redline(document, document);
    assert.deepEqual([counts, facts, clauses.every(({ change }) => change === 'same')], [{ clauses: 0, terms: 0 }, [], true]);
  });
  test('a term that changes without its text is seen at its clause', () => {
    const terms = document.terms.map((term) => (term.kind === 'withdrawal' ? { ...term, noticeDays: term.noticeDays + 1 } : term));
    const { clauses, counts } = changesTo({ terms });
    const changed = clauses.filter(({ change }) => change !== 'same');
    const cited = document.terms.find(({ kind }) => kind === 'withdrawal')?.clause;
    assert.deepEqual([changed.map(({ number }) => number), counts], [[cited], { clauses: 1, terms: 1 }]);
    assert.ok(changed[0]?.text.every(({ change }) => change === 'same'));
    assert.ok(
      changed[0]?.terms.some(
        ({ change, before, after }) => change === 'changed' && before?.kind === 'withdrawal' && after?.kind === 'withdrawal',
      ),
    );
  });
  test('a clause that goes stands where it stood, with its terms', () => {
    const second = document.clauses[1]?.number ?? '';
    const { clauses } = changesTo({
      clauses: document.clauses.filter(({ number }) => number !== second),
      terms: document.terms.filter(({ clause }) => clause !== second),
    });
    assert.deepEqual([clauses[1]?.number, clauses[1]?.change], [second, 'removed']);
    assert.ok(clauses[1]?.terms.every(({ change }) => change === 'removed'));
  });
  test('parties and dates are told apart from clauses', () => {
    const { facts, counts } = changesTo({ inForceFrom: '2027-01-01T00:00:00.000Z' });
    assert.deepEqual([facts.map(({ name }) => name), counts], [['inForceFrom'], { clauses: 0, terms: 0 }]);
  });
});
