// SPDX-License-Identifier: Apache-2.0
/**
 * The ports of a simulated server: the real exchange runs on these, in place of PostgreSQL, HTTP, a clock and a generator of
 * randomness. Every port leads through a gate (server.ts), before and after.
 *
 * The log is made as in earnest: body, salted digest, leaf and frontier, with the functions of room seals.
 */
import assert from 'node:assert/strict';
import { decideUnder } from '../../agreements/index.ts';
import { auditEvents } from '../../audit/index.ts';
import type { AuditEntry, ExchangePorts, ExchangeStore, Judge, MemoryState } from '../../exchange/index.ts';
import { canonicalJson, type Instant } from '../../kernel/index.ts';
import {
  appendToFrontier,
  emptyFrontier,
  frontierRoot,
  rootOf,
  type Frontier,
  logBodyDigest,
  logLeafHash,
  heldKey,
  isKeyId,
  type SealSuite,
  toHex,
  unpad,
} from '../../seals/index.ts';
import { deskHandlers } from '../desk/desk-handlers.ts';
import type { Dice } from '../ground/dice.ts';
import { afterRestores } from '../faults/restore.ts';
import { type Federation, serverOf } from './federation.ts';
import { networkOf } from './network.ts';
import { clockOf, type Running } from './server-state.ts';
import { type Gate, gateOf } from './server.ts';

export function portsOf(federation: Federation, running: Running): ExchangePorts<MemoryState> {
  const { cast, plant } = federation;
  const { server } = running;
  const { member } = server;
  const { history, state, keys } = member.stages[server.keyStage];
  const dice = federation.dice(`server ${member.name}`);
  const gate = gateOf(federation, running, dice);
  const { connectionSuite } = cast.suites;
  const connection = connectionSuite === undefined ? {} : { connectionSuite };
  const kept = afterRestores(server.store, server.restores);
  const store = plant?.store?.(kept, running, federation) ?? kept;
  const ports: ExchangePorts<MemoryState> = {
    self: {
      authorityId: member.authorityId,
      keyState: state,
      history,
      keys,
      dispatchKey: keys.dispatch,
      sealKey: (keyId) => (isKeyId(keyId) ? heldKey(keys, keyId) : null),
    },
    store: throughGates(store, gate),
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
    rootAt: async (tx, size) => (size > tx.log.length ? null : rootOfLog(tx, size)),
    lanes: server.lanes,
    handlers: deskHandlers(() => ports, gate),
  };
  return plant?.ports?.(ports, running, federation) ?? ports;
}

/** Every function of the store, with a gate before and after it. */
function throughGates(store: ExchangeStore<MemoryState>, gate: Gate): ExchangeStore<MemoryState> {
  return new Proxy(store, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        await gate(`before store.${String(name)}`);
        const answer: unknown = await Reflect.apply(value, target, given);
        await gate(`after store.${String(name)}`);
        return answer;
      };
    },
  });
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
    const outOfForce = (moment: Instant): boolean =>
      decideUnder(act, known, facts, moment).verdict.reasons.some(({ kind }) => kind === 'not-yet-in-force' || kind === 'ended');
    return at !== now && outOfForce(now) ? null : decideUnder(act, known, facts, at);
  };
}

/** The root that the log had at that size, from its leaves. */
function rootOfLog({ log }: MemoryState, size: number): string {
  return toHex(rootOf(log.slice(0, size).map((line) => (line as LogLine).leafHash)));
}

/** A line of the log as the simulation keeps it. */
export interface LogLine {
  readonly event: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly leafHash: Uint8Array;
}

export function frontierIn(state: MemoryState): Frontier {
  return (state.effects.get('frontier') ?? emptyFrontier) as Frontier;
}

function appendToLog(
  tx: MemoryState,
  { event, actor, at, details }: AuditEntry,
  dice: Dice,
): { readonly index: number; readonly root: string } {
  const known: readonly string[] = auditEvents[event].fields;
  for (const name of Object.keys(details)) assert(known.includes(name), `${event} may not carry the detail "${name}"`);
  const salt = dice.bytes(32);
  const bodyDigest = logBodyDigest(salt, new TextEncoder().encode(canonicalJson({ actor, at, details })));
  const line: LogLine = { event, details, leafHash: logLeafHash({ event, bodyDigest }) };
  const frontier = frontierIn(tx);
  tx.log.push(line);
  const next = appendToFrontier(frontier, line.leafHash);
  tx.effects.set('frontier', next);
  return { index: frontier.size, root: toHex(frontierRoot(next)) };
}
