// SPDX-License-Identifier: Apache-2.0
/**
 * A simulated server: what survives on its disk, and what a crash takes.
 *
 *     disk        the committed state of its store, and backups of it     survives
 *     processes   the call that takes an envelope, deliveries, the desk   end where they stand
 *
 * Every process goes through *gates*: before and after each thing it asks of its surroundings (a transaction, each step inside
 * one, an answer of the network). At a gate it may be made to wait, so that processes overlap in every order; it may be told
 * that the storage failed; and it may be the place where the server crashes. A process of a crashed server waits for ever at
 * its gate, as the rest of a program that was killed never runs.
 */
import { laneGate, type MemoryState, memoryStore } from '../../exchange/index.ts';
import { strikesNewGround } from '../faults/crash-on-new-ground.ts';
import type { Dice } from '../ground/dice.ts';
import { type Federation, strikes } from './federation.ts';
import { isAlive, type Running, type Server } from './server-state.ts';

/** What the storage answers when it fails; a program must expect it at any moment. */
export class StorageFault extends Error {}

/**
 * Starts a process. What it throws is a broken assumption of the program, unless the storage failed: then it would have been
 * logged, and the caller told that nothing is known.
 */
export function startProcess(federation: Federation, server: Server, name: string, work: (running: Running) => Promise<void>): void {
  const running: Running = { server, name, incarnation: server.incarnation };
  work(running).catch((error: unknown) => {
    if (isAlive(running) && !isStorageFault(error)) federation.watch.broke(server, name, error);
  });
}

export function isStorageFault(error: unknown): boolean {
  return (
    error instanceof StorageFault ||
    (error instanceof AggregateError && error.errors.every(isStorageFault)) ||
    (error instanceof Error && error.cause !== undefined && isStorageFault(error.cause))
  );
}

/** Undefined where the process may go on at once, as at nearly all of the thousands that a run passes. */
export type Gate = (point: string) => Promise<void> | undefined;

/** Never returns to a process whose server has crashed. */
export function gateOf(federation: Federation, running: Running, dice: Dice): Gate {
  const { server } = running;
  const places = placesOf(running);
  const storageFails = (point: string, place: string): Promise<void> | undefined => {
    if (!mayFail(point) || !strikes(federation, dice, 'storageFault')) return undefined;
    federation.story.tell(server.member.name, `the storage fails: ${place}`);
    return Promise.reject(new StorageFault(point));
  };
  return (point) => {
    if (!isAlive(running)) return forever();
    const place = places.get(point) ?? newPlace(places, running, point);
    const timesBefore = federation.gates.get(place) ?? 0;
    federation.gates.set(place, timesBefore + 1);
    const isCounted = server.crashAfterGates !== null && server.crashAfterGates-- <= 0;
    const planned = plannedCrash(federation, server, place) ?? (timesBefore === 0 ? strikesNewGround(federation, place) : null);
    if (isCounted || planned !== null) {
      crash(federation, server, place);
      if (planned !== null) federation.timeline.later(planned.forMs, () => startAgain(federation, server));
      return forever();
    }
    const waitMs = stallOf(federation, running, point) ?? (strikes(federation, dice, 'pause') ? dice.between(1, 40) : 0);
    return waitMs > 0 ? wait(federation, running, waitMs).then(() => storageFails(point, place)) : storageFails(point, place);
  };
}

function plannedCrash(federation: Federation, { crashAt }: Server, place: string): { readonly forMs: number } | null {
  return crashAt?.place === place ? crashAt : takeCrashInWait(federation, place);
}

function takeCrashInWait({ crashesInWait }: Federation, place: string): { readonly forMs: number } | null {
  const waiting = crashesInWait.size === 0 ? undefined : crashesInWait.get(place);
  if (waiting === undefined) return null;
  if (waiting.left > 1) crashesInWait.set(place, { ...waiting, left: waiting.left - 1 });
  else crashesInWait.delete(place);
  return waiting;
}

/** The names of places by process and point; made once, since a run passes thousands. */
const placesByProcess = new Map<string, Map<string, string>>();

/** The two deliveries are one process as far as places go. */
function placesOf({ name }: Running): Map<string, string> {
  const process = processOf(name);
  const known = placesByProcess.get(process) ?? new Map<string, string>();
  placesByProcess.set(process, known);
  return known;
}

function newPlace(places: Map<string, string>, { name }: Running, point: string): string {
  const place = `${processOf(name)}, ${point}`;
  places.set(point, place);
  return place;
}

function processOf(name: string): string {
  return name.startsWith('delivery') ? 'delivery' : name;
}

function stallOf(federation: Federation, { server, name }: Running, point: string): number | null {
  const { stallAtGate } = server;
  if (stallAtGate === null || !name.startsWith('delivery') || stallAtGate.gates-- > 0) return null;
  federation.story.tell(server.member.name, `stands still for ${Math.round(stallAtGate.ms / 1000)} seconds (${name}, ${point})`);
  server.stallAtGate = null;
  return stallAtGate.ms;
}

/** Before anything of the store; and after a transaction, whose end is then unknown to whoever wanted it. */
function mayFail(point: string): boolean {
  return point.startsWith('before store.') || point === 'after store.transaction';
}

/** Goes on when the time has come, or never, when the server has crashed in the meantime. */
export function wait(federation: Federation, running: Running, ms: number): Promise<void> {
  return new Promise((resolve) => {
    federation.timeline.later(ms, () => {
      if (isAlive(running)) resolve();
    });
  });
}

/** A promise of its own each time, so that what waits for it can be forgotten together with it. */
function forever(): Promise<never> {
  return new Promise(() => undefined);
}

export function crash(federation: Federation, server: Server, where: string): void {
  federation.story.tell(server.member.name, `crashes (${where})`);
  federation.crashPoints.set(where, (federation.crashPoints.get(where) ?? 0) + 1);
  server.isUp = false;
  server.crashAfterGates = null;
  server.crashAt = null;
  federation.watch.crashed(server);
}

/** From what lies on its disk; one that somebody started already goes on as it is. */
export function startAgain(federation: Federation, server: Server): void {
  if (!server.isUp) restart(federation, server, server.store.state());
}

/** Starts anew from what was committed, or from an older state that was kept. */
export function restart(federation: Federation, server: Server, from: MemoryState): void {
  server.incarnation++;
  server.store = memoryStore(federation.plant?.onRestart?.(from, server) ?? from);
  server.stallAtGate = null;
  server.deliveries.busy.clear();
  server.lanes = laneGate();
  server.deliveries.seen = null;
  server.isUp = true;
  federation.story.tell(server.member.name, 'starts again');
}
