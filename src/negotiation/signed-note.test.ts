// SPDX-License-Identifier: Apache-2.0
/** Notes as documents, and their signatories: what must not verify, and what no mandate covers. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Instant, RandomBytes } from '../kernel/index.ts';
import { type AuthorityId, digestOfJson, foldKeyHistory, type KeyState, makeAuthority, realSuites, toBase64 } from '../seals/index.ts';
import { checkSignatories, signatorySubject } from './check-signatories.ts';
import { noteType, readNote, signNote } from './notes/signed-note.ts';
import type { NoteOf, NoteWire } from './wire.ts';

const now = '2026-11-20T09:00:00.000Z' as Instant;
const { suite } = realSuites;
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`signed notes ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};

function authority() {
  const made = makeAuthority({ ...realSuites, random, createdAt: now });
  const state = foldKeyHistory(made.history, realSuites);
  assert(state.ok);
  return { id: made.authorityId, keys: made.keys, state: state.value };
}
const [author, other] = [authority(), authority()];
const known = new Map<AuthorityId, KeyState>([[author.id, author.state]]);
const keyStateOf = async (id: AuthorityId): Promise<KeyState | null> => known.get(id) ?? null;

const terms = digestOfJson('terms');
const agreement = { id: 'agr_06f0m3k4x9v2q8t7w5y1z3a6bc', version: 1, digest: terms };
const common = {
  v: 1,
  negotiation: 'ngt_06f0m3k4x9v2q8t7w5y1z3a6bc',
  author: author.id,
  place: 1,
  follows: [],
  at: now,
  preparedBy: 'off_1',
  approvals: [],
  mandates: [],
} as const;
const plain: NoteWire = { ...common, follows: [], approvals: [], mandates: [], kind: 'end', reason: 'No mandate.' };

describe('a signed note', () => {
  test('is read as it was written, under the same digest', async () => {
    const signed = signNote(plain, suite, author.keys.dispatch);
    const read = await readNote(signed.text, suite, keyStateOf);
    assert(read.ok);
    assert.deepEqual([read.value.note, read.value.digest], [plain, signed.digest]);
  });

  const forged: readonly (readonly [why: string, place: RegExp, text: () => string])[] = [
    ['signed by another authority', /note\.signatures/, () => signNote(plain, suite, other.keys.dispatch).text],
    ['of an author that is no peer', /note\.author/, () => signNote({ ...plain, author: other.id }, suite, other.keys.dispatch).text],
    [
      'with another key of its author',
      /note\.signatures/,
      () => signNote(plain, suite, { ...author.keys.dispatch, keyId: author.keys.log.keyId }).text,
    ],
    [
      'with a changed payload',
      /note\.signatures/,
      () => changed((document) => ({ ...document, payload: toBase64(Buffer.from(JSON.stringify({ ...plain, reason: 'Other.' }))) })),
    ],
    ['of another type', /payloadType/, () => changed((document) => ({ ...document, payloadType: 'application/vnd.comity.dispatch+json' }))],
    ['that is no document', /note/, () => '{}'],
    ['with a moment that is none', /note\.at/, () => signNote({ ...plain, at: 'today' }, suite, author.keys.dispatch).text],
    [
      'with digests that are not sorted',
      /note\.follows/,
      () => signNote({ ...plain, follows: [digestOfJson(2), digestOfJson(2)] }, suite, author.keys.dispatch).text,
    ],
  ];
  for (const [why, place, text] of forged) {
    test(`${why} is refused`, async () => {
      const read = await readNote(text(), suite, keyStateOf);
      assert(!read.ok);
      assert.match(read.issues[0]?.path ?? '', place);
    });
  }
});

type Document = { payloadType: string; payload: string; signatures: unknown };
function changed(change: (document: Document) => Document): string {
  const document = JSON.parse(signNote(plain, suite, author.keys.dispatch).text) as Document;
  assert.equal(document.payloadType, noteType);
  return JSON.stringify(change(document));
}

describe('the signatories of a binding note', () => {
  const about = { agreementId: agreement.id, terms, signersMin: 1 };
  const said = {
    negotiation: common.negotiation,
    author: author.id,
    preparedBy: 'off_1',
    kind: 'suspend',
    agreement,
    reason: 'A law.',
  } as const;
  const approval = {
    officer: 'off_2',
    role: 'approver',
    decision: 'approve',
    subject: signatorySubject(said, terms),
    at: now,
    method: 'password+totp',
    proof: null,
  } as const;
  const mandate = {
    officer: 'off_2',
    office: 'Director',
    scope: 'every-agreement',
    from: '2026-01-01T00:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
    evidence: terms,
  };
  const note: NoteOf<'suspend'> = { ...common, ...said, follows: [], approvals: [approval], mandates: [mandate] };
  const check = (change: Partial<NoteOf<'suspend'>>, more: Partial<typeof about> = {}): string => {
    const checked = checkSignatories({ ...note, ...change }, { ...about, ...more }, author.state, suite);
    return checked.ok ? 'good' : (checked.issues[0]?.problem ?? '');
  };

  test('one with a mandate is enough', () => assert.equal(check({}), 'good'));
  const rows: readonly (readonly [why: string, problem: RegExp, change: Partial<NoteOf<'suspend'>>, more?: Partial<typeof about>])[] = [
    ['nobody', /Fewer than 1/, { approvals: [], mandates: [] }],
    ['fewer than the agreement asks', /Fewer than 2/, {}, { signersMin: 2 }],
    ['another reason than was approved', /something else/, { reason: 'Another law.' }],
    ['other terms than were approved', /something else/, {}, { terms: digestOfJson('other') }],
    ['the one who prepared it', /does not sign it/, { approvals: [{ ...approval, officer: 'off_1' }] }],
    ['the same one twice', /twice/, { approvals: [approval, approval], mandates: [mandate, mandate] }],
    ['an approval of tomorrow', /after the note/, { approvals: [{ ...approval, at: '2026-11-21T09:00:00.000Z' }] }],
    ['no mandate', /no mandate/, { mandates: [] }],
    ['a mandate that has ended', /no mandate/, { mandates: [{ ...mandate, until: '2026-11-01T00:00:00.000Z' }] }],
    ['a mandate that has not begun', /no mandate/, { mandates: [{ ...mandate, from: '2026-12-01T00:00:00.000Z' }] }],
    ['a mandate for another agreement', /no mandate/, { mandates: [{ ...mandate, scope: 'agr_06f0m3k4x9v2q8t7w5y1z3a6bd' }] }],
    ['a mandate of somebody who has not signed', /who have not signed/, { mandates: [mandate, { ...mandate, officer: 'off_3' }] }],
    ['a passkey that shows no proof', /contradict/, { approvals: [{ ...approval, method: 'passkey' }] }],
  ];
  for (const [why, problem, change, more] of rows) test(`${why} is refused`, () => assert.match(check(change, more), problem));

  test('a note that binds nobody takes no signatories', () => {
    const checked = checkSignatories({ ...plain, approvals: [approval] }, about, author.state, suite);
    assert.equal(checked.ok, false);
  });
});
