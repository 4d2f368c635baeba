// SPDX-License-Identifier: Apache-2.0
/** The simulation holds its own promises: the same run again, a suite that binds, and eyes that see every planted failure. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { realSuites, type Suites } from '../seals/index.ts';
import { diceOf } from './ground/dice.ts';
import { makeTimeline } from './ground/timeline.ts';
import {
  faultNames,
  plantedFailures,
  plantedReference,
  runSeeds,
  simulate,
  type SimulationInput,
  simulationSuites,
  verifiedOnce,
} from './index.ts';

const base: Omit<SimulationInput, 'seed'> = {
  suites: simulationSuites,
  authorities: null,
  faults: faultNames,
  plant: null,
  length: 'mixed',
  idle: () => new Promise((done) => setImmediate(done)),
};

describe('a run is its seed', () => {
  test('the same seed twice in one process is the same story, to the letter', async () => {
    const [first, again] = [await simulate({ ...base, seed: 4 }), await simulate({ ...base, seed: 4 })];
    assert.deepEqual(again.story, first.story);
    assert.equal(again.digest, first.digest);
    assert.ok(first.story.length > 50, 'something happens');
  });

  // In this seed a receipt is told whose signature is changed on the way, at a letter that either leaves base 64 or stays in it.
  test('signatures and letters that look otherwise change nothing in it, wherever the line changes them', async () => {
    const tell = async (suites: Suites): Promise<readonly string[]> => (await simulate({ ...base, suites, seed: 194 })).story;
    assert.deepEqual(await tell(looking(0x00)), await tell(looking(0xff)));
  });

  test('another seed is another story', async () => {
    const [one, other] = [await simulate({ ...base, seed: 4 }), await simulate({ ...base, seed: 5 })];
    assert.notEqual(one.digest, other.digest);
  });

  test('a long story is the same whether its seed drew it or it was asked for', async () => {
    const sameAsLong: boolean[] = [];
    for (let seed = 1; seed <= 4; seed++) {
      const [drawn, asked] = [await simulate({ ...base, seed }), await simulate({ ...base, seed, length: 'long' })];
      assert.ok(drawn.figures.dispatches > 0, 'something is queued');
      sameAsLong.push(drawn.digest === asked.digest);
    }
    assert.deepEqual(sameAsLong, [true, false, false, true]);
  });

  test('the command line in a process of its own, on two processors, tells the same stories', async () => {
    const program = fileURLToPath(new URL('../../comity', import.meta.url));
    const here = await runSeeds({ ...base, first: 6, count: 3 }, () => true);
    const there = await new Promise<string>((resolve, reject) => {
      execFile(program, ['simulate', '--seed', '6', '--seeds', '3', '--jobs', '2', '--json'], (error, out) =>
        error === null ? resolve(out) : reject(new Error(`it ended with ${String(error.code)}`)),
      );
    });
    assert.equal((JSON.parse(there) as { digest: string }).digest, here.digest);
  });

  test('dice throw the same for the same purpose, evenly enough, and never beyond', () => {
    const throws = (seed: string): number[] => Array.from({ length: 600 }, diceOf(seed).below.bind(null, 6));
    assert.deepEqual(throws('a'), throws('a'));
    assert.notDeepEqual(throws('a'), throws('b'));
    for (let face = 0; face < 6; face++) assert.ok(throws('a').filter((thrown) => thrown === face).length > 60);
    assert.ok(throws('a').every((thrown) => thrown >= 0 && thrown < 6));
  });

  test('what is laid on the timeline happens in order of time, and at one moment in the order of laying', () => {
    const timeline = makeTimeline();
    const seen: string[] = [];
    for (const [name, ms] of [
      ['late', 20],
      ['b', 5],
      ['c', 5],
      ['a', 0],
    ] as const)
      timeline.later(ms, () => void seen.push(`${name} ${timeline.now()}`));
    while (timeline.step(100));
    assert.deepEqual(seen, ['a 0', 'b 5', 'c 5', 'late 20']);
    assert.equal(timeline.now(), 100);
  });
});

/** The simulation suite with signatures as long as real ones, which look as they are told to; so do the keys of letters. */
function looking(filling: number): Suites {
  const { suite, sealSuite } = simulationSuites;
  const filler = new Uint8Array(3341).fill(filling);
  return {
    ...simulationSuites,
    suite: {
      ...suite,
      sign: (privateKey, bytes) => Uint8Array.from([...filler, ...suite.sign(privateKey, bytes)]),
      verify(publicKey, bytes, signature) {
        const isFilled = Buffer.compare(signature.subarray(0, filler.length), filler) === 0;
        return isFilled && suite.verify(publicKey, bytes, signature.subarray(filler.length));
      },
    },
    sealSuite: {
      ...sealSuite,
      seal: (given) => sealSuite.seal({ ...given, random: (count) => given.random(count).map((byte) => byte ^ filling) }),
    },
  };
}

