// SPDX-License-Identifier: Apache-2.0
/** What stands on a pack: every word of the step, the conditions of what is given, and on the form to return what leads back to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant, JsonValue } from '../kernel/index.ts';
import { type LetterContent, letterPaper } from './letter-paper.ts';

const letter: LetterContent = {
  id: 'ltr_1',
  kind: 'assistance.question',
  caseRef: 'req_1',
  body: {},
  conditions: [],
  own: { name: 'Commission of XA', jurisdiction: 'XA', contact: 'Desk' },
  to: {
    name: 'Registrar of XY',
    kind: 'prudential-supervisor',
    jurisdiction: 'XY',
    address: '4 Harbour Street',
    email: '',
    language: 'en',
    calendar: { timeZone: 'UTC', weekend: [0, 6], holidays: [] },
  },
  agreement: { title: 'Arrangement', version: 1, digest: 'sha256:1', clause: '4' },
  dispatch: 'sha256:2',
  writtenAt: '2026-11-20T15:30:00.000Z' as Instant,
  about: null,
};

function parts(kind: string, body: JsonValue): string {
  return JSON.stringify(letterPaper({ ...letter, kind, body }).parts);
}

const oral = { askedAt: '2026-11-20T10:00:00.000Z', askedBy: 'Officer Lund', askedOf: 'Officer Okoye', asked: 'Whose it is.' };
const languages = { authentic: 'en', versions: [{ language: 'pt', content: { facts: 'Negocia.' } }] };
const attachments = [{ name: 'ledger.csv', mediaType: 'text/csv', size: 12, digest: `sha256:${'ab'.repeat(32)}` }];

const rows: readonly (readonly [what: string, kind: string, body: JsonValue, says: readonly RegExp[]])[] = [
  [
    'a question',
    'assistance.question',
    { requestId: 'req_1', question: 'Which of the two?', answerBy: '2026-12-01T00:00:00.000Z' },
    [/Which of the two/, /Please answer by/],
  ],
  [
    'a refusal with its ground in words',
    'assistance.refusal',
    { requestId: 'req_1', ground: 'R06', reasons: 'Not clear.', lacking: ['subject'] },
    [/Not clear/, /Ground/, /Form to return/],
  ],
  ['an urgent request', 'assistance.request', request(), [/Urgent: /, /Larkspur/, /XA-1/, /Confidentiality/]],
  [
    'what was asked orally, in two languages, with a file',
    'assistance.request',
    { ...(request() as object), oral, languages, attachments },
    [
      /First asked orally/,
      /Officer Lund called Officer Okoye/,
      /authentic text is in English/,
      /Negocia/,
      /Enclosures.*ledger\.csv.*sha256:ab/,
    ],
  ],
  [
    'an acknowledgement without a date',
    'assistance.acknowledgement',
    { requestId: 'req_1', expectedReplyAt: null, note: '', updateEveryDays: 5 },
    [/so many working days/],
  ],
];

function request(): JsonValue {
  const urgency = { ground: 'flight-of-assets', reason: 'They move.' };
  const content = { subject: 'Larkspur', facts: 'It trades.' };
  return { requestId: 'req_1', assistance: 'registrations', purpose: 'supervision', class: 'urgent', urgency, content, reference: 'XA-1' };
}

for (const [what, kind, body, says] of rows)
  test(`${what} stands on its pack`, () => {
    for (const word of says) assert.match(parts(kind, body), word);
  });

test('the form to return carries our reference, the letter and the digest of what it answers', () => {
  const text = parts('assistance.request', request());
  const form = text.slice(text.indexOf('Form to return'));
  for (const word of ['req_1', 'ltr_1', 'sha256:2', 'signature']) assert.ok(form.includes(word), word);
});
