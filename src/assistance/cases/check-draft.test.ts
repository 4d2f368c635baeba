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

const sought = { information: 'Who holds the two accounts.' };
const march = { from: '2026-03-02', to: '2026-03-13' };
const person = { kind: 'natural', name: 'Mr Brannock' } as const;
const persons = [{ ...person, bornOn: '1984-05-02' }];
const instruments = [{ scheme: 'dti', value: 'XT9F2KM4B' } as const];
const whyLong = 'The scheme ran for ten years.';
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

/** What the fields of the form say needs not be said again in the texts, and what they lack is told. */
const withFields: typeof cases = [
  [
    'records whose days are chosen',
    withContent({ 'likely-holder': 'Bank of Xebria' }, { assistance: 'transaction-records', particulars: { ...sought, period: march } }),
    [],
  ],
  ['a name, and a person with a number', { ...withContent({ subject: 'Mr Brannock' }), particulars: { ...sought, persons } }, []],
  ['a name, and a product with its number', { ...withContent({ subject: 'MTDX' }), particulars: { ...sought, instruments } }, []],
  [
    'a person by name alone',
    { ...withContent({ subject: 'Mr B.' }), particulars: { ...sought, persons: [person] } },
    ['nobody-could-be-found'],
  ],
  ['ten years by days', { ...good, particulars: { ...sought, period: { from: '2015-01-01', to: '2025-01-01' } } }, ['period-long']],
  ['ten years, with the reason', { ...good, particulars: { ...sought, period: { from: '2015-01-01', to: '2025-01-01', whyLong } } }, []],
  ['days in the wrong order', { ...good, particulars: { ...sought, period: { from: march.to, to: march.from } } }, ['period-reversed']],
  [
    'a language version with a gap',
    { ...good, languages: { authentic: 'en', versions: [{ language: 'pt', content: { subject: 'Meridian' } }] } },
    ['version-incomplete'],
  ],
  [
    'a language version that says all',
    { ...good, languages: { authentic: 'en', versions: [{ language: 'pt', content: good.content }] } },
    [],
  ],
  ['a language version not begun', { ...good, languages: { authentic: 'en', versions: [{ language: 'pt', content: {} }] } }, []],
  ['particulars without what is sought', { ...good, particulars: { replyBy: '2026-12-18' } }, ['information-not-described']],
];

describe('what commonly gets a request sent back', () => {
  for (const [name, draft, rules] of [...cases, ...withFields]) {
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

  test('a point of a checklist whose field is filled in is not asked again', () => {
    const statement = {
      form: 'oath',
      manner: 'voluntary',
      capacity: 'witness',
      attendance: 'nobody',
      recording: 'minutes',
      criminalUse: 'excluded',
      rights: 'As the law there has it.',
      legalAssistance: 'As she wishes.',
      transmission: 'A copy.',
      language: 'English',
    } as const;
    const draft = withContent({ questions: 'Who placed the orders?' }, { assistance: 'statement', particulars: { ...sought, statement } });
    assert.deepEqual(checkDraft(draft), []);
    for (const name of Object.keys(statement)) {
      const left = checkDraft({ ...draft, particulars: { ...sought, statement: { ...statement, [name]: undefined } } });
      assert.deepEqual(
        left.map(({ field }) => field),
        [name === 'transmission' ? 'certification' : name],
      );
    }
  });

  test('an inspection has its own checklist', () => {
    assert.equal(checkDraft(withContent({}, { assistance: 'inspection' })).filter(({ rule }) => rule === 'checklist').length, 5);
  });
});
