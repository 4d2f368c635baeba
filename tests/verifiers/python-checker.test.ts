// SPDX-License-Identifier: Apache-2.0
/**
 * The second checker, in Python with openssl: it says the same of every bundle as `comity verify`, and plainly what it leaves out.
 * Without python3 or openssl on the machine these tests are skipped, and say so.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Instant } from '../../src/kernel/index.ts';
import {
  digestOf,
  approvalChallenge,
  type AuthorityId,
  enrolmentPayload,
  enrolmentType,
  realSuites,
  signDocument,
  toBase64,
  writeSigned,
} from '../../src/seals/index.ts';
import { type Oddities, softwareAuthenticator } from '../../src/seals/assertions/software-authenticator.test.ts';
import type { ApprovalProofWire, ApprovalWire } from '../../src/seals/wire.ts';
import { redactBundle, verifyBundle } from '../../src/verifier/index.ts';
import { sampleBundle, signedAnew, zipOf } from './sample-bundle.ts';
import { changesOf, seededNumbers } from './bundle-changes.ts';

const authenticatorAlgorithms = ['ES256', 'EdDSA', 'RS256'] as const;
type AuthenticatorAlgorithm = (typeof authenticatorAlgorithms)[number];
const script = path.resolve(import.meta.dirname, '../../verifiers/check_bundle.py');
const isThere = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;
const missing = ['python3', 'openssl'].filter((command) => !isThere(command));
const skip = missing.length > 0 && `${missing.join(' and ')} is not on this machine`;

interface Said {
  readonly code: number | null;
  readonly verdict: {
    isValid: boolean;
    problem: string | null;
    proven: string[];
    withheld: string[];
    unchecked: string[];
    openssl: string;
  };
}

describe('the checker in Python', { skip }, () => {
  const sample = sampleBundle('for python');
  const other = sampleBundle('another for python');
  const zip = zipOf(sample.files);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-python-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function check(bytes: Uint8Array, ...words: string[]): Promise<Said> {
    const file = path.join(folder, 'bundle.zip');
    await writeFile(file, bytes);
    const { status, stdout, stderr } = spawnSync('python3', ['-I', script, file, '--json', ...words], { encoding: 'utf8' });
    assert.notEqual(stdout, '', stderr);
    return { code: status, verdict: JSON.parse(stdout) as Said['verdict'] };
  }

  it('holds the files that travelled against the digests in the bundle, and names what it was not given', async () => {
    const content = Buffer.from('statement of account '.repeat(90));
    const named = { digest: digestOf(content), size: content.length };
    const withFile = zipOf(
      sampleBundle('a file for python', { dispatch: (said, at) => (at === 2 ? { ...said, attachments: [named] } : said) }).files,
    );
    const beside = path.join(folder, 'beside');
    await mkdir(beside);
    const alone = await check(withFile);
    assert.deepEqual([alone.code, alone.verdict.problem], [0, null]);
    assert(alone.verdict.unchecked.some((line) => line.includes(named.digest) && line.includes('not beside the bundle')));
    await writeFile(path.join(beside, 'any name.txt'), content);
    const given = await check(withFile, '--attachments', beside);
    assert.deepEqual([given.code, given.verdict.problem], [0, null]);
    assert(given.verdict.proven.some((line) => line.includes('any name.txt is the file')));
    assert(given.verdict.unchecked.every((line) => !line.includes(named.digest)));
    await writeFile(path.join(beside, 'any name.txt'), Buffer.from(content).fill(0x20, 3, 4));
    const changed = await check(withFile, '--attachments', beside);
    assert.deepEqual([changed.code, changed.verdict.isValid], [1, false]);
    assert.match(changed.verdict.problem ?? '', /none of the files/);
  });

  it('finds a valid bundle valid, and says what it did not check', async () => {
    const { code, verdict } = await check(zip, '--expect', sample.xa.id, '--expect', sample.xb.id);
    assert.deepEqual([code, verdict.isValid, verdict.problem], [0, true, null]);
    assert.equal(verdict.proven.filter((line) => line.includes('received it')).length, 3);
    assert(verdict.unchecked.some((line) => line.includes('verdict of the agreement')));
    const knowsMlDsa = /OpenSSL (?:3\.[5-9]|[4-9])/.test(verdict.openssl);
    assert.equal(
      verdict.unchecked.some((line) => line.startsWith('the ML-DSA half')),
      !knowsMlDsa,
    );
  });

  describe('passkeys by which officers approved', () => {
    const place = { relyingParty: 'comity.xa.example', origin: 'https://comity.xa.example' };
    type Approval = ApprovalWire & { readonly proof: ApprovalProofWire | null };
    const registrar = `off_${'0'.repeat(26)}`;

    /** The sample with every approval given by a passkey, each proof changed as the row says, and everything signed by its author. */
    function approvedBy(algorithm: AuthenticatorAlgorithm, odd: Oddities = {}, change: (given: Approval) => object = (given) => given) {
      const one = softwareAuthenticator({ ...place, algorithm });
      const key = { algorithm, publicKey: one.publicKey };
      const credentialId = toBase64(one.credentialId);
      const dispatch = (payload: Record<string, unknown>): Record<string, unknown> => {
        const side = payload['from'] === sample.xa.id ? sample.xa : sample.xb;
        const approvals = (payload['approvals'] as Approval[]).map((approval) => {
          const { officer, at } = approval;
          const about = { authority: side.id as AuthorityId, officer, credentialId, key, relyingParty: place.relyingParty };
          const statement = enrolmentPayload({ ...about, registrars: [registrar], enrolledAt: at as Instant });
          const keyPair = side.dispatchKey;
          const signed = signDocument({
            payloadType: enrolmentType,
            payload: statement,
            suite: realSuites.suite,
            keyPair,
            keyId: keyPair.keyId,
          });
          const nonce = new Uint8Array(32).fill(7);
          const { clientData, authenticatorData, signature } = one.answer(approvalChallenge({ ...approval, nonce }), odd);
          const [parts, enrolment] = [{ nonce, clientData, authenticatorData, signature }, toBase64(writeSigned(signed))];
          const proof = { enrolment, ...Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, toBase64(bytes)])) };
          return change({ ...approval, method: 'passkey', proof: proof as ApprovalProofWire });
        });
        return { ...payload, approvals };
      };
      return zipOf(sampleBundle('for python', { dispatch }).files);
    }

    for (const algorithm of authenticatorAlgorithms) {
      it(`are checked by openssl: ${algorithm}`, async () => {
        const bundle = approvedBy(algorithm);
        const { code, verdict } = await check(bundle);
        assert.deepEqual([code, verdict.problem], [0, null]);
        assert.equal(verdict.proven.filter((line) => line.endsWith('1 of them proved by a passkey')).length, 2);
        assert.equal(verifyBundle(bundle, { suites: realSuites }).isValid, true, 'as the other verifier says');
      });
    }

    const flipped = (text: string): string => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`);
    const rows: readonly (readonly [string, Oddities, ((given: Approval) => object)?])[] = [
      ['on a page of somebody else', { origin: 'https://comity.xa.example.evil.example' }],
      ['for another workplace', { relyingParty: 'comity.xb.example' }],
      ['by a person who was not verified', { isVerified: false }],
      ['for another officer', {}, (given) => ({ ...given, officer: `off_${'1'.repeat(26)}` })],
      ['before its authenticator was enrolled', {}, (given) => ({ ...given, at: '2026-01-01T00:00:00.000Z' })],
      ['without a proof', {}, (given) => ({ ...given, proof: null })],
      ...(['nonce', 'signature', 'enrolment'] as const).map(
        (name) =>
          [
            `with another ${name}`,
            {},
            (given: Approval) => ({
              ...given,
              proof: given.proof === null ? null : { ...given.proof, [name]: flipped(given.proof[name]) },
            }),
          ] as const,
      ),
    ];
    for (const [what, odd, change] of rows) {
      it(`do not hold when used ${what}`, async () => {
        const bundle = approvedBy('ES256', odd, change);
        const { code, verdict } = await check(bundle);
        assert.deepEqual([code, verdict.isValid], [1, false]);
        assert.match(verdict.problem ?? '', /^dispatches\//);
        assert.equal(verifyBundle(bundle, { suites: realSuites }).isValid, false, 'as the other verifier says');
      });
    }
  });

  it('finds a bundle of others invalid when other authorities are expected', async () => {
    assert.equal((await check(zip, '--expect', sample.xa.id)).code, 1);
  });

  it('finds a copy with parts withheld valid, and says what and why', async () => {
    const withhold = [
      { dispatch: 3, pointer: '/records/0/body', manner: 'withheld', reason: 'An informant.' },
      { dispatch: 1, pointer: '/content/facts', manner: 'hidden', reason: 'Not needed.' },
    ] as const;
    const copy = redactBundle(zip, { withhold, by: 'Clerk', at: '2026-12-01T09:00:00.000Z' as Instant, suites: realSuites });
    assert(copy.ok);
    const { code, verdict } = await check(copy.value);
    assert.deepEqual([code, verdict.problem], [0, null]);
    assert.deepEqual(verdict.withheld, [
      'dispatches/0001.json /content hidden: Not needed. (Clerk, signed by nobody)',
      'dispatches/0003.json /records/0/body withheld: An informant. (Clerk, signed by nobody)',
    ]);
  });

  it('finds a sample of the changes to one file of each folder: seed "python"', async () => {
    const numbers = seededNumbers('python');
    const ofEachFolder = new Map([...sample.files.keys()].map((file) => [path.dirname(file), file]));
    const changes = [...changesOf(sample.files, other.files, numbers, 1)];
    const chosen = changes.filter(({ what }) =>
      [...ofEachFolder.values()].some((file) => what.startsWith(`${file}:`) || what.startsWith(`${file} `)),
    );
    assert(chosen.length >= 24);
    for (const { what, files } of chosen) {
      const { code, verdict } = await check(zipOf(files));
      assert.deepEqual([code, verdict.isValid], [1, false], `${what}: ${verdict.problem ?? 'not found'}`);
    }
  });

  it('finds what an exporter exchanges and lists anew', async () => {
    for (const [file, bytes] of sample.files) {
      if (!/^(?:dispatches\/0002|receipts|bodies|keys\/.*0001|log|agreements)/.test(file)) continue;
      const foreign = [...other.files].find(([name]) => path.dirname(name) === path.dirname(file) && name !== file)?.[1] ?? bytes.slice(1);
      const { code } = await check(zipOf(signedAnew(new Map(sample.files).set(file, foreign), sample.xa.dispatchKey)));
      assert.equal(code, 1, file);
    }
  });

  it('calls anything else no bundle, and is wrongly used without a file', async () => {
    for (const bytes of [new Uint8Array(), zip.slice(0, 100), new TextEncoder().encode('PK')]) assert.equal((await check(bytes)).code, 1);
    assert.equal(spawnSync('python3', ['-I', script]).status, 2);
  });
});
