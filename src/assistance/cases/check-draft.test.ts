// SPDX-License-Identifier: Apache-2.0
/** What commonly gets a request sent back: each row is one draft and the lines that it gets. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RequestDraftWire } from '../wire.ts';
import { checkDraft } from './check-draft.ts';

const good: RequestDraftWire = {
  counterpart: 'ca1xb',
  assistance: 'information-from-files',
  purpose: 'admin-enforcement',
  class: 'normal',
  urgencyGround: null,
  urgencyReason: '',
  content: {
    subject: 'Meridian Tide Exchange Ltd, registration no. 4471902',
    facts: 'Between 2 and 13 March 2026 two accounts traded MTDX with each other within seconds, at equal prices and sizes.',
    'why-useful': 'Your file on the firm would show who owns the two accounts, which is not known here.',
    'legal-provisions': 'Market Integrity Act of Xandria, sections 12 and 15.',
    'revealing-requester': 'Yes, to the firm.',
    'other-authorities': 'None that we know of.',
  },
  reference: 'XA-1',
};
const withContent = (content: RequestDraftWire['content'], change: Partial<RequestDraftWire> = {}): RequestDraftWire => ({
  ...good,
  ...change,
  content: { ...good.content, ...content },
});

const cases: readonly (readonly [name: string, draft: RequestDraftWire, rules: readonly string[]])[] = [
  ['a request in order', good, []],
  ['facts in one short sentence', withContent({ facts: 'They traded oddly in 2026.' }), ['facts-short']],
  [
    'facts without a year',
    withContent({ facts: 'Two accounts traded the token with each other within seconds, at equal prices and at equal sizes.' }),
    ['facts-without-date'],
  ],
  ['a name and nothing else', withContent({ subject: 'Mr Brannock' }), ['nobody-could-be-found']],
  ['a law without its section', withContent({ 'legal-provisions': 'Market Integrity Act' }), ['provision-without-number']],
  ['a reason that is none', withContent({ 'why-useful': 'It would help us.' }), ['usefulness-repeats-facts']],
  ['all documents', withContent({ precautions: 'Please send all documents you have.' }), ['asks-for-everything']],
  ['records without period or holder', withContent({}, { assistance: 'transaction-records' }), ['period-missing', 'holder-missing']],
  [
    'records of ten years',
    withContent({ period: '1 January 2015 to 31 December 2025', 'likely-holder': 'Bank of Xebria' }, { assistance: 'transaction-records' }),
    ['period-long'],
  ],
  ['property without amount or place', withContent({ property: 'Their money.' }, { assistance: 'freeze' }), ['property-without-value']],
  [
    'invariant 3: urgency of the own making',
    withContent({}, { class: 'urgent', urgencyReason: 'The hearing is next week and our own deadline expires soon after it.' }),
    ['urgency-own-delay'],
  ],
  ['urgency in three words', withContent({}, { class: 'urgent', urgencyReason: 'It is urgent.' }), ['urgency-short']],
  ['invariant 24: on behalf of whom', withContent({ facts: `${good.content.facts} We ask on behalf of the police.` }), ['on-whose-behalf']],
  ['a place to fill in', withContent({ precautions: '[insert precautions ...]' }), ['unfinished']],
];

describe('what commonly gets a request sent back', () => {
  for (const [name, draft, rules] of cases) {
    test(name, () => {
      assert.deepEqual(
        checkDraft(draft).map(({ rule }) => rule),
        rules,
      );
    });
  }

  test('a statement is checked against the checklist of the form, and each point that is said is not asked again', () => {
    const bare = checkDraft(withContent({ questions: 'Who placed the orders?' }, { assistance: 'statement' }));
    assert.equal(bare.filter(({ rule }) => rule === 'checklist').length, 10);
    const said = [
      'As a witness, voluntary, under oath; her right not to incriminate herself; counsel; two of ours attend;',
      'criminal use possible; video; certified; interpreter.',
    ].join(' ');
    const full = checkDraft(withContent({ questions: 'Who placed the orders?', formalities: said }, { assistance: 'statement' }));
    assert.deepEqual(
      full.map(({ sentence }) => sentence),
      [],
    );
  });

  test('an inspection has its own checklist', () => {
    assert.equal(checkDraft(withContent({}, { assistance: 'inspection' })).filter(({ rule }) => rule === 'checklist').length, 5);
  });
});
