// SPDX-License-Identifier: Apache-2.0
/** What comes in wrong is refused with its place and what to do: texts, dates, precedence, parties, and signatures. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import { canonicalJson, type Instant, type Issue, type RandomBytes, type Result } from '../../kernel/index.ts';
import { type AuthorityId, foldKeyHistory, type KeyState, makeAuthority, realSuites } from '../../seals/index.ts';
import {
  type AgreementDocument,
  bilateralArrangement,
  knownAgreement,
  readAgreement,
  readSignedAgreement,
  signAgreementFile,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import type { TermWire } from '../wire.ts';
import { lintAmong } from './lint-precedence.ts';
import { checkSignatures, writeAgreementFile } from './signed-agreement.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`bad input ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};
const signer = makeAuthority({ ...realSuites, random, createdAt: now });
const parties = [{ ...sampleParties.xa, authorityId: signer.authorityId as string }, sampleParties.xb];
const good = bilateralArrangement({ parties, inForceFrom: now });
const other: AgreementDocument = { ...good, id: good.id.replace(/.{4}$/, 'zzzz'), terms: [...good.terms, goesBefore(good.id)] };

function goesBefore(agreement: string): TermWire {
  return { kind: 'precedence', clause: '3', agreement, relation: 'prevails-over', kinds: [] };
}

const read = (document: unknown): Result<unknown> => readAgreement(new TextEncoder().encode(canonicalJson(document)));

/** A file over the text with a signature of the first party, changed or left out. */
function signed(change: (signature: Uint8Array) => Uint8Array | null): Result<unknown> {
  const agreement = knownAgreement(good);
  const { dispatch } = signer.keys;
  const made = signAgreementFile(agreement, null, { suite: realSuites.suite, keyPair: dispatch, keyId: dispatch.keyId }).signed.signatures;
  const signatures = made.flatMap((one) => {
    const signature = change(one.signature);
    return signature === null ? [] : [{ ...one, signature }];
  });
  const file = readSignedAgreement(writeAgreementFile(agreement.bytes, signatures));
  if (!file.ok) return file;
  const state = foldKeyHistory(signer.history, realSuites);
  assert(state.ok);
  return checkSignatures(file.value, new Map<AuthorityId, KeyState>([[signer.authorityId, state.value]]), realSuites.suite);
}

const issuesOf = (result: Result<unknown>): readonly Issue[] => (result.ok ? [] : result.issues);
const place = good.terms.length;

suite('bad input is refused with its place and a remedy', () => {
  const rows: readonly (readonly [what: string, issues: () => readonly Issue[], place: RegExp])[] = [
    [
      'a term of an unknown kind',
      () => issuesOf(read({ ...good, terms: [...good.terms, { kind: 'escape', clause: '3' }] })),
      new RegExp(`^terms\\[${place}\\]`),
    ],
    [
      'a circle of precedence',
      () => lintAmong({ ...good, terms: [...good.terms, goesBefore(other.id)] }, [other]),
      new RegExp(`^terms\\[${place}\\]\\.agreement$`),
    ],
    [
      'an agreement ranked against itself',
      () => issuesOf(read({ ...good, terms: [...good.terms, goesBefore(good.id)] })),
      new RegExp(`^terms\\[${place}\\]\\.agreement$`),
    ],
    [
      'a party that is no authority',
      () => issuesOf(read({ ...good, parties: [parties[0], { ...parties[1], authorityId: 'ca1short' }] })),
      /^parties\[1\]\.authorityId$/,
    ],
    ['an end before the beginning', () => issuesOf(read({ ...good, inForceUntil: '2025-01-01T00:00:00.000Z' })), /^inForceUntil$/],
    [
      'a signature that was changed',
      () => issuesOf(signed((bytes) => bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte)))),
      /^agreement file: signature of ca1/,
    ],
    ['no signature of anybody who is known', () => issuesOf(signed(() => null)), /^agreement file/],
  ];
  for (const [what, issues, expected] of rows) {
    test(what, () => {
      const found = issues();
      assert(found.length > 0, 'it is refused');
      assert(
        found.some(({ path }) => expected.test(path)),
        found.map(({ path }) => path).join(', '),
      );
      for (const { problem, remedy } of found) assert(problem.length > 5 && remedy.length > 5, 'it says what is wrong and what to do');
    });
  }
  test('the same signature unchanged is taken', () => assert(signed((bytes) => bytes).ok));
});
