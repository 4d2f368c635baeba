// SPDX-License-Identifier: Apache-2.0
/** Whether a datum of a third authority may go on: with the consent that its originator signed, and for nothing beyond it. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { suite, test } from 'node:test';
import type { Condition } from '../../conditions/index.ts';
import { addMs, type IdOf, type Instant } from '../../kernel/index.ts';
import { makeAuthority, realSuites } from '../../seals/index.ts';
import type { ConsentWire, PassedOnWire } from '../wire.ts';
import { datumDigest, readConsent, signConsent } from './consent-document.ts';
import { judgePassOn, type PassedOnDatum, type PassingOn } from './judge-pass-on.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const xb = makeAuthority({ ...realSuites, random, createdAt: now });
const stranger = makeAuthority({ ...realSuites, random, createdAt: now });
const [xa, xc, xd] = ['ca1xa', 'ca1xc', 'ca1xd'] as const;
const agreement = { id: 'agr_1', version: 1, digest: 'sha256:1' };
const body = { kind: 'compliance-record', reference: 'XB-1' };
const salt = 'c2FsdA==';
const dispatch = 'sha256:d';

const given: Condition = {
  id: `cnd_${'0'.repeat(26)}` as IdOf<'cnd'>,
  originator: xb.authorityId,
  agreement,
  clause: '11',
  scope: '',
  purposes: ['supervision', 'admin-enforcement'],
  handling: 'amber+strict',
  onward: 'consent',
  recipients: [],
  evidentialUse: 'with-permission',
  mayNotifySubject: false,
  usableUntil: null,
  note: '',
};
const narrowed: Condition = { ...given, id: `cnd_${'1'.repeat(26)}` as IdOf<'cnd'>, evidentialUse: 'forbidden', clause: '17' };
const added: Condition = { ...given, id: `cnd_${'2'.repeat(26)}` as IdOf<'cnd'>, originator: xa, clause: '9' };

const granted: ConsentWire = {
  v: 1,
  matter: `cns_${'0'.repeat(26)}`,
  originator: xb.authorityId,
  holder: xa,
  recipient: xc,
  purpose: 'admin-enforcement',
  answer: 'granted',
  datum: { recordId: 'rcd_b', version: 1, digest: datumDigest(salt, body) },
  condition: narrowed,
  until: addMs(now, 86_400_000),
  agreement,
  clause: '17',
  ground: null,
  reasons: '',
  question: dispatch,
  at: now,
};
const sign = (changes: Partial<ConsentWire>, by = xb, withSalt = salt) =>
  signConsent({ ...granted, ...changes }, withSalt, { suite: realSuites.suite, key: by.keys.dispatch, history: by.history });

const passedOn: PassedOnWire = {
  origin: { recordId: 'rcd_b' },
  chain: [{ from: xb.authorityId, to: xa, dispatch }],
  consent: sign({}),
};
const datum: PassedOnDatum = { originator: xb.authorityId, body, conditions: [given, narrowed, added], passedOn };
const passing: PassingOn = { from: xa, to: xc, purpose: 'admin-enforcement', at: addMs(now, 1000) };
const judge = (changes: Partial<PassedOnDatum> = {}, way: Partial<PassingOn> = {}) =>
  judgePassOn({ ...datum, ...changes }, { ...passing, ...way }, realSuites);
const withConsent = (changes: Partial<ConsentWire>, by = xb) => ({ passedOn: { ...passedOn, consent: sign(changes, by) } });

suite('passing on a datum of a third authority', () => {
  test('it may go to the recipient and for the purpose that its originator consented to', () => {
    assert.equal(judge().outcome, 'permitted');
  });

  const rows: readonly (readonly [string, Partial<PassedOnDatum>, Partial<PassingOn>, RegExp])[] = [
    ['without a consent', { passedOn: { ...passedOn, consent: null } }, {}, /needs its originator's consent/],
    ['after the end of the consent', {}, { at: addMs(now, 90_000_000) }, /consent that was given ended/],
    ['before the consent was given', {}, { at: addMs(now, -1) }, /later than it was passed on/],
    ['to another recipient', {}, { to: xd }, /for another recipient/],
    ['for another purpose', {}, { purpose: 'supervision' }, /for administrative enforcement, not for supervision/],
    ['for a purpose that its conditions never allowed', withConsent({ purpose: 'tax' }), { purpose: 'tax' }, /not for tax/],
    [
      'by another holder',
      { passedOn: { ...passedOn, chain: [{ from: xb.authorityId, to: xd, dispatch }] }, conditions: [given, narrowed] },
      { from: xd },
      /another holder/,
    ],
    ['after a denial', withConsent({ answer: 'denied', condition: null, ground: 'R03' }), {}, /has denied the consent/],
    ['with a consent that a stranger signed', withConsent({}, stranger), {}, /not signed by the originator/],
    [
      'with a consent in the name of another originator',
      withConsent({ originator: stranger.authorityId }, stranger),
      {},
      /another authority than its originator/,
    ],
    ['with another body', { body: { ...body, reference: 'XB-2' } }, {}, /for another datum/],
    ['with a salt that was changed', { passedOn: { ...passedOn, consent: { ...sign({}), salt: 'other' } } }, {}, /for another datum/],
    ['under another identifier', { passedOn: { ...passedOn, origin: { recordId: 'rcd_c' } } }, {}, /for another datum/],
    ['without the condition of the consent', { conditions: [given, added] }, {}, /condition of the consent was left out/],
    ['with that condition loosened', { conditions: [given, { ...narrowed, evidentialUse: 'allowed' }, added] }, {}, /left out/],
    ['with no condition of its originator', { conditions: [added] }, {}, /no condition of its originator/],
    [
      'with a condition that cannot be read',
      { conditions: [given, narrowed, { ...given, onward: 'perhaps' }] },
      {},
      /no condition of its originator that can be read/,
    ],
    [
      'with a condition of one through whom it did not come',
      { conditions: [given, narrowed, { ...added, originator: xd }] },
      {},
      /through which it did not come/,
    ],
    ['where it says nothing of its way', { passedOn: undefined }, {}, /does not say how it came/],
    [
      'where its way does not begin with its originator',
      { passedOn: { ...passedOn, chain: [{ from: xd, to: xa, dispatch }] } },
      {},
      /does not lead/,
    ],
    ['where its way does not end with the giver', {}, { from: xd }, /does not lead/],
    ['back to its originator', {}, { to: xb.authorityId }, /originator or has it already/],
    [
      'where a holder on the way forbids it',
      { conditions: [given, narrowed, added, { ...added, originator: xb.authorityId, onward: 'never' }] },
      {},
      /forbids passing it on/,
    ],
  ];
  for (const [situation, changes, way, sentence] of rows) {
    test(`it may not go ${situation}`, () => {
      const verdict = judge(changes, way);
      assert.notEqual(verdict.outcome, 'permitted');
      assert.match(verdict.reasons[0]?.sentence ?? '', sentence);
    });
  }

  test('where its originator lists the recipient, no consent is needed', () => {
    const listed = { ...given, onward: 'listed' as const, recipients: [xc] };
    const way = { ...passedOn, consent: null };
    assert.equal(judge({ conditions: [listed], passedOn: way }).outcome, 'permitted');
    assert.notEqual(judge({ conditions: [listed, given], passedOn: way }).outcome, 'permitted', 'the strictest decides');
  });

  test('over a second hop the consent asked is still that of its originator, and names the holder that passes it on', () => {
    const chain = [...passedOn.chain, { from: xa, to: xc, dispatch }];
    const consent = sign({ holder: xc, recipient: xd });
    const far = { passedOn: { ...passedOn, chain, consent } };
    assert.equal(judge(far, { from: xc, to: xd }).outcome, 'permitted');
    assert.notEqual(judge({ passedOn: { ...far.passedOn, consent: sign({}) } }, { from: xc, to: xd }).outcome, 'permitted');
    assert.match(judge(far, { from: xc, to: xa }).reasons[0]?.sentence ?? '', /has it already/);
  });

  test('a consent is read only with the signature and the history of its originator', () => {
    const carried = sign({});
    const read = readConsent(carried, realSuites);
    assert(read.ok);
    assert.equal(read.value.consent.recipient, xc);
    const flipped = Buffer.from(carried.document, 'base64');
    flipped[40] = (flipped[40] ?? 0) ^ 1;
    for (const broken of [
      { ...carried, document: flipped.toString('base64') },
      { ...carried, document: 'no base 64' },
      { ...carried, history: [] },
      { ...carried, history: stranger.history.map((event) => Buffer.from(event).toString('base64')) },
    ]) {
      assert.equal(readConsent(broken, realSuites).ok, false);
    }
  });
});
