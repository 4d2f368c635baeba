// SPDX-License-Identifier: Apache-2.0
/**
 * The faults: what can be done to a federation, by name. A run draws some of them and how bad they are from its seed.
 *
 * Two kinds. *Weather* is a probability that holds while the run is busy. *Blows* fall at moments of their own, and what they
 * break is mended after a while, or at the latest when everything heals.
 */
import type { MemoryState } from '../../exchange/index.ts';
import { equivocate } from '../adversaries/equivocation.ts';
import { stealKey } from '../adversaries/key-thief.ts';
import { showTwoHistories } from '../adversaries/two-histories.ts';
import type { Chaos, Federation } from '../authorities/federation.ts';
import { linkName, repeat } from '../authorities/network.ts';
import type { Server } from '../authorities/server-state.ts';
import { crash, restart, startAgain } from '../authorities/server.ts';
import type { Dice } from '../ground/dice.ts';
import { crashOnNewGround, healNewGround } from './crash-on-new-ground.ts';
import { crashInKeyWork } from './crash-in-key-work.ts';
import { announceReturn } from './return-from-backup.ts';
import { replaceKey, replaceKeyOf, resumeAll, suspendPeer, tellOfKeys } from './by-hand.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Fault and the part of the weather it is, with the worst probability. */
export const weather = {
  loss: ['lose', 0.35],
  duplication: ['duplicate', 0.4],
  delay: ['delay', 0.4],
  corruption: ['corrupt', 0.2],
  'unsigned-errors': ['unsignedError', 0.2],
  'swapped-answers': ['swapAnswer', 0.15],
  misdelivery: ['misdeliver', 0.1],
  interleaving: ['pause', 0.3],
  'storage-failure': ['storageFault', 0.02],
} as const satisfies Readonly<Record<string, readonly [keyof Chaos, number]>>;

export interface Blow {
  /** How many fall in one run, at most. */
  readonly countMax: number;
  readonly fall: (federation: Federation, dice: Dice) => void;
  /** Whether it is drawn, and when it falls, by dice of its own: a run that does not draw it is the run that it was without it. */
  readonly hasOwnDice?: true;
}

export const blows = {
  crash: { countMax: 8, fall: crashSoon },
  partition: { countMax: 3, fall: divide },
  'one-way-link': { countMax: 4, fall: blockOneWay },
  'swizzle-clog': { countMax: 2, fall: swizzleClog },
  'clock-skew': { countMax: 3, fall: setClockWrong },
  'slow-peer': { countMax: 2, fall: slowDown },
  stall: { countMax: 6, fall: stallProcess },
  replay: { countMax: 6, fall: replayOldLetter },
  suspension: { countMax: 2, fall: suspendSomebody },
  'key-rotation': { countMax: 2, fall: (federation, dice) => replaceKey(federation, dice, 'retired') },
  'key-revocation': { countMax: 2, fall: (federation, dice) => replaceKey(federation, dice, 'revoked') },
  restore: { countMax: 1, fall: restoreBackup },
  equivocation: { countMax: 4, fall: equivocate },
  'key-theft': { countMax: 1, fall: stealKey },
  'two-key-histories': { countMax: 1, fall: showTwoHistories, hasOwnDice: true },
  'torn-key-update': { countMax: 2, fall: tearKeyUpdate, hasOwnDice: true },
  'key-work-crash': { countMax: 1, fall: crashInKeyWork, hasOwnDice: true },
  'new-ground-crash': { countMax: 3, fall: crashOnNewGround, hasOwnDice: true },
} as const satisfies Readonly<Record<string, Blow>>;

export function hasOwnDice(name: FaultName): boolean {
  return name in blows && 'hasOwnDice' in blows[name as keyof typeof blows];
}

export const faultNames = [...Object.keys(weather), ...Object.keys(blows)] as readonly (keyof typeof weather | keyof typeof blows)[];
export type FaultName = (typeof faultNames)[number];

/** Under which name a fault is counted: as a part of the weather, or as the blow that it is. */
export function partOf(name: FaultName): string {
  return name in weather ? weather[name as keyof typeof weather][0] : name;
}

