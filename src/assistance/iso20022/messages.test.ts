// SPDX-License-Identifier: Apache-2.0
/** Requests as messages of ISO 20022 and back, row by row; what is refused; and both sides of a case over its calls. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ParticularsWire } from '../form/wire.ts';
import { act, approve, call, deliverAll, issuesIn, json, look, openPair, type Pair, sentRequest } from '../two-authorities.test.ts';
import type { StepRowWire } from '../wire.ts';
import { readMessage } from './read-message.ts';
import { criteriaOf } from './search-criteria.ts';
import type { CaseMessagesWire, ReadMessageWire } from './wire.ts';
import { type AskedCase, openingText, responseText, statusChangeText } from './write-messages.ts';

const march = { from: '2026-03-02', to: '2026-03-13' };
const ida = { kind: 'natural', name: 'Ida Brannock', bornOn: '1984-05-02', bornAt: 'Port Xandria', country: 'XA' } as const;
const asked = (particulars: ParticularsWire): AskedCase => ({
  caseId: 'req_06f0m3k4x9v2q8t7w5y1z3a6bc',
  request: {
    assistance: 'transaction-records',
    purpose: 'admin-enforcement',
    class: 'normal',
    content: { subject: 'Trading in MTDX', facts: 'Two accounts <traded> & "met".\nAgain.' },
    particulars: { period: march, ...particulars },
  },
  isConfidential: true,
  mandate: { clause: '4', title: 'Arrangement XA-XB' },
  replyDay: '2027-01-12',
});

/** What the form holds, by which elements a message asks about it, and how many messages that makes. */
const criteria: readonly (readonly [name: string, particulars: ParticularsWire, elements: readonly string[]])[] = [
  ['a person with day, place and country of birth', { persons: [ida] }, ['<CstmrId>']],
  ['a person of whom only the day is known', { persons: [{ kind: 'natural', name: 'Ida', bornOn: '1984-05-02' }] }, ['BIRTHDATE']],
  ['a firm', { persons: [{ kind: 'legal', name: 'Meridian', identifiers: [{ scheme: 'registration', value: '447' }] }] }, ['COID']],
  ['an IBAN', { persons: [{ ...ida, identifiers: [{ scheme: 'iban', value: 'XB47000100200030004' }] }] }, ['<IBAN>']],
  ['an account of a venue', { persons: [{ ...ida, identifiers: [{ scheme: 'account', value: 'XVEN/acc-71' }] }] }, ['XVEN/acc-71']],
  ['a card', { persons: [{ ...ida, identifiers: [{ scheme: 'card', value: '4000123412341234' }] }] }, ['<CardNb>']],
  [
    'two accounts of one person, and a firm',
    {
      persons: [
        {
          ...ida,
          identifiers: [
            { scheme: 'account', value: 'a-1' },
            { scheme: 'account', value: 'a-2' },
          ],
        },
        { kind: 'legal', name: 'Meridian' },
      ],
    },
    ['a-1', 'a-2', 'Meridian'],
  ],
  ['transactions', { instruments: [{ scheme: 'transaction', value: 'tx-1' }] }, ['<OrgnlTxNb>']],
  [
    'a hash that is too long for the schema: the subject stands',
    { instruments: [{ scheme: 'transaction', value: 'a'.repeat(64) }] },
    ['Trading in MTDX'],
  ],
  ['nothing: the subject stands', {}, ['Trading in MTDX']],
];

