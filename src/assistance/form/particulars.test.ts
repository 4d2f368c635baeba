// SPDX-License-Identifier: Apache-2.0
/** The fields of the forms of the implementing standards, each with its place in a request; what is sent of a form that has gaps. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bodyOfDraft } from '../cases/request-draft.ts';
import { requestBodySchema, type RequestDraftWire } from '../wire.ts';
import { particularsWords } from './particulars-words.ts';
import { inspectionChoices, inspectionTexts, type ParticularsWire, particularsSchema, statementChoices, statementTexts } from './wire.ts';
import { periodWords, writtenParticulars } from './written-particulars.ts';

const full: ParticularsWire = {
  contact: {
    name: 'Officer Lund',
    unit: 'Market enforcement',
    telephone: '+999 1 555 0114',
    email: 'lund@xa.example',
    address: '4 Harbour Row, Xandria',
  },
  competence: 'Market Integrity Act of Xandria, section 3',
  information: 'Opening forms and statements of the two accounts, and the orders with their time to the millisecond.',
  replyBy: '2026-12-18',
  replyByWhy: 'The hearing is on 12 January.',
  period: { from: '2026-03-02', to: '2026-03-13', whyLong: 'The accounts were opened for this.' },
  persons: [
    {
      kind: 'natural',
      name: 'Ida Brannock',
      role: 'holder of account 71',
      bornOn: '1984-05-02',
      bornAt: 'Port Xandria',
      country: 'XA',
      address: '9 Quay',
      identifiers: [{ scheme: 'client', value: 'C-7714' }],
    },
    { kind: 'legal', name: 'Meridian Tide Exchange Ltd', identifiers: [{ scheme: 'registration', value: '4471902' }] },
  ],
  instruments: [{ scheme: 'dti', value: 'XT9F2KM4B', name: 'MTDX' }],
  statement: {
    form: 'oath',
    manner: 'compelled',
    capacity: 'witness',
    attendance: 'puts-questions',
    recording: 'video',
    criminalUse: 'possible',
    need: 'Only she knows who gave the orders.',
    rights: 'She need not incriminate herself.',
    legalAssistance: 'Counsel may attend.',
    admissibility: 'Her oath is taken by a judge.',
    certification: 'Signed on each page.',
    transmission: 'The original, within a month.',
    language: 'English, interpreted.',
    dates: 'The first week of December.',
  },
  inspection: {
    kind: 'inspection',
    carriedOutBy: 'requested-with-ours',
    premises: 'business',
    notice: 'unannounced',
    proposal: 'One day at the office.',
    rationale: 'The order logs are kept there alone.',
    benefits: 'They learn how the venue keeps its logs.',
    copies: 'Images of two servers.',
    privilege: 'Letters of counsel are sealed unread.',
  },
};

const draft: RequestDraftWire = {
  counterpart: 'ca1xb',
  assistance: 'statement',
  purpose: 'admin-enforcement',
  class: 'normal',
  urgencyGround: null,
  urgencyReason: '',
  content: { subject: 'Trading in MTDX' },
  reference: 'XA-1',
};

/** Annex I of 2024/2545 and of 2018/292, and their checklists: the field, and where a request says it. */
const fieldsOfForm: readonly (readonly [field: string, words: string])[] = [
  ['name of the contact person', 'Officer Lund'],
  ['telephone', '+999 1 555 0114'],
  ['e-mail', 'lund@xa.example'],
  ['address', '4 Harbour Row, Xandria'],
  ['provisions that give competence', 'Market Integrity Act of Xandria, section 3'],
  ['detailed description of the information', 'to the millisecond'],
  ['requested time of the response', '2026-12-18'],
  ['why by then', 'The hearing is on 12 January.'],
  ['dates: from', '2026-03-02'],
  ['dates: to', '2026-03-13'],
  ['why a long period', 'opened for this'],
  ['person: name', 'Ida Brannock'],
  ['person: born', 'born 1984-05-02 Port Xandria'],
  ['person: client identification', 'client number C-7714'],
  ['legal person', 'registration number 4471902'],
  ['product', 'XT9F2KM4B, MTDX'],
  ['oath, affirmation or in writing', 'Under oath'],
  ['voluntary or mandatory', 'Compelled'],
  ['need and purpose', 'Only she knows'],
  ['rights and self-incrimination', 'need not incriminate'],
  ['witness or suspect', 'Witness'],
  ['staff, active or passive', 'put questions'],
  ['legal assistance', 'Counsel may attend'],
  ['possible criminal use', 'Possible'],
  ['admissibility', 'by a judge'],
  ['mode of recording', 'Video recording'],
  ['certification', 'Signed on each page'],
  ['form and time of transmission', 'within a month'],
  ['language', 'English, interpreted'],
  ['dates and travel', 'first week of December'],
  ['inspection or investigation', 'On-site inspection'],
  ['who carries it out', 'ours taking part'],
  ['private premises or not', 'Business premises'],
  ['announced or not', 'Unannounced'],
  ['proposal', 'One day at the office'],
  ['rationale', 'kept there alone'],
  ['benefits', 'They learn how'],
  ['copies', 'Images of two servers'],
  ['privilege', 'sealed unread'],
];

