// SPDX-License-Identifier: Apache-2.0
//
// The project's own vectors (vectors/): what another implementation is measured by holds here too, case by case.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { checkManifest } from './bundle/bundle-manifest.ts';
import { readStoredZip } from './bundle/stored-zip.ts';
import type { JsonValue } from '../kernel/index.ts';
import { type Digest, digestOf } from './digest.ts';
import { fromBase64, fromHex, toHex, utf8 } from './encoding.ts';
import { fingerprintDigits } from './keys/fingerprint.ts';
import { foldKeyHistory } from './keys/key-history.ts';
import { keyIdOf } from './keys/key-id.ts';
import { activeKey, type KeyState } from './keys/key-state.ts';
import { documentDigest, pae, readSigned, verifySigned } from './signed-document.ts';
import { padToBucket } from './suites/padding.ts';
import { xwingSuite } from './suites/seal-suite.ts';
import { hybridSuite } from './suites/signature-suite.ts';
import { realSuites } from './suites/suites.ts';
import { readBody } from './trees/body-document.ts';
import { bodyRootOf, elementSeed, memberDigest, memberSeed, nameSalt, nodeDigest } from './trees/body-tree.ts';
import { verifierKeys, verifyCheckpoint } from './trees/checkpoint.ts';
import { logBodyDigest, logLeafHash } from './trees/log-entry.ts';
import { leafHash, rootOf, verifyConsistency, verifyInclusion } from './trees/merkle.ts';

interface Case {
  readonly name: string;
  readonly isValid: boolean;
  readonly reason: string;
}

const folder = path.resolve(import.meta.dirname, '../../vectors');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
const hex = (text: string): Uint8Array => fromHex(text) ?? assert.fail('the vector is in hexadecimal');
const base64 = (text: string): Uint8Array => fromBase64(text) ?? assert.fail('the vector is in base 64');

function eachCase<One extends Case>(cases: readonly One[], holds: (one: One) => boolean | Promise<boolean>): void {
  test('has valid and invalid cases, each with its reason', () => {
    assert(cases.some((one) => one.isValid) && cases.some((one) => !one.isValid));
    for (const one of cases) assert(one.reason.length > 0, one.name);
  });
  for (const one of cases) {
    test(`${one.isValid ? 'holds' : 'is refused'}: ${one.name} (${one.reason})`, async () => assert.equal(await holds(one), one.isValid));
  }
}

describe('signed documents', () => {
  const file = read('signed-documents') as {
    keys: { keyId: string; suite: string; publicKey: string }[];
    paeHex: string;
    documentDigest: string;
    cases: (Case & { document: string })[];
  };
  const keys = new Map(file.keys.map((key) => [key.keyId, base64(key.publicKey)]));
  eachCase(file.cases, ({ document }) => {
    const signed = readSigned(utf8(document));
    return signed.ok && verifySigned(signed.value, { suite: hybridSuite, keys: (keyId) => keys.get(keyId) ?? null }).ok;
  });
  test('have the listed names and bytes', () => {
    for (const [keyId, publicKey] of keys) assert.equal(keyIdOf('dispatch', hybridSuite.name, publicKey), keyId);
    const first = readSigned(utf8(file.cases[0]?.document ?? ''));
    assert(first.ok);
    assert.equal(toHex(pae(first.value.payloadType, first.value.payload)), file.paeHex);
    assert.equal(documentDigest(first.value), file.documentDigest);
  });
});

describe('seals', () => {
  const file = read('seals') as {
    privateKeyHex: string;
    publicKeyHex: string;
    cases: (Case & { infoHex: string; aadHex: string; encHex: string; ciphertextHex: string; plaintextHex?: string })[];
    padding: { cases: { contentHex: string; paddedBytes: number; paddedSha256: string }[] };
  };
  const privateKey = hex(file.privateKeyHex);
  eachCase(file.cases, async (one) => {
    const letter = { info: hex(one.infoHex), aad: hex(one.aadHex), enc: hex(one.encHex), ciphertext: hex(one.ciphertextHex) };
    const opened = await xwingSuite.open({ privateKey, ...letter });
    return opened !== null && toHex(opened) === one.plaintextHex;
  });
  test('are under the public key of the seed', () => {
    assert.equal(toHex(xwingSuite.generate(() => privateKey).publicKey), file.publicKeyHex);
  });
  test('are padded to the listed forms', () => {
    for (const one of file.padding.cases) {
      const padded = padToBucket(hex(one.contentHex));
      assert.deepEqual([padded.length, digestOf(padded)], [one.paddedBytes, one.paddedSha256]);
    }
  });
});