function read(text: string): ReadMessageWire {
  const found = readMessage(new TextEncoder().encode(text));
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

describe('messages of ISO 20022', () => {
  for (const [name, particulars, elements] of criteria) {
    test(`auth.001 asks about ${name}`, () => {
      const request = asked(particulars);
      const { assistance, content } = request.request;
      const found = criteriaOf({ assistance, subject: content.subject ?? '', particulars: request.request.particulars ?? {} });
      assert.equal(found.length, elements.length);
      for (const [index, element] of elements.entries()) {
        const text = openingText(request, march, index + 1);
        assert.ok(text.slice(0, text.indexOf('<SplmtryData>')).includes(element), text);
      }
    });
  }

  test('a request comes back as it was, texts and fields of the form', () => {
    const request = asked({ persons: [ida], information: 'The logs.', statement: { form: 'oath' } });
    const back = read(openingText(request, march, 1));
    assert(back.message === 'auth.001');
    assert.deepEqual(back.draft.content, request.request.content);
    assert.deepEqual(back.draft.particulars, request.request.particulars);
    assert.equal(back.draft.purpose, 'admin-enforcement');
    assert.equal(back.draft.assistance, 'transaction-records');
    assert.equal(back.investigation, request.caseId);
  });

  test('without what we put beside it, the elements of the schema say what they can', () => {
    const account = { ...ida, identifiers: [{ scheme: 'iban' as const, value: 'XB47000100200030004' }] };
    const text = openingText(asked({ persons: [account], replyBy: '2026-12-18', replyByWhy: 'A hearing.' }), march, 1);
    const back = read(text.replace(/\s*<SplmtryData>[\s\S]*<\/SplmtryData>/, ''));
    assert(back.message === 'auth.001');
    assert.deepEqual(back.draft.particulars, { replyBy: '2026-12-18', replyByWhy: 'A hearing.', period: march, persons: [account] });
    assert.deepEqual(back.draft.content, { subject: 'Ida Brannock', 'legal-provisions': 'Clause 4: Arrangement XA-XB' });
    assert.equal(back.draft.purpose, null);
  });

  const step = (kind: StepRowWire['kind'], body: unknown): StepRowWire => ({
    id: 'evt_06f0m3k4x9v2q8t7w5y1z3a6bc',
    kind,
    state: 'delivered',
    digest: '',
    preparedBy: '',
    preparedByName: '',
    preparedAt: '',
    approvals: [],
    approversMin: 0,
    returnedReason: null,
    dispatch: 'sha256:3f',
    summary: '',
    body,
    mayApprove: false,
    isOurs: false,
    mayEdit: false,
  });
  const answers: readonly (readonly [name: string, step: StepRowWire, withheld: string[] | null, words: readonly RegExp[]])[] = [
    ['a complete text', step('reply', { completeness: 'complete', text: 'Here.', recordIds: [] }), null, [/>COMP</, /Here\./]],
    ['a part in records', step('reply', { completeness: 'partial', text: '', recordIds: ['a'] }), null, [/>PART</, />FOUN</, /1 records/]],
    ['a refusal', step('refusal', { ground: 'R06', reasons: 'No.' }), null, [/>NRES</, />NOAP</, /No\./]],
    ['an impossibility', step('impossibility', { cause: 'destroyed', reasons: 'Fire.' }), null, [/>NRES</, />NFOU</, /Fire\./]],
    [
      'a text that its conditions keep back',
      step('reply', { completeness: 'complete', text: 'Secret.', recordIds: [] }),
      ['Its time has passed.'],
      [/>COMP</, /not given here\. Its time/],
    ],
  ];
  for (const [name, answer, withheld, words] of answers) {
    test(`auth.002 for ${name}`, () => {
      const text = responseText(asked({}), answer, withheld);
      for (const word of words) assert.match(text, word);
      assert.doesNotMatch(text, /Secret/);
      const back = read(text);
      assert(back.message === 'auth.002');
      assert.equal(back.investigation, asked({}).caseId);
      assert.equal(back.reply.completeness, /COMP/.test(text) ? 'complete' : 'partial');
      assert.notEqual(back.reply.text, '');
    });
  }

  test('auth.003 says whether it is confidential', () => {
    for (const isConfidential of [true, false]) {
      assert.deepEqual(read(statusChangeText('req_1', isConfidential)), { message: 'auth.003', investigation: 'req_1', isConfidential });
    }
  });

  const good = statusChangeText('req_1', true);
  const refused: readonly (readonly [name: string, text: string])[] = [
    [
      'an entity',
      good.replace('<Document', '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document').replace('req_1', '&x;'),
    ],
    ['a DOCTYPE alone', good.replace('<Document', '<!DOCTYPE Document><Document')],
    ['an entity that nobody declared', good.replace('req_1', '&x;')],
    ['another message', good.replaceAll('auth.003', 'pacs.008')],
    ['no name space', good.replace(/ xmlns="[^"]*"/, '')],
    ['no investigation', good.replace(/\s*<OrgnlBizQry>.*<\/OrgnlBizQry>/, '')],
    ['half a file', good.slice(0, -20)],
    ['nothing', ''],
    [
      'a state of an answer that there is none of',
      responseText(asked({}), step('refusal', { ground: 'R06', reasons: 'No.' }), null).replace('NRES', 'ODD'),
    ],
  ];
  for (const [name, text] of refused) {
    test(`${name} is refused, with where and what to do`, () => {
      const found = readMessage(new TextEncoder().encode(text));
      assert(!found.ok);
      assert.ok(found.issues.every(({ path, problem, remedy }) => path !== '' && problem !== '' && remedy !== ''));
      assert.doesNotMatch(JSON.stringify(found), /root:/);
    });
  }
});

describe('a case as messages of ISO 20022', () => {
  let pair: Pair;
  before(async () => {
    pair = await openPair();
  });
  after(async () => pair?.close());

  const at = (side: 'xa' | 'xb', who: 'preparer' | 'administrator', how: string, params: { id?: string }, body?: unknown) =>
    call(pair, pair[side], who, how, { params, body });
  const path = '/api/assistance/cases/:id/iso20022';

  test('both sides write the request, the answer and the state; the request read again is a draft', async () => {
    const particulars: ParticularsWire = { period: march, persons: [ida] };
    const id = await sentRequest(pair, { particulars });
    const first = json(await at('xa', 'preparer', `GET ${path}`, { id })) as CaseMessagesWire;
    assert.deepEqual(
      first.messages.map(({ message, words }) => `${message} ${words}`),
      ['auth.001 Ida Brannock', 'auth.003 The investigation is confidential.'],
    );
    assert.deepEqual(
      first.lacking.map(({ message }) => message),
      ['auth.002'],
    );
    json(await act(pair, pair.xb, id, 'replies', { completeness: 'complete', text: 'Nothing is known of her.', records: [] }));
    json(await approve(pair, pair.xb, id));
    await deliverAll(pair);
    for (const side of ['xa', 'xb'] as const) {
      for (const [message, words] of [
        ['auth.001', /Brannock/],
        ['auth.002', /Nothing is known of her/],
        ['auth.003', /true/],
      ] as const) {
        const written = await at(side, 'preparer', `POST ${path}`, { id }, { message, number: 1 });
        assert(written.kind === 'bytes');
        assert.equal(written.mediaType, 'application/xml');
        assert.match(Buffer.from(written.bytes).toString(), words);
        const back = json(await at(side, 'preparer', 'POST /api/assistance/iso20022', {}, written.bytes)) as ReadMessageWire;
        assert.equal(back.message, message);
        assert.equal(back.investigation, id);
        if (back.message !== 'auth.001') continue;
        const draft = { ...back.draft, counterpart: pair[side === 'xa' ? 'xb' : 'xa'].id };
        const opened = json(await call(pair, pair[side], 'preparer', 'POST /api/assistance/drafts', { body: draft }));
        assert.match(JSON.stringify(opened), /Brannock/);
      }
    }
  });

  test('a message that the case cannot be written as says what it lacks', async () => {
    const id = await sentRequest(pair);
    const rows: readonly (readonly [body: object, path: string])[] = [
      [{ message: 'auth.001', number: 1 }, 'message'],
      [{ message: 'auth.002', number: 1 }, 'number'],
    ];
    for (const [body, place] of rows) {
      const answer = await at('xa', 'preparer', `POST ${path}`, { id }, body);
      assert.deepEqual(
        issuesIn(answer).map((issue) => issue.path),
        [place],
      );
    }
    const other = await sentRequest(pair, { particulars: { period: march } });
    const beyond = await at('xa', 'preparer', `POST ${path}`, { id: other }, { message: 'auth.001', number: 2 });
    assert.deepEqual(
      issuesIn(beyond).map((issue) => issue.path),
      ['number'],
    );
  });

  test('there is none of a case that is not there, nor of a draft', async () => {
    assert.equal((await at('xa', 'preparer', `GET ${path}`, { id: 'req_none' })).kind, 'absent');
    assert.equal((await at('xa', 'preparer', `POST ${path}`, { id: 'req_none' }, { message: 'auth.003', number: 1 })).kind, 'absent');
    const id = await sentRequest(pair);
    const { draft } = await look(pair, pair.xa, id);
    const opened = json(await call(pair, pair.xa, 'preparer', 'POST /api/assistance/drafts', { body: draft })) as { row: { id: string } };
    assert.equal((await at('xa', 'preparer', `GET ${path}`, { id: opened.row.id })).kind, 'absent');
  });
});