/**
 * At one of the next gates it comes to, between two of them, or at one place of all that were come by so far, where each counts as
 * much as the others, however seldom it is come by. It is down for a moment or for hours.
 */
function crashSoon(federation: Federation, dice: Dice): void {
  const server = dice.pick(federation.servers);
  const places = [...federation.gates.keys()];
  if (!server.isUp) return;
  if (places.length > 0 && dice.chance(0.6)) return crashAtPlace(federation, server, dice.pick(places), dice);
  server.crashAfterGates = dice.below(60);
  const waitMs = dice.pick([200, 5000, 20 * minuteMs]);
  federation.timeline.later(waitMs, () => {
    if (server.isUp && server.crashAfterGates !== null) crash(federation, server, 'between two steps');
  });
  federation.timeline.later(waitMs + downMs(dice), () => startAgain(federation, server));
}

function crashAtPlace(federation: Federation, server: Server, place: string, dice: Dice): void {
  const plan = { place, forMs: downMs(dice) };
  server.crashAt = plan;
  federation.timeline.later(dice.pick([20 * minuteMs, hourMs]), () => {
    if (server.crashAt === plan) server.crashAt = null;
  });
}

function downMs(dice: Dice): number {
  return dice.between(1000, dice.pick([10_000, 3 * hourMs]));
}

function divide(federation: Federation, dice: Dice): void {
  const mixed = dice.shuffled(federation.servers);
  const cut = dice.between(1, mixed.length - 1);
  const links = mixed.slice(0, cut).flatMap((left) => mixed.slice(cut).flatMap((right) => [linkName(left, right), linkName(right, left)]));
  block(federation, links, dice.between(minuteMs, dice.pick([10 * minuteMs, 2 * hourMs])));
  const words = [mixed.slice(0, cut), mixed.slice(cut)].map((part) => part.map(({ member }) => member.name).join(', '));
  federation.story.tell('network', `is divided: ${words.join(' | ')}`);
}

function blockOneWay(federation: Federation, dice: Dice): void {
  const [from, to] = dice.shuffled(federation.servers);
  if (from === undefined || to === undefined) return;
  block(federation, [linkName(from, to)], dice.between(minuteMs, dice.pick([10 * minuteMs, 3 * hourMs])));
  federation.story.tell('network', `carries nothing from ${from.member.name} to ${to.member.name}`);
}

/** Some servers are cut off one after the other, and come back one after the other in another order. */
function swizzleClog(federation: Federation, dice: Dice): void {
  const chosen = dice.shuffled(federation.servers).slice(0, dice.between(1, federation.servers.length));
  const clogged = chosen.map((server, index) => ({ server, at: index * dice.between(500, 30_000) }));
  const end = Math.max(...clogged.map(({ at }) => at));
  for (const [index, { server, at }] of dice.shuffled(clogged).entries()) {
    const forMs = end - at + (index + 1) * dice.between(1000, 60_000);
    federation.timeline.later(at, () => {
      const others = federation.servers.filter((other) => other !== server);
      block(
        federation,
        others.flatMap((other) => [linkName(server, other), linkName(other, server)]),
        forMs,
      );
      federation.story.tell('network', `cuts ${server.member.name} off`);
    });
  }
}

function block(federation: Federation, links: readonly string[], forMs: number): void {
  for (const link of links) federation.blockedLinks.add(link);
  federation.timeline.later(forMs, () => links.forEach((link) => federation.blockedLinks.delete(link)));
}

/** By seconds, minutes, or a year, in either direction; it is set right some hours later. */
function setClockWrong(federation: Federation, dice: Dice): void {
  const server = dice.pick(federation.servers);
  const ms = dice.pick([5000, 4 * minuteMs, 9 * minuteMs, 3 * hourMs, 365 * 24 * hourMs]);
  setClock(federation, server, dice.between(-ms, ms));
  federation.story.tell(server.member.name, `has a clock that is ${Math.round(server.clockOffsetMs / 1000)} seconds wrong`);
  federation.timeline.later(dice.between(minuteMs, 6 * hourMs), () => setClock(federation, server, 0));
}

