// SPDX-License-Identifier: Apache-2.0
/**
 * `exchange.dispatches_per_s` and `exchange.p99_ms`: two authorities, each a process with its own PostgreSQL (its writes reach
 * the disk), over HTTP on this machine. Each dispatch is signed, stored, sealed, posted, opened, verified, judged, admitted,
 * logged and receipted, and its receipt verified and stored.
 *
 * The limit is what the processors would do if there were nothing but cryptography: cores divided by the seconds that the
 * primitives of one dispatch and its receipt take, measured in the same run. The latency is measured apart, at a steady
 * twenty dispatches a second, from queueing to the stored receipt.
 */
import { strict as assert } from 'node:assert';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { bilateralArrangement, knownAgreement, readParty, signAgreementFile } from '../src/agreements/index.ts';
import { makeInvitation, partyOf } from '../src/exchange/index.ts';
import type { InvitationWire } from '../src/exchange/wire.ts';
import { addMs } from '../src/kernel/index.ts';
import {
  fingerprintDigits,
  foldKeyHistory,
  makeAuthority,
  realSuites,
  toBase64,
  writeAuthorityKeys,
  writeSigned,
} from '../src/seals/index.ts';
import { systemClock, systemRandom } from '../src/server/index.ts';
import { removeDataFolder } from '../src/server/postgres/index.ts';
import type { Order } from './exchange/authority.ts';
import type { Print } from './main.ts';

const ports = { XA: 7396, XB: 7397 } as const;
const warmUpCount = 200;
const count = 800;
const steadyCount = 100;
const steadyEveryMs = 50;
const primitiveRounds = 100;
const ratioGoal = 0.5;
const program = path.join(import.meta.dirname, 'exchange', 'authority.ts');

export async function run(print: Print): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-'));
  const children: Child[] = [];
  try {
    const [xa, xb] = [await startChild(folder, 'XA', children), await startChild(folder, 'XB', children)];
    const digest = await makeFriends(xa, xb);
    await send(xa, xb, { digest, count: warmUpCount, everyMs: 0 });
    const before = (await xa.tell({ do: 'primitives', rounds: primitiveRounds })) as number;
    const all = await send(xa, xb, { digest, count, everyMs: 0 });
    const after = (await xa.tell({ do: 'primitives', rounds: primitiveRounds })) as number;
    const steady = await send(xa, xb, { digest, count: steadyCount, everyMs: steadyEveryMs });
    const value = count / (all.ms / 1000);
    const limit = availableParallelism() / ((before + after) / 2);
    print({
      name: 'exchange.dispatches_per_s',
      value: round(value),
      unit: '1/s',
      limit: round(limit),
      ratio: round(value / limit, 3),
      goal: ratioGoal,
    });
    const sorted = steady.latenciesMs.toSorted((left, right) => left - right);
    print({ name: 'exchange.p99_ms', value: round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN, 1), unit: 'ms' });
  } finally {
    for (const child of children) await child.stop();
    for (const name of Object.keys(ports)) await removeDataFolder(path.join(folder, name));
    await rm(folder, { recursive: true, force: true });
  }
}

interface Child {
  readonly made: ReturnType<typeof makeAuthority>;
  readonly invitation: InvitationWire;
  tell(order: Order): Promise<unknown>;
  stop(): Promise<void>;
}

async function startChild(folder: string, jurisdiction: keyof typeof ports, children: Child[]): Promise<Child> {
  const made = makeAuthority({ ...realSuites, random: systemRandom, createdAt: systemClock() });
  const about = {
    name: `Authority of ${jurisdiction}`,
    kind: 'financial-intelligence-unit',
    jurisdiction,
    capabilities: ['files'],
    contact: '',
  };
  const calendar = { timeZone: 'UTC', weekend: [0, 6], holidays: [] };
  const endpoint = `https://127.0.0.1:${ports[jurisdiction]}`;
  const invitation = makeInvitation({ ...about, authorityId: made.authorityId, calendar, endpoint }, made.history);
  const child = fork(program, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
  const started: Child = { made, invitation, tell: (order) => ask(child, order), stop: () => stop(child) };
  children.push(started);
  await mkdir(path.join(folder, jurisdiction), { recursive: true });
  const keys = toBase64(writeAuthorityKeys(made.keys));
  await started.tell({ do: 'open', folder: path.join(folder, jurisdiction), port: ports[jurisdiction], keys, invitation });
  return started;
}

function ask(child: ChildProcess, order: Order): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error(`"${order.do}" failed: the process ended`));
    child.once('exit', onExit);
    child.once('message', (answer: { value?: unknown; error?: string }) => {
      child.off('exit', onExit);
      if (answer.error === undefined) resolve(answer.value);
      else reject(new Error(`"${order.do}" failed: ${answer.error}`));
    });
    child.send(order);
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.connected) return;
  const ended = once(child, 'exit');
  await ask(child, { do: 'close' });
  await ended;
}

/** The ceremony between the two, and an arrangement that both have signed. */
async function makeFriends(xa: Child, xb: Child): Promise<string> {
  const [left, right] = [xa, xb].map(({ made }) => foldKeyHistory(made.history, realSuites));
  assert(left?.ok === true && right?.ok === true);
  const fingerprint = fingerprintDigits(left.value, right.value);
  await xa.tell({ do: 'meet', invitation: xb.invitation });
  await xb.tell({ do: 'meet', invitation: xa.invitation });
  await xa.tell({ do: 'confirm', peer: xb.made.authorityId, fingerprint });
  await xb.tell({ do: 'confirm', peer: xa.made.authorityId, fingerprint });
  assert.equal(await xa.tell({ do: 'state', peer: xb.made.authorityId }), 'live');
  const parties = [xa, xb].map(({ invitation }) => {
    const party = readParty(partyOf(invitation), 'party');
    assert(party.ok);
    return party.value;
  });
  const agreement = knownAgreement(bilateralArrangement({ parties, inForceFrom: addMs(systemClock(), -86_400_000) }));
  const signers = [xa, xb].map(({ made }) => ({ suite: realSuites.suite, keyPair: made.keys.dispatch, keyId: made.keys.dispatch.keyId }));
  const [first, second] = signers;
  assert(first !== undefined && second !== undefined);
  const signed = signAgreementFile(agreement, signAgreementFile(agreement, null, first).signed, second).signed;
  for (const child of [xa, xb]) await child.tell({ do: 'agree', file: toBase64(writeSigned(signed)), digest: agreement.digest });
  return agreement.digest;
}

async function send(xa: Child, xb: Child, order: { digest: string; count: number; everyMs: number }) {
  return (await xa.tell({ do: 'send', peer: xb.made.authorityId, ...order })) as { ms: number; latenciesMs: readonly number[] };
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
