// SPDX-License-Identifier: Apache-2.0
/**
 * What it takes to check an evidence bundle: a case of ten dispatches, and one of a thousand, with real keys. The same work at
 * the primitives alone (every signature verified once) is the limit beside it, taken before and after.
 *
 * Both are processor time, which holds on a machine that others use; `verify.bundle_1000_s` is by the clock, as a court would wait.
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
  const verify = verifyOnce();
  for (const { name, rounds, times } of sizes) {
    const zip = zipOf(sampleBundle(`bench ${rounds}`, {}, rounds).files);
    const dispatches = 3 + 2 * rounds;
    const before = median(signatureTimes, verify);
    const { processorMs: value, clockMs } = median(times, () => assert(verifyBundle(zip, { suites: realSuites }).isValid));
    const signatureMs = (before.processorMs + median(signatureTimes, verify).processorMs) / 2 / signaturesAtOnce;
    // Each dispatch and each receipt bears a signature of two halves.
    const limit = 2 * dispatches * signatureMs;
    print({ name: `${name.replace('_ms', '')}_bytes`, value: zip.length, unit: 'bytes' });
    print({ name, value: rounded(value), unit: 'ms', limit: rounded(limit), ratio: rounded(limit / value), goal: 0.25 });
    if (dispatches >= 1000) print({ name: 'verify.bundle_1000_s', value: rounded(clockMs / 1000), unit: 's' });
  }
}

/** The system counts processor time in steps that one signature would be lost between. */
const signaturesAtOnce = 100;
const signatureTimes = 9;

function verifyOnce(): () => void {
  const bytes = new Uint8Array(2000);
  const keyPair = hybridSuite.generate((count) => crypto.getRandomValues(new Uint8Array(count)));
  const signature = hybridSuite.sign(keyPair.privateKey, bytes);
  return () => {
    for (let count = 0; count < signaturesAtOnce; count++) assert(hybridSuite.verify(keyPair.publicKey, bytes, signature));
  };
}

/** Of so many times, each quantity by itself. */
function median(times: number, work: () => void): { readonly processorMs: number; readonly clockMs: number } {
  const taken = Array.from({ length: times }, () => {
    const [used, begun] = [process.cpuUsage(), performance.now()];
    work();
    const { user, system } = process.cpuUsage(used);
    return { processorMs: (user + system) / 1000, clockMs: performance.now() - begun };
  });
  const middle = (of: (one: (typeof taken)[number]) => number): number =>
    taken.map(of).toSorted((left, right) => left - right)[Math.floor(times / 2)] ?? Number.NaN;
  return { processorMs: middle((one) => one.processorMs), clockMs: middle((one) => one.clockMs) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
