// SPDX-License-Identifier: Apache-2.0
//
// Two authorities that cooperate already, for stories that begin later: peers, arrangement and memorandum in force, sample
// records at XB. Booted once for all test files of the process; stopped and removed when the process ends.
import { type Authority, bootFederation, type Federation } from './federation.ts';
import { arrangementBetween, importSamples, makePeers, memorandumAmong, signAll } from './first-day.ts';

export interface CooperatingPair {
  readonly federation: Federation;
  readonly xa: Authority;
  readonly xb: Authority;
}

let shared: Promise<CooperatingPair> | undefined;

export function cooperatingPair(): Promise<CooperatingPair> {
  shared ??= boot();
  return shared;
}

async function boot(): Promise<CooperatingPair> {
  const federation = await bootFederation(['xa', 'xb']);
  process.once('exit', () => federation.removeFolders());
  const [xa, xb] = [federation.of('xa'), federation.of('xb')];
  await makePeers(xa, xb);
  await signAll(await arrangementBetween(xa, xb), xa, xb);
  await signAll(await memorandumAmong(xa, xb), xa, xb);
  await importSamples(xb);
  return { federation, xa, xb };
}
