// SPDX-License-Identifier: Apache-2.0
/**
 * How long it takes to check an evidence bundle: a case of ten dispatches, and one of a thousand, with real keys. The same work at
 * the primitives alone (every signature verified once) is the limit beside it.
 */
import assert from 'node:assert/strict';
import { hybridSuite, realSuites } from '../src/seals/index.ts';
import { verifyBundle } from '../src/verifier/index.ts';
import { sampleBundle, zipOf } from '../tests/verifiers/sample-bundle.ts';
import type { Print } from './main.ts';

const sizes = [
  { name: 'bundle.verify_ms', rounds: 4, times: 9 },
  { name: 'bundle.verify_large_ms', rounds: 499, times: 3 },
] as const;

export async function run(print: Print): Promise<void> {
  const signatureMs = medianMs(9, verifyOnce());
  for (const { name, rounds, times } of sizes) {
    const zip = zipOf(sampleBundle(`bench ${rounds}`, {}, rounds).files);
    const dispatches = 3 + 2 * rounds;
    const value = medianMs(times, () => assert(verifyBundle(zip, { suites: realSuites }).isValid));
    // Each dispatch and each receipt bears a signature of two halves.
    const limit = 2 * dispatches * signatureMs;
    print({ name: `${name.replace('_ms', '')}_bytes`, value: zip.length, unit: 'bytes' });
    print({ name, value: rounded(value), unit: 'ms', limit: rounded(limit), ratio: rounded(limit / value), goal: 0.25 });
    if (dispatches >= 1000) print({ name: 'verify.bundle_1000_s', value: rounded(value / dispatches), unit: 's' });
  }
}

function verifyOnce(): () => void {
  const bytes = new Uint8Array(2000);
  const keyPair = hybridSuite.generate((count) => crypto.getRandomValues(new Uint8Array(count)));
  const signature = hybridSuite.sign(keyPair.privateKey, bytes);
  return () => assert(hybridSuite.verify(keyPair.publicKey, bytes, signature));
}

function medianMs(times: number, work: () => void): number {
  const taken = Array.from({ length: times }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
  return taken.toSorted((left, right) => left - right)[Math.floor(times / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
