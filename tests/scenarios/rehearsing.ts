// SPDX-License-Identifier: Apache-2.0
//
// An authority and a training authority that are joined under the training arrangement, and the officer whom the program plays.
import assert from 'node:assert/strict';
import { fillTemplate, findTemplate } from '../../src/agreements/index.ts';
import { playRound, type PlayedSession } from '../../src/cli/training/play-cases.ts';
import { trainingRecords } from '../../src/cli/training/training-authority.ts';
import { failWith, ok } from '../../src/kernel/index.ts';
import { type Authority, expectOk, type Federation } from './federation.ts';
import { importFile, makePeers, partyOf, signAll } from './first-day.ts';
import { minuteMs } from './story-clock.ts';

/** Peers, the arrangement, and what the training authority holds in its files. */
export async function joinTraining(xa: Authority, xt: Authority): Promise<void> {
  await makePeers(xa, xt);
  const template = findTemplate('training-arrangement');
  assert.ok(template !== null);
  const filled = fillTemplate(template, { parties: [await partyOf(xa), await partyOf(xt)], inForceFrom: '2026-01-01T00:00:00.000Z' });
  await signAll(expectOk(filled).document, xa, xt);
  for (const file of await trainingRecords()) assert.deepEqual((await importFile(xt, file)).rejected, []);
}

/** The session of the played officer, as the player wants it. */
export function playedBy(authority: Authority): PlayedSession {
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => {
    const { status, value } = await authority.at('keeper').call(method, path, body);
    if (status === 200) return ok(value);
    const problem = `${status} ${JSON.stringify(value)}`;
    return failWith([{ path: `${method} ${path}`, problem, remedy: 'Look at the script.' }]);
  };
  return { get: (path) => call('GET', path), send: (method, path, value) => call(method, path, value) };
}

/** Rounds of the player, one with each call, but for those in which what it did last has yet to arrive; the clock goes a quarter of a minute before each. */
export function player(
  { clock }: Federation,
  played: PlayedSession,
): { readonly playOn: () => Promise<void>; readonly playAtOnce: () => void } {
  let roundsLeftOut = 0;
  return {
    playOn: async () => {
      roundsLeftOut -= 1;
      if (roundsLeftOut > 0) return;
      clock.pass(minuteMs / 4);
      const said = expectOk(await playRound(played, { seed: 7, pace: 'brisk' }, clock.now()));
      if (said.length > 0) roundsLeftOut = 20;
    },
    playAtOnce: () => {
      roundsLeftOut = 0;
    },
  };
}
