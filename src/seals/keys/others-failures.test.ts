// SPDX-License-Identifier: Apache-2.0
//
// Every way in which readers of did:webvh and did:plc logs were led astray, as their test suites record them, written as a history of
// ours. docs/reference/key-history-negatives.md is this table.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { canonicalJson, type Instant, type JsonValue, parseStrictJson, type RandomBytes } from '../../kernel/index.ts';
import { toBase64, utf8 } from '../encoding.ts';
import { addSignature, readSigned, type SignedDocument, writeSigned } from '../signed-document.ts';
import { hybridSuite, type KeyPair, logSuite } from '../suites/signature-suite.ts';
import { realSuites } from '../suites/suites.ts';
import { rootsDigest } from './apply-key-event.ts';
import { makeAuthority } from './authority-keys.ts';
import { endpointFault } from './endpoint.ts';
import type { KeyChange } from './key-change.ts';
import { keyEventType } from './key-events.ts';
import { compareHistories } from './key-fork.ts';
import { foldKeyHistory } from './key-history.ts';
import { keyIdOf } from './key-id.ts';
import { appendKeyEvent } from './make-key-event.ts';

const random = seeded('others-failures');
const at = '2026-01-05T09:00:00.000Z' as Instant;
const authority = makeAuthority({ ...realSuites, random, createdAt: at, rootCount: 3, threshold: 2 });
const other = makeAuthority({ ...realSuites, random, createdAt: at, rootCount: 3, threshold: 2 });
const [genesis] = authority.history;
assert(genesis !== undefined);
const spare = hybridSuite.generate(random);
const { present, next } = authority.roots;

function seeded(seed: string): RandomBytes {
  let drawn = 0;
  return (count) => {
    const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`${seed} ${drawn++}`).digest());
    return new Uint8Array(Buffer.concat(parts).subarray(0, count));
  };
}

function grow(history: readonly Uint8Array[], change: KeyChange, roots: readonly KeyPair[] = present): Uint8Array[] {
  const event = appendKeyEvent(history, change, { ...realSuites, at, rootKeyPairs: roots.slice(0, 2) });
  assert(event.ok, JSON.stringify(event));
  return [...history, event.value];
}

type Members = Record<string, JsonValue>;
const membersIn = (event: Uint8Array): Members => {
  const read = readSigned(event);
  assert(read.ok);
  const parsed = parseStrictJson(read.value.payload, 'event');
  assert(parsed.ok);
  return parsed.value as Members;
};
const signed = (members: Members, signers: readonly KeyPair[]): Uint8Array =>
  writeSigned(
    signers.reduce<SignedDocument>(
      (document, keyPair) =>
        addSignature(document, { suite: hybridSuite, keyPair, keyId: keyIdOf('root', hybridSuite.name, keyPair.publicKey) }),
      { payloadType: keyEventType, payload: utf8(canonicalJson(members)), signatures: [] },
    ),
  );
const forged = (event: Uint8Array, change: Members, signers: readonly KeyPair[] = present.slice(0, 2)): Uint8Array =>
  signed({ ...membersIn(event), ...change }, signers);
const without = (event: Uint8Array, name: string, signers: readonly KeyPair[]): Uint8Array =>
  signed(Object.fromEntries(Object.entries(membersIn(event)).filter(([member]) => member !== name)), signers);
const inText = (event: Uint8Array, change: (text: string) => string): Uint8Array => utf8(change(new TextDecoder().decode(event)));

const place = grow([genesis], { kind: 'endpoint', url: 'https://xa.example' })[1] ?? genesis;
const added = grow([genesis], { kind: 'add-key', purpose: 'dispatch', suite: hybridSuite.name, publicKey: spare.publicKey })[1] ?? genesis;
const rotated =
  grow(
    [genesis],
    { kind: 'rotate-root', roots: next.map((pair) => pair.publicKey), threshold: 2, nextRootsDigest: rootsDigest([spare.publicKey], 1) },
    next,
  )[1] ?? genesis;
const closed = grow([genesis], { kind: 'close' })[1] ?? genesis;

