// SPDX-License-Identifier: Apache-2.0
/** Approvals with a passkey in a bundle: what they prove, and every way in which an author could claim one that is none. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { addMs, type Instant } from '../kernel/index.ts';
import {
  approvalChallenge,
  type AuthorityId,
  type Enrolment,
  enrolmentPayload,
  enrolmentType,
  type HeldKey,
  realSuites,
  signDocument,
  toBase64,
  writeSigned,
} from '../seals/index.ts';
import type { ApprovalWire } from '../seals/wire.ts';
import { type Oddities, softwareAuthenticator } from '../seals/assertions/software-authenticator.test.ts';
import { verifyBundle } from './index.ts';
import { type Lies, sampleBundle, zipOf } from '../../tests/verifiers/sample-bundle.ts';

const seed = 'approvals with a passkey';
const place = { relyingParty: 'comity.xa.example', origin: 'https://comity.xa.example' };
const { xa, xb } = sampleBundle(seed);
const [key, otherKey] = [softwareAuthenticator(place), softwareAuthenticator(place)];
const second = 'off_06f0m3k4x9v2q8t7w5y1z3a6bd';
const nonce = new Uint8Array(32).fill(7);

interface Changes {
  readonly enrolment?: Partial<Enrolment>;
  readonly enrolmentBy?: HeldKey;
  readonly approved?: Partial<ApprovalWire>;
  readonly challenged?: Partial<ApprovalWire>;
  readonly by?: typeof key;
  readonly odd?: Oddities;
  readonly parts?: Partial<NonNullable<ApprovalWire['proof']>>;
}

/** The approval as an authenticator would give it, with what an author changes of it. */
function withPasskey(plain: ApprovalWire, changes: Changes = {}): ApprovalWire {
  const { by = key } = changes;
  const approval = { ...plain, ...changes.approved };
  const enrolment: Enrolment = {
    authority: xa.id as AuthorityId,
    officer: approval.officer,
    credentialId: toBase64(by.credentialId),
    key: { algorithm: by.algorithm, publicKey: by.publicKey },
    relyingParty: place.relyingParty,
    registrars: [second],
    enrolledAt: addMs(plain.at as Instant, -1000),
    ...changes.enrolment,
  };
  const signer = changes.enrolmentBy ?? xa.dispatchKey;
  const payload = enrolmentPayload(enrolment);
  const signed = signDocument({ payloadType: enrolmentType, payload, suite: realSuites.suite, keyPair: signer, keyId: signer.keyId });
  const answer = by.answer(approvalChallenge({ ...approval, ...changes.challenged, nonce }), changes.odd);
  const proof = {
    enrolment: toBase64(writeSigned(signed)),
    nonce: toBase64(nonce),
    clientData: toBase64(answer.clientData),
    authenticatorData: toBase64(answer.authenticatorData),
    signature: toBase64(answer.signature),
    ...changes.parts,
  };
  return { ...approval, method: 'passkey', proof };
}

/** The request of the sample with these approvals in place of its own. */
function requestWith(change: (plain: ApprovalWire) => readonly ApprovalWire[]): Lies {
  return {
    dispatch: (payload, position) => {
      const [plain] = payload['approvals'] as readonly ApprovalWire[];
      return position === 0 && plain !== undefined ? { ...payload, approvals: change(plain) } : payload;
    },
  };
}

function verdictOn(lies: Lies) {
  return verifyBundle(zipOf(sampleBundle(seed, lies).files), { suites: realSuites });
}

suite('an approval with a passkey in a bundle', () => {
  test('is proven by the authenticator of the officer, and the verdict says so', () => {
    const verdict = verdictOn(requestWith((plain) => [withPasskey(plain)]));
    assert.deepEqual(verdict.issues, []);
    const said = verdict.lines.map((line) => line.what);
    assert.ok(said.includes('had exactly this approved by 1 officer other than its preparer, each with an authenticator of their own'));
    assert.ok(
      said.some((what) => what.endsWith('by the word of their authority (password and code)')),
      'the reply of the other side',
    );
  });

  test('of two officers with an authenticator each is told as two', () => {
    const two = (plain: ApprovalWire) => [withPasskey(plain), withPasskey(plain, { approved: { officer: second }, by: otherKey })];
    const verdict = verdictOn(requestWith(two));
    assert.deepEqual(verdict.issues, []);
    assert.ok(verdict.lines.some((line) => /approved by 2 officers .*, each with an authenticator/.test(line.what)));
  });

  const elsewhere = `sha256:${'3'.repeat(64)}`;
  const rows: readonly (readonly [what: string, change: (plain: ApprovalWire) => readonly ApprovalWire[], problem: RegExp])[] = [
    ['over another step', (plain) => [withPasskey(plain, { challenged: { subject: elsewhere } })], /answers another challenge/],
    ['of another step', (plain) => [withPasskey(plain, { approved: { subject: elsewhere } })], /something else than what was sent/],
    ['given by another officer', (plain) => [withPasskey(plain, { challenged: { officer: second } })], /answers another challenge/],
    ['enrolled to another officer', (plain) => [withPasskey(plain, { enrolment: { officer: second } })], /belongs to another officer/],
    [
      'enrolled afterwards',
      (plain) => [withPasskey(plain, { enrolment: { enrolledAt: addMs(plain.at as Instant, 1) } })],
      /enrolled after it/,
    ],
    ['enrolled by the other authority', (plain) => [withPasskey(plain, { enrolmentBy: xb.dispatchKey })], /not known for this/],
    [
      'enrolled for the other authority',
      (plain) => [withPasskey(plain, { enrolment: { authority: xb.id as AuthorityId } })],
      /another authority/,
    ],
    ['whose person was not verified', (plain) => [withPasskey(plain, { odd: { isVerified: false } })], /has not verified the person/],
    [
      'made on a page of somebody else',
      (plain) => [withPasskey(plain, { odd: { origin: 'https://evil.example' } })],
      /page of somebody else/,
    ],
    [
      'with another nonce',
      (plain) => [withPasskey(plain, { parts: { nonce: toBase64(new Uint8Array(32)) } })],
      /answers another challenge/,
    ],
    [
      'with the signature of another',
      (plain) => [withPasskey(plain, { parts: { signature: withPasskey(plain, { by: otherKey }).proof?.signature ?? '' } })],
      /signature does not hold/,
    ],
    [
      'by one authenticator for two officers',
      (plain) => [withPasskey(plain), withPasskey(plain, { approved: { officer: second } })],
      /approves twice/,
    ],
    ['by one officer with two authenticators', (plain) => [withPasskey(plain), withPasskey(plain, { by: otherKey })], /approves twice/],
    ['that is claimed and not shown', (plain) => [{ ...plain, method: 'passkey' }], /contradict each other/],
    ['shown, and claimed to be something else', (plain) => [{ ...withPasskey(plain), method: 'password+totp' }], /contradict each other/],
    ['that is missing', () => [], /asks for the approval/],
  ];
  for (const [what, change, problem] of rows) {
    test(`${what} makes the bundle invalid`, () => {
      const verdict = verdictOn(requestWith(change));
      assert.equal(verdict.isValid, false);
      const said = verdict.issues.map((issue) => `${issue.path}: ${issue.problem}`).join('\n');
      assert.match(said, problem);
      assert.match(said, /^dispatches\/0001\.json/m);
    });
  }
});
