// SPDX-License-Identifier: Apache-2.0
/**
 * The ports of a simulated server: the real exchange runs on these, in place of PostgreSQL, HTTP, a clock and a generator of
 * randomness. Every port leads through a gate (server.ts), before and after.
 *
 * The log is made as in earnest: body, salted digest, leaf and frontier, with the functions of room seals.
 */
import { decideUnder, isInForceFor } from '../../agreements/index.ts';
import { type ExchangePorts, type Judge, memoryStore, type MemoryState } from '../../exchange/index.ts';
import { heldKey, isKeyId, type SealSuite, toHex, unpad } from '../../seals/index.ts';
import { deskHandlers } from '../desk/desk-handlers.ts';
import { onwardRoom } from '../rooms/onward-room.ts';
import { afterRestores } from '../faults/restore.ts';
import { type Federation, type Question, serverOf } from './federation.ts';
import { appendToLog, rootOfLog } from './memory-log.ts';
import { networkOf } from './network.ts';
import { clockOf, keysOf, type Running } from './server-state.ts';
import { type Gate, gateOf } from './server.ts';

export function portsOf(federation: Federation, running: Running): ExchangePorts<MemoryState> {
  const { cast, plant } = federation;
  const { server } = running;
  const { member } = server;
  const { history, state, keys } = keysOf(server);
  const dice = federation.dice(`server ${member.name}`);
  const gate = gateOf(federation, running, dice);
  const { connectionSuite } = cast.suites;
  const connection = connectionSuite === undefined ? {} : { connectionSuite };
  const kept = afterRestores(server.store, server.restores);
  const store = plant?.store?.(kept, running, federation) ?? kept;
  let handlers: ExchangePorts<MemoryState>['handlers'] | null = null;
  const ports: ExchangePorts<MemoryState> = {
    self: {
      authorityId: member.authorityId,
      keyState: state,
      history,
      keys,
      dispatchKey: keys.dispatch,
      sealKey: (keyId) => (isKeyId(keyId) ? heldKey(keys, keyId) : null),
    },
    store: throughGates(store, gate, 'store'),
    network: networkOf(federation, running, gate),
    clock: () => clockOf(server, federation.timeline.now()),
    random: dice.bytes,
    suite: cast.suites.suite,
    ...connection,
    sealSuite: readBySimulation(federation, cast.suites.sealSuite),
    judge: judgeOf(federation, gate),
    instrumentWith: async (_tx, peer) => {
      const other = serverOf(federation, peer);
      return other === null ? null : cast.instrument(member, other.member).digest;
    },
    async appendAudit(tx, entry) {
      await gate('before appendAudit');
      return appendToLog(tx, entry, dice);
    },
    async appendAudits(tx, entries) {
      await gate('before appendAudits');
      return entries.map((entry) => appendToLog(tx, entry, dice));
    },
    async appendUnasked(tx, entries) {
      await gate('before appendUnasked');
      for (const entry of entries) appendToLog(tx, entry, dice);
    },
    rootAt: async (tx, size) => (size > tx.log.length ? null : rootOfLog(tx, size)),
    lanes: server.lanes,
    // Of the processes that begin, few come to them.
    get handlers() {
      handlers ??= new Map([...deskHandlers(() => ports, gate), ...onwardRoom(federation, running, () => ports).handlers]);
      return handlers;
    },
  };
  return plant?.ports?.(ports, running, federation) ?? ports;
}

/** All that a process can ask of store and network, by the names that its points have: `store.keys.extend`, `network.tell`. */
export function stepNames(): string[] {
  const store = memoryStore();
  const ofItself = Object.keys(store).filter((name) => name !== 'keys' && name !== 'state');
  const ofStore = [...ofItself, ...Object.keys(store.keys).map((name) => `keys.${name}`)].map((name) => `store.${name}`);
  return [...ofStore, ...questionKinds.map((kind) => `network.${kind}`)].toSorted();
}

const questionKinds = ['envelope', 'pouch', 'receipt', 'keys', 'tell'] as const satisfies readonly Question['kind'][];

type StoreFunction = (...given: unknown[]) => Promise<unknown>;

/** Every function of the store, and of what it keeps of keys, with a gate before and after it. */
function throughGates<Part extends object>(part: Part, gate: Gate, path: string): Part {
  const made = new Map<string | symbol, unknown>();
  const points = pointsOf(path);
  return new Proxy(part, {
    get(target, name): unknown {
      const known = made.get(name);
      if (known !== undefined) return known;
      const value: unknown = Reflect.get(target, name);
      const gated =
        typeof value === 'function'
          ? functionThroughGates((...given) => Reflect.apply(value, target, given) as Promise<unknown>, gate, points(name))
          : throughGates(value as object, gate, `${path}.${String(name)}`);
      made.set(name, gated);
      return gated;
    },
  });
}

function functionThroughGates(work: StoreFunction, gate: Gate, [before, after]: Points): StoreFunction {
  return async (...given) => {
    await gate(before);
    const answer: unknown = await work(...given);
    await gate(after);
    return answer;
  };
}

type Points = readonly [before: string, after: string];

/** By the path of a part and the name of its function; each is spelled once, since a run comes to hundreds. */
const spelledPoints = new Map<string, Map<string | symbol, Points>>();

function pointsOf(path: string): (name: string | symbol) => Points {
  const known = spelledPoints.get(path) ?? new Map<string | symbol, Points>();
  spelledPoints.set(path, known);
  return (name) => {
    const points = known.get(name) ?? ([`before ${path}.${String(name)}`, `after ${path}.${String(name)}`] as const);
    known.set(name, points);
    return points;
  };
}

/** Seals as the suite does, and notes what was sealed, so that the watch can read every letter that travels. */
function readBySimulation(federation: Federation, suite: SealSuite): SealSuite {
  return {
    ...suite,
    async seal(input) {
      const sealed = await suite.seal(input);
      federation.letters.set(letterName(sealed.enc), dispatchIn(unpad(input.plaintext) ?? input.plaintext));
      return sealed;
    },
  };
}

/** The signed dispatch at the beginning of a letter, behind its length. */
function dispatchIn(letter: Uint8Array): Uint8Array {
  return letter.subarray(4, 4 + new DataView(letter.buffer, letter.byteOffset).getUint32(0));
}

export function letterName(enc: Uint8Array): string {
  return toHex(enc.subarray(0, 32));
}

/** By our own copy of the agreement, which must be in force at our own present moment, for the moment that the act names. */
function judgeOf({ cast }: Federation, gate: Gate): Judge<MemoryState> {
  return async (_tx, { act, agreement, facts, at, now }) => {
    await gate('before judge');
    const known = cast.byDigest(agreement.digest);
    if (known === null) return null;
    return at !== now && !isInForceFor(act, known, now) ? null : decideUnder(act, known, facts, at);
  };
}