interface Row {
  readonly name: string;
  readonly was: string;
  readonly ours: string;
  /** What reads our history says; the beginning of its refusal. */
  readonly verdict: string;
  readonly history: () => readonly Uint8Array[] | string;
}

const address = (url: string) => () => url;

const webvh: readonly Row[] = [
  {
    name: 'negative-cross-did-witness-replay',
    was: "a witness's proof over another log's entry was accepted",
    ours: "signatures of another authority's event under one of this authority",
    verdict: 'The key',
    history: () => {
      const [mine, theirs] = [
        readSigned(place),
        readSigned(grow(other.history, { kind: 'endpoint', url: 'https://xa.example' }, other.roots.present)[1] ?? place),
      ];
      assert(mine.ok && theirs.ok);
      return [genesis, writeSigned({ ...mine.value, signatures: theirs.value.signatures })];
    },
  },
  {
    name: 'negative-did-key-body-fragment-mismatch',
    was: 'a key identifier whose two halves name different keys',
    ours: 'a signature under the id of another root than the one that made it',
    verdict: 'The signature by',
    history: () => {
      const read = readSigned(place);
      assert(read.ok);
      const [first, second] = read.value.signatures;
      assert(first !== undefined && second !== undefined);
      const swapped = [
        { ...first, keyId: second.keyId },
        { ...second, keyId: first.keyId },
      ];
      return [genesis, writeSigned({ ...read.value, signatures: swapped })];
    },
  },
  {
    name: 'negative-duplicate-witness-ids',
    was: 'one witness listed twice counted twice towards the threshold',
    ours: 'one root signs twice where two must sign',
    verdict: 'This key signs more than once',
    history: () => {
      const read = readSigned(place);
      assert(read.ok);
      const [first] = read.value.signatures;
      assert(first !== undefined);
      return [
        genesis,
        inText(writeSigned({ ...read.value, signatures: [first] }), (text) => text.replace(/("signatures":\[)(.*)(\]\})/, '$1$2,$2$3')),
      ];
    },
  },
  {
    name: 'negative-fragment-leaks-into-domain',
    was: 'a fragment became part of the host that was asked',
    ours: 'an address with a fragment',
    verdict: 'holds a query or a fragment',
    history: address('https://xa.example#evil.example'),
  },
  {
    name: 'negative-lowercase-pct-port-ip',
    was: 'a percent-encoded port in lower case hid an address in numbers',
    ours: 'an address with a percent-encoded port',
    verdict: 'is not a URL',
    history: address('https://127.0.0.1%3a8080'),
  },
  {
    name: 'negative-path-traversal-did',
    was: 'two dots in an identifier led out of the folder of logs',
    ours: 'an address with two dots in its path',
    verdict: 'is not written in its plain form',
    history: address('https://xa.example/../../etc'),
  },
  {
    name: 'negative-pct-encoded-ip-host',
    was: 'an address in numbers, percent-encoded, passed as a name',
    ours: 'an address with a percent-encoded host',
    verdict: 'is written in a way that can hide another one',
    history: address('https://%31%32%37.0.0.1'),
  },
  {
    name: 'negative-pct-encoded-traversal',
    was: 'two percent-encoded dots led out of the folder of logs',
    ours: 'an address with percent-encoded dots',
    verdict: 'is written in a way that can hide another one',
    history: address('https://xa.example/%2e%2e/b'),
  },
  {
    name: 'negative-portable-scid-swap',
    was: 'a log that moved brought another self-certifying identifier',
    ours: "an event that names another authority than the history's",
    verdict: 'It belongs to another authority',
    history: () => [genesis, forged(place, { authority: other.authorityId })],
  },
  {
    name: 'negative-pre-rotation-omit-updatekeys',
    was: 'an update that leaves out the keys escaped the commitment to the next ones',
    ours: 'a change of roots without the digest of the next ones',
    verdict: 'It does not hold exactly',
    history: () => [genesis, without(rotated, 'nextRoots', next.slice(0, 2))],
  },
  {
    name: 'negative-scid-mismatch-genesis',
    was: 'an identifier that is not the digest of the first entry',
    ours: "a second event that names the digest of another authority's first one",
    verdict: 'It does not follow the event before it',
    history: () => {
      const [theirs] = grow(other.history, { kind: 'endpoint', url: 'https://xb.example' }, other.roots.present).slice(1);
      return [genesis, forged(place, { prev: membersIn(theirs ?? place)['prev'] ?? null })];
    },
  },
  {
    name: 'negative-unknown-method-version',
    was: 'a version that nobody knew was read like the known one, by all four implementations',
    ours: 'a first event of version 2',
    verdict: 'This version of key events is not known',
    history: () => [forged(genesis, { v: 2 })],
  },
  {
    name: 'negative-versiontime-future',
    was: 'an entry dated in the future was accepted',
    ours: 'an event dated in the year 2199: nothing is decided by dates, and it counts from its place on',
    verdict: 'holds; the date decides nothing',
    history: () => [genesis, forged(place, { at: '2199-01-01T00:00:00.000Z' })],
  },
  {
    name: 'negative-versiontime-non-monotonic',
    was: 'an entry dated before the one it follows was accepted',
    ours: 'an event dated before the first one: its place in the list decides, and a clock cannot move it',
    verdict: 'holds; the date decides nothing',
    history: () => [genesis, forged(place, { at: '2001-01-01T00:00:00.000Z' })],
  },
  {
    name: 'negative-wrong-cryptosuite',
    was: 'a proof by a suite that the method does not know was accepted',
    ours: 'a key of the suite for logs, added for dispatches',
    verdict: 'A key for dispatch of the suite',
    history: () => [genesis, forged(added, { key: { ...(membersIn(added)['key'] as Members), suite: logSuite.name } })],
  },
  {
    name: 'negative-zero-witness-threshold',
    was: 'a threshold of zero let everything pass',
    ours: 'a first event whose threshold is zero',
    verdict: 'It does not lie between one and the number of roots',
    history: () => [forged(genesis, { threshold: 0 })],
  },
];