function setClock({ timeline }: Federation, server: Server, offsetMs: number): void {
  if (server.clockOffsetMs > Math.max(0, offsetMs)) server.clockPutBack = { atMs: timeline.now(), byMs: server.clockOffsetMs };
  server.clockOffsetMs = offsetMs;
  server.deliveries.seen = null;
}

function slowDown(federation: Federation, dice: Dice): void {
  const server = dice.pick(federation.servers);
  server.slowness = dice.pick([20, 200, 1000]);
  federation.story.tell(server.member.name, `becomes ${server.slowness} times slower`);
  federation.timeline.later(dice.between(minuteMs, 2 * hourMs), () => {
    server.slowness = 1;
  });
}

/** A delivery stands still, often for longer than its lease lasts, and then goes on as if nothing had been. */
function stallProcess(federation: Federation, dice: Dice): void {
  dice.pick(federation.servers).stallAtGate = { gates: dice.below(20), ms: dice.between(20_000, 3 * minuteMs) };
}

/**
 * A server is killed while it writes the events of a change of keys: the first is on its disk, and those behind it are not. It starts
 * again with that, tells its peers, and the change is brought to its end later.
 */
function tearKeyUpdate(federation: Federation, dice: Dice): void {
  const server = dice.pick(federation.servers);
  if (server.keyStage !== 'first' || server.returned !== null || !server.isUp) return;
  server.keyStage = 'added';
  federation.story.tell(server.member.name, 'has written the first event of a change of its keys');
  crash(federation, server, 'administrator, between two key events');
  const [forMs, stage] = [downMs(dice), dice.pick(['retired', 'revoked'] as const)];
  federation.timeline.later(forMs, () => {
    startAgain(federation, server);
    tellOfKeys(federation, server);
  });
  federation.timeline.later(forMs + dice.between(1000, hourMs), () => replaceKeyOf(federation, server, stage));
}

/** Somebody recorded a letter and brings it again. */
function replayOldLetter(federation: Federation, dice: Dice): void {
  const { recorded } = federation;
  if (recorded.length === 0) return;
  const { to, bytes } = dice.pick(recorded);
  repeat(federation, dice.chance(0.9) ? to : dice.pick(federation.servers), { kind: 'envelope', bytes }, dice);
}

function suspendSomebody(federation: Federation, dice: Dice): void {
  const [by, peer] = dice.shuffled(federation.servers);
  if (by === undefined || peer === undefined || !by.isUp) return;
  suspendPeer(federation, by, peer, dice.between(minuteMs, 5 * hourMs));
}

/** The server's disk is lost; it starts again from what was kept at some earlier moment. */
function restoreBackup(federation: Federation, dice: Dice): void {
  const server = dice.pick(federation.servers);
  const backup: MemoryState | undefined = server.backups.length === 0 ? undefined : dice.pick(server.backups);
  if (backup === undefined) return;
  if (server.isUp) crash(federation, server, 'its disk is lost');
  federation.timeline.later(dice.between(minuteMs, hourMs), () => {
    if (server.isUp) return;
    if (federation.plant?.restoresPlainly !== true) server.restores++;
    federation.story.tell(server.member.name, 'is restored from a backup');
    federation.watch.restored(server, backup, federation.plant?.restoresPlainly !== true);
    restart(federation, server, backup);
    if (federation.plant?.restoresPlainly !== true) announceReturn(federation, server, backup);
  });
}

/** Keeps a backup of each server now. */
export function keepBackups(federation: Federation): void {
  for (const server of federation.servers) if (server.isUp) server.backups.push(server.store.state());
}

/**
 * Everything works again: all are up, all links carry, all clocks are right. What was suspended is taken up again by hand, and whoever
 * asks a server for its keys is shown those that it goes by.
 */
export function heal(federation: Federation): void {
  federation.story.tell('network', 'everything has healed');
  federation.blockedLinks.clear();
  federation.crashesInWait.clear();
  healNewGround(federation);
  for (const server of federation.servers) {
    startAgain(federation, server);
    server.crashAfterGates = null;
    server.crashAt = null;
    setClock(federation, server, 0);
    server.slowness = 1;
    server.otherHistoryFor.clear();
  }
  resumeAll(federation);
}
