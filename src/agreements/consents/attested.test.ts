// SPDX-License-Identifier: Apache-2.0
/** What an authority attests from a letter: the datum as it came, the consent of its originator, and who may say so. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { suite, test } from 'node:test';
import type { Condition } from '../../conditions/index.ts';
import { addMs, canonicalJson, type IdOf, type Instant } from '../../kernel/index.ts';
import { letterIdOf, makeAuthority, realSuites } from '../../seals/index.ts';
import type { AttestationWire, AttestedConsentWire, AttestedRecordWire, PassedOnWire } from '../wire.ts';
import { readAttestedRecord, signAttestedRecord } from './attestation.ts';
import { datumDigest, readConsent, signAttestedConsent, signConsent } from './consent-document.ts';
import { givingFacts } from './giving-facts.ts';
import { judgePassOn, type PassedOnDatum } from './judge-pass-on.ts';
import { bilateralArrangement } from '../samples/samples.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { knownAgreement } from '../documents/agreement-document.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const [xa, xb] = [makeAuthority({ ...realSuites, random, createdAt: now }), makeAuthority({ ...realSuites, random, createdAt: now })];
const xc = 'ca1xc';
const agreement = { id: 'agr_1', version: 1, digest: 'sha256:1' };
const body = { kind: 'compliance-record', reference: 'XF-1' };
const salt = 'c2FsdA==';
const dispatch = 'sha256:letter';

const registration = {
  registeredBy: xa.authorityId,
  registeredAt: now,
  name: 'Registrar of XF',
  kind: 'prudential-supervisor',
  jurisdiction: 'XF',
} as const;
const xf = letterIdOf(new TextEncoder().encode(canonicalJson(registration)));
const attestation: AttestationWire = {
  by: xa.authorityId,
  registration,
  letter: { channel: 'post', receivedAt: now, writtenOn: '2026-11-18', scan: 'sha256:scan' },
  officers: ['off_a', 'off_b'],
};
const set: Condition = {
  id: `cnd_${'0'.repeat(26)}` as IdOf<'cnd'>,
  originator: xf,
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
const stricter: Condition = { ...set, id: `cnd_${'1'.repeat(26)}` as IdOf<'cnd'>, evidentialUse: 'forbidden' };
const added: Condition = { ...set, id: `cnd_${'2'.repeat(26)}` as IdOf<'cnd'>, originator: xa.authorityId };

const record: AttestedRecordWire = {
  v: 1,
  originator: xf,
  attestation,
  datum: { recordId: 'rcd_f', digest: datumDigest(salt, body) },
  conditions: [set],
  at: now,
};
const consent: AttestedConsentWire = {
  v: 1,
  matter: `cns_${'0'.repeat(26)}`,
  originator: xf,
  holder: xa.authorityId,
  recipient: xc,
  purpose: 'admin-enforcement',
  answer: 'granted',
  datum: { recordId: 'rcd_f', version: 1, digest: datumDigest(salt, body) },
  condition: stricter,
  until: addMs(now, 86_400_000),
  agreement,
  clause: '17',
  ground: null,
  reasons: '',
  question: dispatch,
  at: now,
  attestation,
};
const signer = (by = xa) => ({ suite: realSuites.suite, key: by.keys.dispatch, history: by.history });
const recordOf = (changes: Partial<AttestedRecordWire>, by = xa) => signAttestedRecord({ ...record, ...changes }, salt, signer(by));
const consentOf = (changes: Partial<AttestedConsentWire>, by = xa) => signAttestedConsent({ ...consent, ...changes }, salt, signer(by));
const passedOn: PassedOnWire = {
  origin: { recordId: 'rcd_f' },
  chain: [{ from: xf, to: xa.authorityId, dispatch }],
  consent: consentOf({}),
  attested: recordOf({}),
};
const datum: PassedOnDatum = { originator: xf, body, conditions: [set, stricter, added], passedOn };
const passing = { from: xa.authorityId, to: xc, purpose: 'admin-enforcement', at: addMs(now, 1000) } as const;
const judge = (changes: Partial<PassedOnDatum> = {}) => judgePassOn({ ...datum, ...changes }, passing, realSuites);
const way = (changes: Partial<PassedOnWire>) => ({ passedOn: { ...passedOn, ...changes } });
const { attested: _, ...unattested } = passedOn;

suite('a datum that came by letter', () => {
  test('it goes on with its attestation, and with the consent that who had the letter attests', () => {
    assert.equal(judge().outcome, 'permitted');
  });

  const wrongBy = { ...attestation, by: xb.authorityId, registration: { ...registration, registeredBy: xb.authorityId } };
  const rows: readonly (readonly [string, Partial<PassedOnDatum>, RegExp])[] = [
    ['where nobody attests it', { passedOn: unattested }, /nobody attests what its letter says/],
    ['where another body is attested', { body: { ...body, reference: 'XF-2' } }, /attested is another datum/],
    ['under another identifier', way({ origin: { recordId: 'rcd_g' } }), /attested is another datum/],
    ['where a condition of its letter was left out', { conditions: [stricter, added] }, /set in its letter was left out/],
    [
      'where that condition was loosened',
      { conditions: [{ ...set, onward: 'listed', recipients: [xc] }, stricter] },
      /letter was left out/,
    ],
    [
      'where a stranger attests it',
      way({ attested: recordOf({ attestation: wrongBy }, xb) }),
      /not the one that knows its originator by letter/,
    ],
    ['where it is signed by another than it says', way({ attested: recordOf({}, xb) }), /not signed by the authority that attests it/],
    [
      'where one officer attests it twice',
      way({ attested: recordOf({ attestation: { ...attestation, officers: ['off_a', 'off_a'] } }) }),
      /Two officers must attest it/,
    ],
    ['without a consent', way({ consent: null }), /needs its originator's consent/],
    ['with a consent that a stranger attests', way({ consent: consentOf({ attestation: wrongBy }, xb) }), /cannot be believed/],
    ['after a denial', way({ consent: consentOf({ answer: 'denied', condition: null, ground: 'R03' }) }), /has denied the consent/],
    [
      'for another purpose than the letter names',
      way({ consent: consentOf({ purpose: 'supervision' }) }),
      /not for administrative enforcement/,
    ],
    ['with the condition of the consent left out', { conditions: [set, added] }, /condition of the consent was left out/],
    ['with a consent that the holder signs as if it were the originator', way({ consent: asItsOwn() }), /not signed by the originator/],
  ];
  for (const [situation, changes, sentence] of rows) {
    test(`it may not go ${situation}`, () => {
      const verdict = judge(changes);
      assert.notEqual(verdict.outcome, 'permitted');
      assert.match(verdict.reasons[0]?.sentence ?? '', sentence);
    });
  }

  function asItsOwn() {
    const { attestation: _attestation, ...plain } = consent;
    return signConsent(plain, salt, signer());
  }

  test('who has a server signs itself: nothing of it is attested, whoever offers to', () => {
    const own = { ...set, originator: xb.authorityId };
    const theirs = {
      originator: xb.authorityId,
      conditions: [own],
      passedOn: { ...passedOn, chain: [{ from: xb.authorityId, to: xa.authorityId, dispatch }], consent: null },
    };
    assert.match(judge(theirs).reasons[0]?.sentence ?? '', /has a server and signs itself/);
  });

  test('the next holder passes it on by the word of the first, and none other attests', () => {
    const chain = [...passedOn.chain, { from: xa.authorityId, to: xb.authorityId, dispatch: 'sha256:d' }];
    const far = { ...datum, conditions: [set, stricter], passedOn: { ...passedOn, chain, consent: consentOf({ holder: xb.authorityId }) } };
    const on = { ...passing, from: xb.authorityId };
    assert.equal(judgePassOn(far, on, realSuites).outcome, 'permitted');
    const other = { ...far, passedOn: { ...far.passedOn, chain: [{ from: xf, to: xb.authorityId, dispatch }] } };
    assert.match(judgePassOn(other, on, realSuites).reasons[0]?.sentence ?? '', /another authority than the one that had the letter/);
  });

  test('a reader is told who attests, and from which letter', () => {
    const [read, answer] = [readAttestedRecord(passedOn.attested ?? recordOf({}), realSuites), readConsent(consentOf({}), realSuites)];
    assert(read.ok && answer.ok);
    assert.deepEqual([read.value.record.attestation, answer.value.attestation], [attestation, attestation]);
    const foreign = recordOf({ conditions: [added] });
    assert.equal(readAttestedRecord(foreign, realSuites).ok, false, 'it holds what its originator set, and nothing else');
  });

  test('what gives it says how much of it is attested, so that the agreement of the recipient decides', () => {
    const known = knownAgreement(bilateralArrangement({ parties: [sampleParties.xa, sampleParties.xb], inForceFrom: now }));
    const facts = givingFacts(known, { records: [datum], textConditions: null }, passing, realSuites);
    assert.deepEqual([facts.passedOnCount, facts.everyPassOnAllowed, facts.attestedCount], [1, true, 1]);
    const own = { ...datum, originator: passing.from };
    assert.equal('attestedCount' in givingFacts(known, { records: [own], textConditions: null }, passing, realSuites), false);
  });
});