const signatureText = (change: (sig: string) => string) => () => [
  genesis,
  inText(place, (text) => text.replace(/"sig":"([^"]*)"/, (_, sig: string) => `"sig":"${change(sig)}"`)),
];

const plc: readonly Row[] = [
  {
    name: 'log_invalid_nullification_reused_key',
    was: 'a rewritten branch signed by a key of too low a rank',
    ours: 'the present roots sign in place of the next ones',
    verdict: 'The key',
    history: () => [genesis, signed(membersIn(rotated), present.slice(0, 2))],
  },
  {
    name: 'log_invalid_nullification_too_slow',
    was: 'a branch was rewritten after its 72 hours',
    ours: 'a second event at a place that is taken, at whatever time: there is no window, and it is a fork',
    verdict: 'a fork at event 1',
    history: () => [genesis, place, added],
  },
  {
    name: 'log_invalid_sig_b64_newline',
    was: 'a line break inside a signature in base 64 was skipped',
    ours: 'the same in a signature of a root',
    verdict: 'It is not strict base 64',
    history: signatureText((sig) => `${sig.slice(0, 20)}\\n${sig.slice(20)}`),
  },
  {
    name: 'log_invalid_sig_b64_padding_bits',
    was: 'bits behind the end of base 64 gave one signature two spellings',
    ours: 'the same in a signature of a root',
    verdict: 'It is not strict base 64',
    history: signatureText((sig) =>
      sig.replace(
        /(.)(=+)$/,
        (_, last: string, pad: string) => `${last === 'A' ? 'B' : String.fromCodePoint((last.codePointAt(0) ?? 0) + 1)}${pad}`,
      ),
    ),
  },
  {
    name: 'log_invalid_sig_b64_padding_chars',
    was: 'padding where none belongs was accepted',
    ours: 'padding too many behind a signature of a root',
    verdict: 'It is not strict base 64',
    history: signatureText((sig) => `${sig}=`),
  },
  {
    name: 'log_invalid_sig_der',
    was: 'a signature in another container (DER)',
    ours: 'a signature with bytes before it, as a container has: it has not the length of the suite',
    verdict: 'The signature by',
    history: signatureText((sig) => toBase64(Buffer.concat([Buffer.from([0x30, 0x82]), Buffer.from(sig, 'base64')]))),
  },
  {
    name: 'log_invalid_sig_k256_high_s',
    was: 'the second half of an ECDSA signature negated: two signatures for one',
    ours: 'S of the Ed25519 half raised by the order of the group',
    verdict: 'The signature by',
    history: signatureText(raisedS),
  },
  {
    name: 'log_invalid_sig_p256_high_s',
    was: 'the same on another curve',
    ours: 'the same: there is one curve here, and its judge refuses it',
    verdict: 'The signature by',
    history: signatureText(raisedS),
  },
  {
    name: 'log_invalid_update_nullified',
    was: 'an update that follows an entry which a rewriting had removed',
    ours: 'an event that follows one which is not in the history',
    verdict: 'It does not follow the event before it',
    history: () => [genesis, place, forged(grow([genesis, added], { kind: 'endpoint', url: 'https://xb.example' })[2] ?? place, {})],
  },
  {
    name: 'log_invalid_update_tombstoned',
    was: 'an update after the end',
    ours: 'an event after a close',
    verdict: 'The authority was closed before it',
    history: () => {
      const read = readSigned(closed);
      assert(read.ok);
      const prev = grow([genesis], { kind: 'close' });
      assert.equal(prev.length, 2);
      return [genesis, closed, forged(place, { index: 2 })];
    },
  },
];

