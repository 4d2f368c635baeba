// SPDX-License-Identifier: Apache-2.0
/**
 * Two authorities as processes, each with its own PostgreSQL, folder and port: started, joined by the ceremony and one arrangement,
 * struck down and started again. The bench and the test that nothing is lost play on them.
 */
import { strict as assert } from 'node:assert';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { bilateralArrangement, knownAgreement, readParty, signAgreementFile } from '../../src/agreements/index.ts';
import { makeInvitation, partyOf } from '../../src/exchange/index.ts';
import type { InvitationWire } from '../../src/exchange/wire.ts';
import { addMs } from '../../src/kernel/index.ts';
import {
  appendKeyEvent,
  type AuthorityKeys,
  fingerprintDigits,
  foldKeyHistory,
  type KeyChange,
  type KeyPair,
  makeAuthority,
  makeHeldKey,
  realSuites,
  settledKeys,
  toBase64,
  writeAuthorityKeys,
  writeSigned,
} from '../../src/seals/index.ts';
import { serverEnvironment, serverNodeOptions, systemClock, systemRandom } from '../../src/server/index.ts';
import { removeDataFolder } from '../../src/server/postgres/index.ts';
import type { Order } from './authority.ts';
import { takePortBase } from './free-ports.ts';

export interface Child {
  readonly made: ReturnType<typeof makeAuthority>;
  readonly invitation: InvitationWire;
  /** The number of the process that runs now. */
  pid(): number;
  tell(order: Order): Promise<unknown>;
  stop(): Promise<void>;
  /** SIGKILL, at once. */
  strikeDown(): void;
  /** Settled when the process that runs now has ended. */
  ended(): Promise<void>;
  /** Starts it again with what its folder holds. */
  startAgain(): Promise<void>;
  /** Its roots give it another key for dispatches and end the one it has; it is told, and tells its peers. Rejects when it is struck down. */
  changeKeys(end: 'retire' | 'revoke', suspectFrom: number): Promise<void>;
  /** How many events its key history has. */
  keyEvents(): number;
}

type Haste = Extract<Order, { do: 'open' }>['haste'];

interface ChildPlace {
  readonly folder: string;
  readonly jurisdiction: string;
  readonly port: number;
  readonly haste?: Haste;
}

const jurisdictions = ['XA', 'XB'] as const;

const program = path.join(import.meta.dirname, 'authority.ts');

/** Both, started on ports that are free, and noted in `children` before anything can fail. */
export async function startTwo(given: { readonly folder: string; readonly haste?: Haste }, children: Child[]): Promise<[Child, Child]> {
  const [xa, xb] = jurisdictions;
  const portBase = await takePortBase(jurisdictions.length);
  const first = await startChild({ ...given, jurisdiction: xa, port: portBase }, children);
  return [first, await startChild({ ...given, jurisdiction: xb, port: portBase + 1 }, children)];
}

/** What `startTwo` has left in its folder, once nothing of it runs any more. */
export async function removeTwo(folder: string): Promise<void> {
  for (const name of jurisdictions) await removeDataFolder(path.join(folder, name));
  await rm(folder, { recursive: true, force: true });
}

async function startChild(place: ChildPlace, children: Child[]): Promise<Child> {
  const { jurisdiction, port, haste } = place;
  const made = makeAuthority({ ...realSuites, random: systemRandom, createdAt: systemClock() });
  const about = {
    name: `Authority of ${jurisdiction}`,
    kind: 'financial-intelligence-unit',
    jurisdiction,
    capabilities: ['files'],
    contact: '',
  };
  const calendar = { timeZone: 'UTC', weekend: [0, 6], holidays: [] };
  const endpoint = `https://127.0.0.1:${port}`;
  const invitation = makeInvitation({ ...about, authorityId: made.authorityId, calendar, endpoint }, made.history);
  const folder = path.join(place.folder, jurisdiction);
  let [keys, history] = [made.keys, made.history];
  const run = (): ChildProcess =>
    fork(program, [], {
      execArgv: [...serverNodeOptions],
      env: { ...process.env, ...serverEnvironment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
  let child = run();
  const open = (): Promise<unknown> =>
    ask(child, { do: 'open', folder, port, ...inWords(keys, history), invitation, ...(haste === undefined ? {} : { haste }) });
  const started: Child = {
    made,
    invitation,
    pid: () => child.pid ?? 0,
    tell: (order) => ask(child, order),
    stop: () => stop(child),
    strikeDown: () => void child.kill('SIGKILL'),
    async ended() {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    async startAgain() {
      child = run();
      await open();
    },
    async changeKeys(end, suspectFrom) {
      ({ keys, history } = withAnotherKey({ keys, history, roots: made.roots.present }, end, suspectFrom));
      await ask(child, { do: 'change-keys', ...inWords(keys, history) });
    },
    keyEvents: () => history.length,
  };
  children.push(started);
  await mkdir(folder, { recursive: true });
  await open();
  return started;
}

function inWords(keys: AuthorityKeys, history: readonly Uint8Array[]): { readonly keys: string; readonly history: readonly string[] } {
  return { keys: toBase64(writeAuthorityKeys(keys)), history: history.map(toBase64) };
}

/** What the roots sign on a machine of their own: another key for dispatches, and the end of the one in use. */
function withAnotherKey(
  given: { readonly keys: AuthorityKeys; readonly history: readonly Uint8Array[]; readonly roots: readonly KeyPair[] },
  end: 'retire' | 'revoke',
  suspectFrom: number,
): { readonly keys: AuthorityKeys; readonly history: readonly Uint8Array[] } {
  const by = { ...realSuites, at: systemClock(), rootKeyPairs: given.roots };
  const next = makeHeldKey('dispatch', { ...realSuites, random: systemRandom });
  const { keyId } = given.keys.dispatch;
  const changes: readonly KeyChange[] = [
    { kind: 'add-key', purpose: 'dispatch', suite: next.suite, publicKey: next.publicKey },
    end === 'retire' ? { kind: 'retire-key', keyId } : { kind: 'revoke-key', keyId, suspectFrom },
  ];
  const history = [...given.history];
  for (const change of changes) {
    const event = appendKeyEvent(history, change, by);
    assert(event.ok);
    history.push(event.value);
  }
  const state = foldKeyHistory(history, realSuites);
  assert(state.ok);
  return { keys: settledKeys({ ...given.keys, waiting: [...given.keys.waiting, next] }, state.value, systemClock()), history };
}

let asked = 0;

/** Several may be asked at once; each answer names its order. */
function ask(child: ChildProcess, order: Order): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const id = (asked += 1);
    const fail = (): void => reject(new Error(`"${order.do}" failed: the process ended`));
    if (child.exitCode !== null || child.signalCode !== null || !child.connected) return fail();
    const hear = (answer: { id: number; value?: unknown; error?: string }): void => {
      if (answer.id !== id) return;
      child.off('exit', fail);
      child.off('message', hear);
      if (answer.error === undefined) resolve(answer.value);
      else reject(new Error(`"${order.do}" failed: ${answer.error}`));
    };
    child.once('exit', fail);
    child.on('message', hear);
    child.send({ id, order }, (error) => {
      if (error !== null) fail();
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.connected) return;
  const ended = once(child, 'exit');
  await ask(child, { do: 'close' });
  await ended;
}

/** The ceremony between the two, and an arrangement that both have signed. */
export async function makeFriends(xa: Child, xb: Child): Promise<string> {
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