describe('proofs', () => {
  const file = read('proofs') as {
    roots: { size: number; root: string }[];
    inclusion: (Case & { leafHash: string; index: number; size: number; proof: string[]; root: string })[];
    consistency: (Case & { oldSize: number; oldRoot: string; size: number; root: string; proof: string[] })[];
    logEntry: { event: string; saltHex: string; body: string; bodyDigestHex: string; leafHashHex: string };
    checkpoints: { origin: string; publicKey: string; verifierKeys: string[]; cases: (Case & { note: string })[] };
  };
  test('have the listed roots', () => {
    const leaves = file.roots.map((_, index) => leafHash(utf8(`entry ${index}`)));
    for (const { size, root } of file.roots) assert.equal(toHex(rootOf(leaves.slice(0, size))), root);
  });
  describe('of inclusion', () =>
    eachCase(file.inclusion, (one) =>
      verifyInclusion({ leafHash: hex(one.leafHash), index: one.index, size: one.size, proof: one.proof.map(hex), root: hex(one.root) }),
    ));
  describe('of consistency', () =>
    eachCase(file.consistency, (one) => {
      const { oldSize, size } = one;
      return verifyConsistency({ oldSize, oldRoot: hex(one.oldRoot), size, root: hex(one.root), proof: one.proof.map(hex) });
    }));
  test('start from the leaf of a log entry', () => {
    const { event, saltHex, body, bodyDigestHex, leafHashHex } = file.logEntry;
    const bodyDigest = logBodyDigest(hex(saltHex), utf8(body));
    assert.deepEqual([toHex(bodyDigest), toHex(logLeafHash({ event, bodyDigest }))], [bodyDigestHex, leafHashHex]);
  });
  describe('under checkpoints', () => {
    const { origin, cases } = file.checkpoints;
    const publicKey = base64(file.checkpoints.publicKey);
    eachCase(cases, ({ note }) => verifyCheckpoint(note, { origin, publicKey }).ok);
    test('have the listed keys for outside tools', () => assert.deepEqual(verifierKeys(origin, publicKey), file.checkpoints.verifierKeys));
  });
});

describe('bodies', () => {
  const file = read('body-trees') as {
    seedHex: string;
    body: string;
    root: Digest;
    steps: Record<'memberSeedHex' | 'nameSaltHex' | 'valueDigestHex' | 'memberDigestHex' | 'elementSeedHex', string>;
    cases: (Case & { document: string })[];
  };
  const seed = hex(file.seedHex);
  eachCase(file.cases, ({ document }) => readBody(utf8(document), file.root).ok);
  test('have the listed root', () => assert.equal(bodyRootOf(JSON.parse(file.body) as JsonValue, seed), file.root));
  test('are hashed in the listed steps', () => {
    const own = memberSeed(seed, 'completeness');
    const value = nodeDigest('complete', own);
    const steps = {
      memberSeedHex: own,
      nameSaltHex: nameSalt(own),
      valueDigestHex: value,
      memberDigestHex: memberDigest('completeness', nameSalt(own), value),
      elementSeedHex: elementSeed(memberSeed(seed, 'records'), 1),
    };
    assert.deepEqual(Object.fromEntries(Object.entries(steps).map(([name, bytes]) => [name, toHex(bytes)])), file.steps);
  });
});

describe('key histories', () => {
  type Expected = { authorityId?: string; head?: string; activeDispatchKey?: string; endpoint?: string | null };
  const file = read('key-histories') as {
    events: Record<string, string>;
    cases: (Case & Expected & { history: string[] })[];
    fingerprint: { left: string[]; right: string[]; digits: string };
  };
  const fold = (names: readonly string[]): ReturnType<typeof foldKeyHistory> =>
    foldKeyHistory(
      names.map((name) => utf8(file.events[name] ?? assert.fail(`the event ${name} is listed`))),
      realSuites,
    );
  eachCase(file.cases, (one) => {
    const state = fold(one.history);
    if (!state.ok) return false;
    const { authorityId, head, endpoint } = state.value;
    const { activeDispatchKey, ...expected } = one;
    assert.deepEqual([authorityId, head, endpoint], [expected.authorityId, expected.head, expected.endpoint]);
    assert.equal(activeKey(state.value, 'dispatch').keyId, activeDispatchKey);
    return true;
  });
  test('give the listed sixty digits', () => {
    const state = (names: readonly string[]): KeyState => {
      const folded = fold(names);
      assert(folded.ok);
      return folded.value;
    };
    assert.equal(fingerprintDigits(state(file.fingerprint.left), state(file.fingerprint.right)), file.fingerprint.digits);
  });
});

describe('containers of bundles', () => {
  const file = read('bundle-containers') as { cases: (Case & { zip: string })[] };
  eachCase(file.cases, ({ zip }) => {
    const files = readStoredZip(base64(zip));
    return files.ok && checkManifest(files.value).ok;
  });
});