function raisedS(sig: string): string {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const bytes = Buffer.from(sig, 'base64');
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32, 64)).reverse().toString('hex')}`) + order;
  const raised = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  return toBase64(Buffer.concat([bytes.subarray(0, 32), raised, bytes.subarray(64)]));
}

function verdictOn(history: readonly Uint8Array[] | string): string {
  if (typeof history === 'string') return endpointFault(history) ?? 'may be announced';
  const [first, second, double] = history;
  if (first !== undefined && second !== undefined && double !== undefined) {
    const compared = compareHistories([first, second], [double], 1);
    const isAtTakenPlace = compared.ok && compared.value.kind === 'fork' && foldKeyHistory([first, double], realSuites).ok;
    if (isAtTakenPlace) return 'a fork at event 1';
  }
  const folded = foldKeyHistory(history, realSuites);
  return folded.ok ? 'holds; the date decides nothing' : (folded.issues[0]?.problem ?? '');
}

const vectors = path.resolve(import.meta.dirname, '../../../../shared/vectors');
const skip = existsSync(vectors) ? false : 'The vectors of others are not beside the project.';

for (const [method, rows] of [
  ['did:webvh', webvh],
  ['did:plc', plc],
] as const) {
  describe(`what led readers of ${method} astray`, () => {
    for (const { name, ours, verdict, history } of rows) {
      test(`${name}: ${ours}`, () => assert(verdictOn(history()).startsWith(verdict), verdictOn(history())));
    }
  });
}

describe('the table is whole', () => {
  test('every negative of did:webvh has its row', { skip }, () => {
    const names = readdirSync(path.join(vectors, 'didwebvh/vectors')).filter((name) => name.startsWith('negative-'));
    assert.deepEqual(webvh.map((row) => row.name).toSorted(), names.toSorted());
  });
  test('every negative of did:plc has its row', { skip }, () => {
    const names = readdirSync(path.join(vectors, 'plc/audit_log/invalid')).map((name) => name.replace('.json', ''));
    assert.deepEqual(plc.map((row) => row.name).toSorted(), names.toSorted());
  });
  test('docs/reference/key-history-negatives.md is this table', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/reference/key-history-negatives.md'), 'utf8');
    for (const { name, was, ours, verdict } of [...webvh, ...plc]) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${name} `));
      assert(row !== undefined, `${name} is not on the page`);
      for (const cell of [was, ours, verdict]) assert(row.includes(cell), `the row of ${name} does not say: ${cell}`);
    }
  });
});