describe('the particulars of a request', () => {
  test('are what is sent, whole', () => {
    const body = bodyOfDraft({ ...draft, particulars: full }, 'req_1');
    assert.deepEqual(body?.particulars, full);
    assert.ok(requestBodySchema.safeParse(body).success);
  });

  const printed = particularsWords(full).flatMap(({ rows }) => rows.map(([term, words]) => `${term}: ${words}`));
  for (const [field, words] of fieldsOfForm) {
    test(`the form's field "${field}" stands on paper`, () => {
      assert.ok(
        printed.some((row) => row.includes(words)),
        printed.join('\n'),
      );
    });
  }

  test('no point of the checklists is without words', () => {
    const points = [...Object.keys(statementChoices), ...statementTexts, ...Object.keys(inspectionChoices), ...inspectionTexts];
    const groups = particularsWords({ statement: full.statement, inspection: full.inspection });
    assert.equal(groups.flatMap(({ rows }) => rows).length, points.length);
  });

  const gaps: readonly (readonly [name: string, given: ParticularsWire | undefined, sent: ParticularsWire | null])[] = [
    ['nothing', undefined, null],
    ['blanks', { information: '  ', contact: { name: '' }, persons: [], statement: {} }, null],
    ['a person of whom only the kind is chosen', { persons: [{ kind: 'natural', name: ' ' }] }, null],
    ['a number without its value', { persons: [{ kind: 'legal', identifiers: [{ scheme: 'lei', value: '' }] }] }, null],
    ['a product without its number', { instruments: [{ scheme: 'isin', value: '', name: 'MTDX' }] }, null],
    ['a text with blanks around it beside an empty one', { information: ' The logs. ', competence: '' }, { information: 'The logs.' }],
  ];
  for (const [name, given, sent] of gaps) {
    test(`${name}: ${sent === null ? 'nothing is sent of it' : 'the rest is sent'}`, () => {
      assert.deepEqual(writtenParticulars(given), sent);
    });
  }

  const periods: readonly (readonly [period: ParticularsWire['period'], words: string])[] = [
    [undefined, ''],
    [{ from: '2026-03-02', to: '2026-03-13' }, '2026-03-02 to 2026-03-13'],
    [{ from: '2026-03-02' }, 'from 2026-03-02'],
    [{ to: '2026-03-13' }, 'until 2026-03-13'],
    [{ from: '2020-03-02', to: '2026-03-13', whyLong: 'He lay low.' }, '2020-03-02 to 2026-03-13. He lay low.'],
  ];
  for (const [period, words] of periods) {
    test(`the period ${JSON.stringify(period)} is said as "${words}"`, () => assert.equal(periodWords({ period }), words));
  }

  test('the days of a period are the text that an agreement asks for, unless there is one', () => {
    const particulars = { period: { from: '2026-03-02', to: '2026-03-13' } };
    assert.equal(bodyOfDraft({ ...draft, particulars }, 'req_1')?.content.period, '2026-03-02 to 2026-03-13');
    const written = { ...draft, particulars, content: { ...draft.content, period: 'Spring of 2026' } };
    assert.equal(bodyOfDraft(written, 'req_1')?.content.period, 'Spring of 2026');
  });

  const wrong: readonly (readonly [name: string, given: unknown, place: string])[] = [
    ['a period that ends before it begins', { period: { from: '2026-03-13', to: '2026-03-02' } }, 'period.to'],
    ['an empty text', { information: '' }, 'information'],
    ['a day that is none', { replyBy: '2026-02-30' }, 'replyBy'],
    ['a country in words', { persons: [{ kind: 'legal', country: 'Xandria' }] }, 'persons.0.country'],
    ['an unknown way of taking a statement', { statement: { form: 'by-telepathy' } }, 'statement.form'],
    ['a field that no form has', { mood: 'bad' }, ''],
  ];
  for (const [name, given, place] of wrong) {
    test(`${name} is not taken in`, () => {
      const parsed = particularsSchema.safeParse(given);
      assert.deepEqual(
        parsed.error?.issues.map((issue) => issue.path.join('.')),
        [place],
      );
    });
  }
});
