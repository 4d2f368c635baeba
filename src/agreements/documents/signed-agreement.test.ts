// SPDX-License-Identifier: Apache-2.0
/** Whose signatures an agreement holds, when it is in force, and the instrument that joins two servers. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import type { Instant, RandomBytes } from '../../kernel/index.ts';
import { type AuthorityId, foldKeyHistory, type KeyState, makeAuthority, realSuites, writeSigned } from '../../seals/index.ts';
import {
  agreementStatus,
  decideUnder,
  isPeeringInstrument,
  knownAgreement,
  lintAgreement,
  multilateralMemorandum,
  noFacts,
  type PartyIdentity,
  peeringInstrument,
  readAgreement,
  readSignedAgreement,
  signAgreementFile,
  verifyAgreementSignatures,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { writeAgreementFile } from './signed-agreement.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`agreements ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};

function authority() {
  const made = makeAuthority({ ...realSuites, random, createdAt: now });
  const state = foldKeyHistory(made.history, realSuites);
  assert(state.ok);
  const signer = { suite: realSuites.suite, keyPair: made.keys.dispatch, keyId: made.keys.dispatch.keyId };
  return { id: made.authorityId, state: state.value, signer, logSigner: { ...signer, keyId: made.keys.log.keyId } };
}

suite('an agreement with its signatures', () => {
  const [a, b, c] = [authority(), authority(), authority()];
  const { xa, xb, xc } = sampleParties;
  const parties = [
    { ...xa, authorityId: a.id },
    { ...xb, authorityId: b.id },
    { ...xc, authorityId: c.id },
  ];
  const agreement = knownAgreement(multilateralMemorandum({ parties, inForceFrom: now }));
  const byA = signAgreementFile(agreement, null, a.signer);
  const byAB = signAgreementFile(agreement, byA.signed, b.signer);
  const byAll = signAgreementFile(agreement, byAB.signed, c.signer);
  const states = (...known: (typeof a)[]) => new Map<AuthorityId, KeyState>(known.map(({ id, state }) => [id, state]));

  test('is read back with the same document and digest', () => {
    const read = readSignedAgreement(writeSigned(byAB.signed));
    assert(read.ok);
    assert.deepEqual([read.value.digest, read.value.document.title], [agreement.digest, agreement.document.title]);
  });
  test('is signed by those whose signatures hold', () => {
    assert.deepEqual(verifyAgreementSignatures(byA, states(a, b, c)), { ok: true, value: [a.id] });
    assert.deepEqual(verifyAgreementSignatures(byAll, states(a, b, c)), { ok: true, value: [a.id, b.id, c.id] });
  });
  test('a party whose keys are not known is passed over, not refused', () => {
    assert.deepEqual(verifyAgreementSignatures(byAll, states(a, b)), { ok: true, value: [a.id, b.id] });
  });
  test('a file of which nothing can be checked is refused', () => assert.equal(verifyAgreementSignatures(byA, states(c)).ok, false));
  test('one flipped bit in a known signature is found', () => {
    const [first, second] = byAB.signed.signatures;
    assert(first !== undefined && second !== undefined);
    const flipped = second.signature.slice();
    flipped[10] = (flipped[10] ?? 0) ^ 1;
    const broken = { ...byAB, signed: { ...byAB.signed, signatures: [first, { ...second, signature: flipped }] } };
    assert.equal(verifyAgreementSignatures(broken, states(a, b)).ok, false);
  });
  test('a signature over another version of the text does not hold', () => {
    const other = knownAgreement({ ...agreement.document, version: 2 });
    const moved = { ...byA, signed: { ...byA.signed, payload: other.bytes } };
    assert.equal(verifyAgreementSignatures(moved, states(a)).ok, false);
  });
  test('a key that is declared compromised no longer signs', () => {
    const revoked = { ...a.state, keys: a.state.keys.map((key) => (key.purpose === 'dispatch' ? { ...key, revokedAt: 1 } : key)) };
    assert.equal(verifyAgreementSignatures(byA, new Map([[a.id, revoked]])).ok, false);
  });
  test('a key of another purpose does not sign agreements', () => {
    const byLog = signAgreementFile(agreement, null, a.logSigner);
    assert.equal(verifyAgreementSignatures(byLog, states(a)).ok, false);
  });
  test('a signed document of another kind is not an agreement', () => {
    assert.equal(readSignedAgreement(writeSigned({ ...byA.signed, payloadType: 'application/vnd.comity.dispatch+json' })).ok, false);
  });
  test('equal signatures give equal files, in whatever order they came', () => {
    const signatures = byAll.signed.signatures;
    assert.deepEqual(writeAgreementFile(agreement.bytes, signatures), writeAgreementFile(agreement.bytes, signatures.toReversed()));
  });

  const ids = [a.id, b.id, c.id];
  const rows: readonly [string, readonly string[], string, string | null, string][] = [
    ['unsigned', [], now, null, 'draft'],
    ['signed by two of three', ids.slice(1), now, null, 'partly-signed'],
    ['signed by a stranger', ['ca1x'], now, null, 'draft'],
    ['signed by all, before its date', ids, '2026-12-01T00:00:00.000Z', null, 'not-yet'],
    ['signed by all, on its date', ids, now, null, 'in-force'],
    ['signed by all, at its end', ids, '2026-01-01T00:00:00.000Z', now, 'ended'],
  ];
  for (const [name, signedBy, inForceFrom, inForceUntil, status] of rows) {
    test(`${name}: ${status}`, () =>
      assert.equal(agreementStatus({ document: { ...agreement.document, inForceFrom, inForceUntil } }, signedBy, now), status));
  }
});

suite('the peering instrument', () => {
  const { xa, xb, xc } = sampleParties;
  const instrument = peeringInstrument(xa, xb);
  test('is the same from both sides', () => assert.equal(instrument.digest, peeringInstrument(xb, xa).digest));
  test('does not change with address, contact or calendar', () => {
    const moved: PartyIdentity = { ...xa, contact: 'Elsewhere', calendar: xb.calendar, capabilities: [] } as PartyIdentity;
    assert.equal(peeringInstrument(moved, xb).digest, instrument.digest);
  });
  test('is another between others', () => assert.notEqual(instrument.digest, peeringInstrument(xa, xc).digest));
  test('can be read like any agreement', () => assert.equal(readAgreement(instrument.bytes).ok, true));
  test('has nothing that lint finds', () => assert.deepEqual(lintAgreement(instrument.document), []));
  test('is known for what it is, and nothing else is', () => {
    assert.equal(isPeeringInstrument(instrument), true);
    const wider = knownAgreement({
      ...instrument.document,
      terms: [{ kind: 'dispatch-kinds', clause: '2', kinds: ['peering', 'records'] }],
    });
    assert.equal(isPeeringInstrument(wider), false);
  });
  test('joins nobody to himself', () => assert.throws(() => peeringInstrument(xa, xa)));
  test('permits nothing to a third', () => {
    const { verdict } = decideUnder(
      { kind: 'peer', from: xc.authorityId, to: xa.authorityId, dispatchKind: 'keys' },
      instrument,
      noFacts,
      now,
    );
    assert.equal(verdict.reasons[0]?.kind, 'not-a-party');
  });
});