describe('the simulation suite binds', () => {
  const { suite, sealSuite } = simulationSuites;
  const random = diceOf('suite').bytes;
  const [pair, other] = [suite.generate(random), suite.generate(random)];
  const bytes = new TextEncoder().encode('freeze the account');

  test('a signature holds for its key and its bytes alone', () => {
    const signature = suite.sign(pair.privateKey, bytes);
    assert.ok(suite.verify(pair.publicKey, bytes, signature));
    assert.ok(!suite.verify(other.publicKey, bytes, signature), 'another key');
    assert.ok(!suite.verify(pair.privateKey, bytes, signature), 'the private key is not the public one');
    for (let at = 0; at < bytes.length; at++) assert.ok(!suite.verify(pair.publicKey, flipped(bytes, at), signature), `byte ${at}`);
    for (let at = 0; at < signature.length; at++)
      assert.ok(!suite.verify(pair.publicKey, bytes, flipped(signature, at)), `signature, byte ${at}`);
    assert.ok(!suite.verify(pair.publicKey, bytes, signature.slice(1)));
  });

  test('a letter opens with its key, its header and unchanged, and not otherwise', async () => {
    const { publicKey, privateKey } = sealSuite.generate(random);
    const [info, aad] = [Uint8Array.of(1, 2), Uint8Array.of(3)];
    const { enc, ciphertext } = await sealSuite.seal({ publicKey, info, aad, plaintext: bytes, random });
    assert.deepEqual(await sealSuite.open({ privateKey, info, aad, enc, ciphertext }), bytes);
    const wrong = [
      { privateKey: other.privateKey },
      { info: aad },
      { aad: info },
      { enc: flipped(enc, 0) },
      { info: Uint8Array.of(1), aad: Uint8Array.of(2, 3) },
    ];
    for (const change of wrong) assert.equal(await sealSuite.open({ privateKey, info, aad, enc, ciphertext, ...change }), null);
    for (let at = 0; at < ciphertext.length; at++)
      assert.equal(await sealSuite.open({ privateKey, info, aad, enc, ciphertext: flipped(ciphertext, at) }), null);
  });
});

test('a real signature that was verified once is still no signature of other bytes or for another key', () => {
  const asked: string[] = [];
  const { suite } = realSuites;
  const noted = (key: Uint8Array, what: Uint8Array, signature: Uint8Array): boolean => {
    asked.push(Buffer.from(what).toString());
    return suite.verify(key, what, signature);
  };
  const once = verifiedOnce({ ...realSuites, suite: { ...suite, verify: noted } }).suite;
  const random = diceOf('verified once').bytes;
  const [pair, other] = [once.generate(random), once.generate(random)];
  const bytes = new TextEncoder().encode('freeze');
  const signature = once.sign(pair.privateKey, bytes);
  for (let again = 0; again < 3; again++) {
    assert.ok(once.verify(pair.publicKey, bytes, signature));
    assert.ok(!once.verify(other.publicKey, bytes, signature), 'another key');
    assert.ok(!once.verify(pair.publicKey, flipped(bytes, 0), signature), 'other bytes');
    assert.ok(!once.verify(pair.publicKey, bytes, flipped(signature, 70)), 'another signature');
    assert.ok(!once.verify(pair.publicKey, new Uint8Array(), Uint8Array.from([...bytes, ...signature])), 'a byte that moved');
  }
  assert.equal(asked.length, 5, 'each of the five is put to the real suite once');
});

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

describe('every promise holds', () => {
  test('in the first 16 seeds', async () => {
    const { failed, ends, crashes, coverage } = await runSeeds({ ...base, first: 1, count: 16 }, () => true);
    assert.deepEqual(
      failed.map(({ seed, violation }) => `${seed}: ${violation?.promise} ${violation?.sentence}`),
      [],
    );
    for (const end of ['delivered', 'rejected', 'not-delivered']) assert.ok((ends[end] ?? 0) > 0, `some are ${end}`);
    const struckAt = Object.values(coverage.crashPoints).filter((count) => count > 0).length;
    assert.ok(crashes > 10 && struckAt > 5, `${crashes} crashes at ${struckAt} points`);
    // What is seldom done is done all the same: an officer opens, a server vouches for what a stolen key signed.
    for (const step of ['store.keepOpenedHere', 'store.keepOpenedThere', 'store.keys.affirm'])
      assert.ok(!coverage.unasked.includes(step), `${step} is come to`);
  });

  test('with real signatures and sealing, in the first two seeds, which tell the same story twice', async () => {
    const suites = verifiedOnce(realSuites);
    const real = await runSeeds({ ...base, suites, first: 1, count: 2 }, () => true);
    assert.deepEqual(
      real.failed.map(({ violation }) => violation),
      [],
    );
    const again = await runSeeds({ ...base, suites, first: 1, count: 2 }, () => true);
    assert.equal(again.digest, real.digest, 'although every signature is another one');
  });

  test('and on a good day everything arrives', async () => {
    const { ends, failed, coverage } = await runSeeds({ ...base, faults: [], first: 1, count: 3 }, () => true);
    assert.ok(coverage.unasked.includes('store.keys.freeze'), 'what nobody came to is named');
    assert.equal(failed.length, 0);
    assert.equal(ends['not-delivered'], undefined);
    assert.equal(ends['open'], undefined);
  });
});

describe('failures of other systems, planted one at a time, are noticed', () => {
  for (const { name, failure, faults, promises, length, seedsMax, firstSeed, plant } of plantedFailures) {
    test(`${name}: ${failure}`, async () => {
      const input = { ...base, faults: faults ?? faultNames, plant, length: length ?? 'mixed', first: firstSeed ?? 1, count: seedsMax };
      const { failed, seeds } = await runSeeds(input, ({ violation }) => violation === null);
      const [noticed] = failed;
      assert.ok(noticed?.violation, `nothing was noticed in ${seeds} seeds`);
      const { promise, sentence } = noticed.violation;
      assert.ok(promises.includes(promise), `it is noticed by ${promises.join(' or ')}, not by ${promise}: ${sentence}`);
    });
  }

  test('docs/reference/planted-failures.md is what the table says', async () => {
    const page = await readFile(new URL('../../docs/reference/planted-failures.md', import.meta.url), 'utf8').catch(() => '');
    assert.equal(page, plantedReference(), 'write it again from plantedReference()');
  });
});
